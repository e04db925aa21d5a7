import type { VirtualCircuitFacts } from "../../domain/link-facts.ts";
import { type CheckOutcome, type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";

const row: CheckRow = { id: "oci.virtual-circuit", title: "FastConnect virtual circuit" };

/** The virtual circuit is provisioned; whether it is up is a matter of its sessions. */
export const virtualCircuitCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run: ({ oci }) =>
    whenKnown(row, oci.virtualCircuit, (circuit) => (circuit === undefined ? missing() : state(circuit))),
};

function missing(): CheckOutcome {
  return named(row, {
    code: "virtual-circuit-missing",
    severity: "blocking",
    side: "oci",
    cause: "The virtual circuit does not exist any more, while Azure goes on billing the circuit.",
    evidence: ["OCI: no such virtual circuit"],
    remedy: "Tear the interconnect down and create it again, or create a new virtual circuit with the circuit's key.",
    owner: "network team",
  });
}

function state({ lifecycleState, providerState, bgpSessionState }: VirtualCircuitFacts): CheckOutcome {
  const evidence = [
    lifecycleState,
    ...(providerState === undefined ? [] : [`provider ${providerState}`]),
    ...(bgpSessionState === undefined ? [] : [`BGP ${bgpSessionState}`]),
  ];
  if (lifecycleState === "PROVISIONED") return passed(row, evidence.join(", "));
  const underWay = ["PENDING_PROVIDER", "VERIFYING", "PROVISIONING"].includes(lifecycleState);
  return named(row, {
    code: "virtual-circuit-not-provisioned",
    severity: "blocking",
    side: "oci",
    cause: underWay
      ? `Oracle is still working on the virtual circuit (${lifecycleState}); a change of its DRG or bandwidth does that too.`
      : `The virtual circuit is ${lifecycleState}.`,
    evidence,
    remedy: underWay
      ? "Wait; it usually takes a few minutes."
      : "Remove the gateway connections first, then the virtual circuit, and create it again.",
    owner: "Oracle",
  });
}
