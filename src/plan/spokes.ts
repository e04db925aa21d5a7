import type { VnetFacts, VnetPeeringFacts } from "../domain/network-facts.ts";
import { lastSegment, sameId } from "./readings.ts";

/** A VNet that reaches the outside through another VNet's gateway. */
export interface Spoke {
  readonly vnetId: string;
  readonly name: string;
  readonly prefixes: readonly string[];
  /** Undefined when the VNet lies where we cannot read; then only the hub's side of the peering is known. */
  readonly facts: VnetFacts | undefined;
}

/** All VNets whose addresses this hub's gateway announces; one that cannot be read counts as one of them. */
export function spokesOf(hub: VnetFacts, vnets: readonly VnetFacts[]): readonly Spoke[] {
  return hub.peerings.filter(isOpen).flatMap((peering) => {
    const facts = vnets.find(({ id }) => sameId(id, peering.remoteVnetId));
    if (facts !== undefined && !facts.peerings.some((back) => usesGatewayOf(hub, back))) return [];
    const name = facts?.name ?? lastSegment(peering.remoteVnetId);
    return [{ vnetId: peering.remoteVnetId, name, prefixes: facts?.addressPrefixes ?? peering.remotePrefixes, facts }];
  });
}

function isOpen({ allowGatewayTransit, peeringState }: VnetPeeringFacts): boolean {
  return allowGatewayTransit && peeringState === "Connected";
}

function usesGatewayOf(hub: VnetFacts, peering: VnetPeeringFacts): boolean {
  return peering.useRemoteGateways && peering.peeringState === "Connected" && sameId(peering.remoteVnetId, hub.id);
}
