import { type CheckRow, type LinkCheck, named, passed, unknown, whenKnown } from "../check.ts";

const row: CheckRow = { id: "azure.provider", title: "Oracle has provisioned the circuit" };

/** Oracle has used the service key and told Azure so. */
export const providerStateCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run: ({ azure, oci }) =>
    whenKnown(row, azure.circuit, (circuit) => {
      if (circuit === undefined) return unknown(row, "there is no circuit");
      const state = circuit.serviceProviderProvisioningState;
      const virtualCircuit = oci.virtualCircuit.known ? oci.virtualCircuit.value : undefined;
      const seen = virtualCircuit === undefined ? "not seen" : virtualCircuit.lifecycleState;
      if (state === "Provisioned") return passed(row, `serviceProviderProvisioningState ${state}`);
      return named(row, {
        code: "provider-not-provisioned",
        severity: "blocking",
        side: "oci",
        cause:
          seen === "PROVISIONED"
            ? "Oracle says the virtual circuit is provisioned, but Azure does not see that on this circuit: wrong key, or lag."
            : "Oracle has not provisioned this circuit.",
        evidence: [`serviceProviderProvisioningState ${state}`, `virtual circuit ${seen}`],
        remedy:
          "Give it 15 minutes. Then check that the virtual circuit carries this circuit's key and lies in the paired region; recreate it if not. Leave the circuit alone.",
        owner: "Oracle",
      });
    }),
};
