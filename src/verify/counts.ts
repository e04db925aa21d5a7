import { pathHasAsn } from "../domain/asn.ts";
import { normaliseCidr } from "../domain/cidr.ts";
import type { VerdictReport } from "../domain/finding.ts";
import type { DrgAttachmentFacts, DrgRouteFacts, LinkFacts, Reading, RouteRow } from "../domain/link-facts.ts";
import type { ExpectedLink } from "./expected.ts";

/** OCI's prefixes in one path's route table, in network form; undefined when the table could not be read. */
export function fromOracle(
  reading: Reading<readonly RouteRow[]>,
  { oracleAsn }: ExpectedLink,
): ReadonlySet<string> | undefined {
  if (!reading.known) return undefined;
  const rows = reading.value.filter(({ asPath }) => pathHasAsn(asPath, oracleAsn));
  return new Set(rows.map(({ network }) => normaliseCidr(network)));
}

/** The DRG's routes that lead over this virtual circuit; all of them when its attachment is not known. */
export function overTheCircuit(
  routes: readonly DrgRouteFacts[],
  attachments: Reading<readonly DrgAttachmentFacts[]>,
  virtualCircuitId: string | undefined,
): readonly DrgRouteFacts[] {
  const own = attachments.known
    ? attachments.value.find(({ type, networkId }) => type === "VIRTUAL_CIRCUIT" && networkId === virtualCircuitId)
    : undefined;
  return own === undefined ? routes : routes.filter(({ nextHopAttachmentId }) => nextHopAttachmentId === own.id);
}

/** What each side has learnt of the other: only what is there on both paths counts. */
export function countPrefixes({ azure, oci }: LinkFacts, expected: ExpectedLink): VerdictReport["counts"] {
  const primary = fromOracle(azure.routes.primary, expected) ?? new Set<string>();
  const secondary = fromOracle(azure.routes.secondary, expected) ?? new Set<string>();
  const circuit = oci.virtualCircuit.known ? oci.virtualCircuit.value : undefined;
  const routes = oci.drgRoutes.known ? overTheCircuit(oci.drgRoutes.value, oci.attachments, circuit?.id) : [];
  const attachments = oci.attachments.known ? oci.attachments.value : [];
  const vcns = new Set(attachments.filter(({ type }) => type === "VCN").map(({ id }) => id));
  const fromAzure = routes.filter(({ nextHopAttachmentId }) => !vcns.has(nextHopAttachmentId ?? ""));
  return {
    ociPrefixesInAzure: [...primary].filter((prefix) => secondary.has(prefix)).length,
    azurePrefixesInOci: new Set(fromAzure.map(({ destination }) => normaliseCidr(destination))).size,
  };
}
