import type { Rng } from "../kit/rng.ts";
import { peersOf } from "./link.ts";
import type { ArpRow, PrivatePeering, RouteRow, RouteSummaryRow } from "./model.ts";
import type { LinkPath, WorldFaults } from "./world-faults.ts";

const ORACLE_ASN_TEXT = "31898";
const GATEWAY_ASN = 65515;

/** What the tables of one path are drawn from. */
export interface PathSight {
  readonly path: LinkPath;
  readonly peering: PrivatePeering;
  readonly serviceKey: string;
  readonly endsFit: boolean;
  /** How long the session is up in ms; undefined while it is down. */
  readonly upForMs: number | undefined;
  readonly fromOci: readonly string[];
  readonly fromAzure: readonly string[];
  readonly gatewayAddresses: readonly string[];
}

const prefixOf = ({ path, peering }: PathSight): string =>
  path === "primary" ? peering.primaryPeerAddressPrefix : peering.secondaryPeerAddressPrefix;

const macOf = (rng: Rng, name: string): string =>
  [0, 1, 2].map((group) => rng.integer(`${name}/${group}`, 0, 0xffff).toString(16).padStart(4, "0")).join(".");

/** The ARP table of a path as the Microsoft edge shows it. */
export const arpRows = (sight: PathSight, faults: WorldFaults, rng: Rng): readonly ArpRow[] => {
  const { path, serviceKey } = sight;
  if (faults.has(`arp-empty:${path}`)) return [];
  const peers = peersOf(prefixOf(sight));
  const incomplete = faults.has(`arp-incomplete:${path}`) || !sight.endsFit;
  const onPrem: ArpRow = {
    age: rng.integer(`${serviceKey}/${path}/age`, 1, 200),
    interface: "On-Prem",
    ipAddress: peers.oracle,
    macAddress: incomplete ? "Incomplete" : macOf(rng, `${serviceKey}/${path}/on-prem`),
  };
  const microsoft: ArpRow = {
    age: 0,
    interface: "Microsoft",
    ipAddress: peers.microsoft,
    macAddress: macOf(rng, `${serviceKey}/${path}/microsoft`),
  };
  return [
    ...(faults.has(`link-down:${path}`) ? [] : [onPrem]),
    ...(faults.has(`arp-no-microsoft:${path}`) ? [] : [microsoft]),
  ];
};

const route = (network: string, nextHop: string, path: string): RouteRow => ({
  network,
  nextHop,
  locPrf: "",
  weight: 0,
  path,
});

/** The route table of a path: what Oracle announces, and what the connected gateways announce. */
export const routeRows = (sight: PathSight): readonly RouteRow[] => {
  const { oracle } = peersOf(prefixOf(sight));
  const fromOci = sight.upForMs === undefined ? [] : sight.fromOci;
  return [
    ...fromOci.map((network) => route(network, oracle, ORACLE_ASN_TEXT)),
    ...sight.gatewayAddresses.flatMap((gateway) =>
      sight.fromAzure.map((network) => route(network, gateway, String(GATEWAY_ASN))),
    ),
  ];
};

const uptime = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
};

/** The neighbours of a path: Oracle's end first, then the connected gateways. */
export const routeSummaryRows = (sight: PathSight): readonly RouteSummaryRow[] => {
  const { oracle } = peersOf(prefixOf(sight));
  const up = sight.upForMs;
  return [
    {
      neighbor: oracle,
      v: 4,
      as: sight.peering.peerASN,
      upDown: up === undefined ? "Idle" : uptime(up),
      statePfxRcd: up === undefined ? "Idle" : String(sight.fromOci.length),
    },
    ...sight.gatewayAddresses.map((neighbor) => ({
      neighbor,
      v: 4,
      as: GATEWAY_ASN,
      upDown: uptime(up ?? 0),
      statePfxRcd: String(sight.fromAzure.length),
    })),
  ];
};
