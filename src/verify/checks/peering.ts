import { normaliseCidr } from "../../domain/cidr.ts";
import type { CircuitFacts, PrivatePeeringFacts } from "../../domain/link-facts.ts";
import { type CheckOutcome, type CheckRow, type LinkCheck, named, passed, unknown, whenKnown } from "../check.ts";
import type { ExpectedLink } from "../expected.ts";

const row: CheckRow = { id: "azure.peering", title: "Private peering with our /30s" };

/** The private peering that Oracle makes is there, enabled, and has the planned addresses. */
export const peeringCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run: ({ azure }, expected) =>
    whenKnown(row, azure.circuit, (circuit) => {
      if (circuit === undefined) return unknown(row, "there is no circuit");
      if (hasLostPeering(circuit)) return unknown(row, "the circuit has failed, and its peering went with it");
      return circuit.peering === undefined ? missing(circuit) : addresses(circuit.peering, expected);
    }),
};

/** That is the circuit's own finding. */
const hasLostPeering = ({ provisioningState, peering }: CircuitFacts): boolean =>
  provisioningState === "Failed" && peering === undefined;

function missing({ serviceProviderProvisioningState: state }: CircuitFacts): CheckOutcome {
  return named(row, {
    code: "peering-missing",
    severity: "blocking",
    side: "oci",
    cause:
      state === "Provisioned"
        ? "Oracle has provisioned the circuit, but Azure shows no private peering."
        : "There is no private peering yet; Oracle makes it when it provisions the circuit.",
    evidence: ["AzurePrivatePeering: none", `serviceProviderProvisioningState ${state}`],
    remedy: "Wait up to 15 minutes. If it stays away, have the circuit written again unchanged, then ask Oracle.",
    owner: "Oracle",
  });
}

function addresses(peering: PrivatePeeringFacts, expected: ExpectedLink): CheckOutcome {
  const { primaryPrefix = "none", secondaryPrefix = "none", state, lastModifiedBy } = peering;
  const evidence = [
    `state ${state}`,
    `primary ${primaryPrefix}`,
    `secondary ${secondaryPrefix}`,
    ...(lastModifiedBy === undefined ? [] : [`last modified by ${lastModifiedBy}`]),
  ];
  const fits =
    normaliseCidr(primaryPrefix) === expected.primary.cidr &&
    normaliseCidr(secondaryPrefix) === expected.secondary.cidr;
  if (!fits) {
    return named(row, {
      code: "peering-addresses-differ",
      severity: "blocking",
      side: "azure",
      cause: "The private peering has other addresses than the virtual circuit: somebody edited it by hand.",
      evidence: [...evidence, `planned ${expected.primary.cidr} and ${expected.secondary.cidr}`],
      remedy: "Recreate the virtual circuit so that Oracle sets the peering again, and lock the peering by policy.",
      owner: "network team",
    });
  }
  if (state !== "Enabled") {
    return named(row, {
      code: "peering-disabled",
      severity: "blocking",
      side: "azure",
      cause: "The private peering is switched off.",
      evidence,
      remedy: "Enable AzurePrivatePeering on the circuit.",
      owner: "network team",
    });
  }
  return passed(row, evidence.join(", "));
}
