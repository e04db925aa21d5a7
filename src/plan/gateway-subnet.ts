import { type Cidr, carve, cidrsOf, formatCidr } from "../domain/cidr.ts";
import type { VnetFacts, VnetSubnetFacts } from "../domain/network-facts.ts";
import { sameId } from "./readings.ts";

/** Azure wants exactly this name. */
export const GATEWAY_SUBNET = "GatewaySubnet";

/** Microsoft advises /27 or larger; a /29 is the least that works. */
export const WANTED_LENGTH = 27;
export const LEAST_LENGTH = 29;

export function gatewaySubnetOf(vnet: VnetFacts): VnetSubnetFacts | undefined {
  return vnet.subnets.find(({ name }) => sameId(name, GATEWAY_SUBNET));
}

/**
 * Free space for a GatewaySubnet at the high end of the address ranges, where it is least in the way: a /27 if there is
 * one, else the largest smaller one, else undefined.
 */
export function carveGatewaySubnet(addressPrefixes: readonly string[], taken: readonly string[]): string | undefined {
  const pools = cidrsOf(addressPrefixes);
  const avoid = cidrsOf(taken);
  const lengths = [27, 28, 29];
  const found = lengths.flatMap((length) => pools.flatMap((pool) => lastFree(pool, length, avoid)))[0];
  return found && formatCidr(found);
}

function lastFree(pool: Cidr, length: number, avoid: readonly Cidr[]): readonly Cidr[] {
  return carve({ pool, length, count: 1, avoid, from: "end" });
}

/** The existing one, or the one to be made; undefined when there is no room. */
export function planGatewaySubnet(vnet: VnetFacts): { readonly create: boolean; readonly prefix: string } | undefined {
  const existing = gatewaySubnetOf(vnet)?.prefixes[0];
  if (existing !== undefined) return { create: false, prefix: existing };
  const prefix = carveGatewaySubnet(
    vnet.addressPrefixes,
    vnet.subnets.flatMap(({ prefixes }) => prefixes),
  );
  return prefix === undefined ? undefined : { create: true, prefix };
}
