import type { SimClock } from "../kit/clock.ts";
import type { Rng } from "../kit/rng.ts";
import type { AzureEnd, OciEnd } from "./circuit.ts";
import { endsFit } from "./link.ts";
import type { LinkTraffic } from "./link-traffic.ts";
import type { AzureView, CircuitStats, OciView } from "./model.ts";
import { AZURE_ASN, ORACLE_ASN } from "./obstacle.ts";
import { arpRows, type PathSight, routeRows, routeSummaryRows } from "./tables.ts";
import { LINK_PATHS, type LinkPath, type WorldFaults } from "./world-faults.ts";

const BYTES_PER_MS = 1;

/** What a view is drawn with. */
export interface ViewTools {
  readonly clock: SimClock;
  readonly faults: WorldFaults;
  readonly rng: Rng;
  readonly traffic: LinkTraffic;
}

const fromOci = (oci: OciEnd | undefined, faults: WorldFaults): readonly string[] => {
  const announced = oci?.announced.learnt ?? [];
  return [...(faults.has("prefix-missing") ? announced.slice(1) : announced), ...faults.values("prefix-extra")];
};

const isUp = (oci: OciEnd | undefined, path: LinkPath): boolean => oci?.sessions[path].isUp ?? false;

const upSinceOf = (oci: OciEnd | undefined): readonly (number | undefined)[] =>
  LINK_PATHS.map((path) => oci?.sessions[path].upSinceMs);

/** What Azure shows of a link now. */
export const azureView = (end: AzureEnd, oci: OciEnd | undefined, tools: ViewTools): AzureView => {
  const { clock, faults, rng, traffic } = tools;
  const upForMs = (path: LinkPath): number | undefined => {
    const since = oci?.sessions[path].upSinceMs;
    return since === undefined ? undefined : clock.now() - since;
  };
  const sight = (path: LinkPath): PathSight | undefined =>
    end.peering && {
      path,
      peering: end.peering,
      serviceKey: end.circuit.serviceKey,
      endsFit: oci !== undefined && endsFit(oci.links[path]),
      upForMs: upForMs(path),
      fromOci: fromOci(oci, faults),
      fromAzure: end.announced.learnt,
      gatewayAddresses: end.gatewayAddresses,
    };
  const rows = <T>(path: LinkPath, draw: (seen: PathSight) => readonly T[]): readonly T[] => {
    const seen = sight(path);
    return seen ? draw(seen) : [];
  };
  const bgpUp = { primary: isUp(oci, "primary"), secondary: isUp(oci, "secondary") };
  return {
    serviceProviderProvisioningState: end.providerState,
    peering: end.peering,
    bgpUp,
    learntPrefixes: bgpUp.primary || bgpUp.secondary ? fromOci(oci, faults) : [],
    arp: (path) => rows(path, (seen) => arpRows(seen, faults, rng)),
    routes: (path) => rows(path, routeRows),
    routesSummary: (path) => rows(path, routeSummaryRows),
    stats: () => stats(upForMs("primary") ?? 0, upForMs("secondary") ?? 0),
    traffic: traffic.measured(upSinceOf(oci), end.connections),
  };
};

const stats = (primaryMs: number, secondaryMs: number): CircuitStats => ({
  primarybytesIn: primaryMs * BYTES_PER_MS,
  primarybytesOut: primaryMs * BYTES_PER_MS,
  secondarybytesIn: secondaryMs * BYTES_PER_MS,
  secondarybytesOut: secondaryMs * BYTES_PER_MS,
});

/** What OCI shows of a link now. */
export const ociView = (end: OciEnd, azure: AzureEnd | undefined, traffic: LinkTraffic): OciView => {
  const anyUp = LINK_PATHS.some((path) => isUp(end, path));
  return {
    lifecycleState: end.state,
    providerState: end.providerActive ? "ACTIVE" : "INACTIVE",
    bgpSessionState: anyUp ? "UP" : "DOWN",
    bgpAdminState: end.adminUp ? "ENABLED" : "DISABLED",
    bandwidthMbps: end.bandwidthMbps,
    oracleBgpAsn: ORACLE_ASN,
    customerAsn: AZURE_ASN,
    mappings: LINK_PATHS.map((path) => ({
      path,
      oracleBgpPeeringIp: end.links[path].oracle,
      customerBgpPeeringIp: end.links[path].customer,
      vlan: end.providerActive ? end.vlanId : undefined,
      ipv4BgpStatus: isUp(end, path) ? "UP" : "DOWN",
    })),
    learntPrefixes: anyUp ? (azure?.announced.learnt ?? []) : [],
    traffic: traffic.measured(upSinceOf(end), azure?.connections ?? 0),
  };
};
