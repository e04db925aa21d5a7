import { type Cidr, carve, cidrOf, cidrsOf, formatCidr, overlaps, usableAddress } from "../domain/cidr.ts";
import type { PeeringSubnet } from "../domain/plan.ts";
import type { Choice } from "./choose.ts";
import type { PlanInput } from "./plan-input.ts";
import { sameId, valueOr } from "./readings.ts";

/** A network that exists or is promised somewhere, and what it is in words. */
export interface KnownNetwork {
  readonly cidr: Cidr;
  readonly what: string;
}

/** The two /30s of the BGP sessions. */
export interface Slash30Choice {
  /** In network form; fewer than two when the pool has no room left. */
  readonly chosen: readonly Cidr[];
  readonly given: boolean;
  /** Everything they must not touch. */
  readonly known: readonly KnownNetwork[];
}

/** Those of the request, else the first two free ones of the environment's pool. */
export function chooseSlash30s(input: PlanInput, choice: Choice): Slash30Choice {
  const known = knownNetworks(input, choice);
  const { slash30s } = input.request;
  if (slash30s !== undefined) {
    return { chosen: cidrsOf([slash30s.primary, slash30s.secondary]), given: true, known };
  }
  const pool = cidrOf(input.environment.peeringPool);
  const avoid = [...known.map(({ cidr }) => cidr), ...cidrsOf([AZURE_RESERVED])];
  const chosen = pool === undefined ? [] : carve({ pool, length: 30, count: 2, avoid, from: "start" });
  return { chosen, given: false, known };
}

/** Azure keeps this range for a service of its own. */
export const AZURE_RESERVED = "169.254.255.0/24";

/** Oracle has the first usable address of a /30, Microsoft the second. */
export function toPeeringSubnet(cidr: Cidr): PeeringSubnet {
  return { cidr: formatCidr(cidr), oracleIp: usableAddress(cidr, 1), microsoftIp: usableAddress(cidr, 2) };
}

/** The known networks that a network touches. */
export function touching(cidr: Cidr, known: readonly KnownNetwork[]): readonly KnownNetwork[] {
  return known.filter((one) => overlaps(one.cidr, cidr));
}

function knownNetworks(input: PlanInput, choice: Choice): readonly KnownNetwork[] {
  return [
    ...requested(input),
    ...azureNetworks(input, choice),
    ...ociNetworks(input),
    ...input.reservations.flatMap(({ name, slash30s }) => named(slash30s, `reserved for the interconnect ${name}`)),
    ...named(input.environment.reservedPrefixes, `reserved in the environment ${input.environment.name}`),
  ];
}

function requested({ request }: PlanInput): readonly KnownNetwork[] {
  return [
    ...("create" in request.vnet ? named([request.vnet.create.addressPrefix], "the new VNet") : []),
    ...("create" in request.vcn ? named([request.vcn.create.cidr], "the new VCN") : []),
  ];
}

function azureNetworks({ facts }: PlanInput, { azure }: Choice): readonly KnownNetwork[] {
  const vnets = valueOr(facts.azure.vnets, []);
  const peered = (azure.vnet?.peerings ?? []).filter(
    ({ remoteVnetId }) => !vnets.some(({ id }) => sameId(id, remoteVnetId)),
  );
  return [
    ...vnets.flatMap((vnet) => named(vnet.addressPrefixes, `the VNet ${vnet.name}`)),
    ...peered.flatMap(({ name, remotePrefixes }) => named(remotePrefixes, `the VNet behind the peering ${name}`)),
    ...valueOr(facts.azure.circuits, []).flatMap(({ name, primaryPrefix, secondaryPrefix }) =>
      named(
        [primaryPrefix, secondaryPrefix].filter((prefix) => prefix !== undefined),
        `the circuit ${name}`,
      ),
    ),
  ];
}

function ociNetworks({ facts }: PlanInput): readonly KnownNetwork[] {
  return [
    ...valueOr(facts.oci.vcns, []).flatMap((vcn) => named(vcn.cidrs, `the VCN ${vcn.name}`)),
    ...valueOr(facts.oci.virtualCircuits, [])
      .filter(({ lifecycleState }) => lifecycleState !== "TERMINATED")
      .flatMap(({ name, oracleIps }) => named(oracleIps, `the virtual circuit ${name}`)),
  ];
}

function named(texts: readonly string[], what: string): readonly KnownNetwork[] {
  return cidrsOf(texts).map((cidr) => ({ cidr, what }));
}
