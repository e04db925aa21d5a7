import type { Side } from "../../domain/errors.ts";
import type { Finding } from "../../domain/finding.ts";
import type { NetworkFacts } from "../../domain/network-facts.ts";
import type { BandwidthMbps } from "../../domain/plan.ts";
import { blocking, type PlanCheck } from "../question.ts";

/** Both sides sell the bandwidth; they have to be equal, and Azure can only grow. */
export const bandwidthCheck: PlanCheck = {
  id: "bandwidth",
  title: "Both sides offer the bandwidth",
  run: ({ request, facts }) => bandwidthNotOffered(request.bandwidthMbps, facts),
};

/** What each side does not sell of a bandwidth; silent where a side's offer could not be read. */
export function bandwidthNotOffered(wanted: BandwidthMbps, facts: NetworkFacts): readonly Finding[] {
  const { oracleOffer } = facts.azure;
  const { azureProviderService } = facts.oci;
  const azure = oracleOffer.known ? oracleOffer.value?.bandwidthsMbps : undefined;
  const oci = azureProviderService.known ? azureProviderService.value?.bandwidthsMbps : undefined;
  return [...notOffered("azure", wanted, azure), ...notOffered("oci", wanted, oci)];
}

function notOffered(side: Side, wanted: number, offered: readonly number[] | undefined): readonly Finding[] {
  if (offered === undefined || offered.includes(wanted)) return [];
  const cloud = side === "azure" ? "Azure" : "OCI";
  return [
    blocking({
      code: `${side}-bandwidth-not-offered`,
      side,
      field: "bandwidth",
      cause: `${cloud} does not offer ${wanted / 1000} Gbps for this link.`,
      evidence: [`offered by ${cloud}: ${offered.map((mbps) => `${mbps / 1000} Gbps`).join(", ") || "nothing"}`],
      remedy: "Choose a bandwidth that both sides offer.",
      owner: "requester",
    }),
  ];
}
