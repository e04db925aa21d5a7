import { toBandwidthShape } from "../domain/bandwidth.ts";
import type { VerdictReport } from "../domain/finding.ts";
import type { Path } from "../domain/link-facts.ts";
import type { PeeringSubnet, Plan } from "../domain/plan.ts";
import { azureLocationName, ociRegionName } from "../domain/region-pairs.ts";

/** The link in a few lines, from one end to the other; with a report, how each session stands. Says what a picture shows. */
export function topologyLines(plan: Plan, report?: VerdictReport): readonly string[] {
  const { azure, oci, reach } = plan;
  const fastPath = azure.connection.fastPath ? ", with FastPath" : "";
  return [
    `Azure ${azureLocationName(azure.location)}: VNet ${azure.vnet.name} (${azure.vnet.addressPrefixes.join(", ")}), gateway ${azure.gateway.name} (${azure.gateway.sku})${fastPath}.`,
    `Circuit ${azure.circuit.name} at ${plan.peeringLocation}, ${toBandwidthShape(plan.bandwidthMbps)}, over two sessions:`,
    session("primary", plan.primary, report),
    session("secondary", plan.secondary, report),
    `OCI ${ociRegionName(oci.region)}: virtual circuit ${oci.virtualCircuit.name} on DRG ${oci.drg.name}, attached to VCN ${oci.vcn.name} (${oci.vcn.cidrs.join(", ")}).`,
    `OCI shows Azure ${list(reach.ociShowsAzure)}; Azure shows OCI ${list(reach.azureShowsOci)}.`,
    ...reach.beyond.map(({ prefix, of, direction }) =>
      direction === "to-oci" ? `OCI also sees ${prefix} of ${of}.` : `Azure also sees ${prefix} of ${of}.`,
    ),
  ];
}

function session(path: Path, { cidr, oracleIp, microsoftIp }: PeeringSubnet, report?: VerdictReport): string {
  return `${path} ${cidr}: Microsoft ${microsoftIp}, Oracle ${oracleIp}${stateOf(path, report)}.`;
}

function stateOf(path: Path, report: VerdictReport | undefined): string {
  const seen = (report?.checks ?? []).filter(({ id }) => id.startsWith(`bgp.${path}.`));
  if (seen.length === 0) return "";
  if (seen.some(({ state }) => state === "failed")) return "; down";
  return seen.every(({ state }) => state === "passed") ? "; up, as both clouds see it" : "; not readable on both sides";
}

function list(prefixes: readonly string[]): string {
  return prefixes.join(", ") || "nothing";
}
