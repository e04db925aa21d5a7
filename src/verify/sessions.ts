import type { CrossConnectMappingFacts, Path, PeerSummaryRow, PerPath, Reading } from "../domain/link-facts.ts";
import type { PeeringSubnet } from "../domain/plan.ts";

/** One BGP session as one cloud sees it. */
export interface SessionSight {
  readonly path: Path;
  readonly side: "azure" | "oci";
  readonly state: "up" | "down" | "unknown";
  /** What was read, or why it was not. */
  readonly seen: string;
}

/** The state of a path by what both clouds say: down as soon as one of them says so, up only when both do. */
export function pathState(sights: readonly SessionSight[]): SessionSight["state"] {
  if (sights.some(({ state }) => state === "down")) return "down";
  return sights.every(({ state }) => state === "up") ? "up" : "unknown";
}

/** The four readings of two sessions: primary and secondary, each from Azure and from OCI. */
export function sessionSights(
  subnets: PerPath<PeeringSubnet>,
  azure: PerPath<Reading<readonly PeerSummaryRow[]>>,
  oci: Reading<readonly CrossConnectMappingFacts[]>,
): readonly SessionSight[] {
  return (["primary", "secondary"] as const).flatMap((path) => [
    azureSight(path, subnets[path], azure[path]),
    ociSight(path, subnets[path], oci),
  ]);
}

function azureSight(
  path: Path,
  { oracleIp }: PeeringSubnet,
  reading: Reading<readonly PeerSummaryRow[]>,
): SessionSight {
  const side = "azure";
  if (!reading.known) return { path, side, state: "unknown", seen: reading.why };
  const row = reading.value.find(({ neighbor }) => neighbor === oracleIp);
  if (row === undefined) return { path, side, state: "down", seen: `no neighbour ${oracleIp}` };
  if (/^\d+$/.test(row.statePfxRcd)) {
    return { path, side, state: "up", seen: `up for ${row.upDown}, ${row.statePfxRcd} prefixes` };
  }
  return { path, side, state: "down", seen: row.statePfxRcd || "no state" };
}

export function ociSight(
  path: Path,
  { oracleIp }: PeeringSubnet,
  reading: Reading<readonly CrossConnectMappingFacts[]>,
): SessionSight {
  const side = "oci";
  if (!reading.known) return { path, side, state: "unknown", seen: reading.why };
  const mapping = mappingFor(oracleIp, reading.value);
  if (mapping === undefined) return { path, side, state: "down", seen: `no mapping with ${oracleIp}` };
  const status = mapping.ipv4BgpStatus;
  if (status === undefined) return { path, side, state: "unknown", seen: "Oracle shows no BGP status" };
  return { path, side, state: status === "UP" ? "up" : "down", seen: status };
}

/** The mapping whose Oracle end has this address, written with or without its prefix length. */
export function mappingFor(
  oracleIp: string,
  mappings: readonly CrossConnectMappingFacts[],
): CrossConnectMappingFacts | undefined {
  return mappings.find(({ oracleBgpPeeringIp }) => oracleBgpPeeringIp?.split("/")[0] === oracleIp);
}
