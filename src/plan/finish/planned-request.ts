import type { NetworkFacts, VnetFacts } from "../../domain/network-facts.ts";
import type { InterconnectRequest, Plan } from "../../domain/plan.ts";
import { sameId, valueOr } from "../readings.ts";

/** What whoever has a half-built link finished says of it beside its plan. */
export interface FinishingWish {
  readonly reason: string;
  /** Codes of findings accepted on purpose, beside those that the plan has accepted already. */
  readonly accepts: readonly string[];
}

/** The request that a plan comes from: what it made is to be made, what it brought is named by its id. */
export function plannedRequest(
  plan: Plan,
  facts: NetworkFacts,
  { reason, accepts }: FinishingWish,
): InterconnectRequest {
  const { azure, oci } = plan;
  const { circuit, vnet, gateway, connection } = azure;
  return {
    name: plan.name,
    environment: plan.environment,
    bandwidthMbps: plan.bandwidthMbps,
    vnet: vnet.create ? { create: { addressPrefix: vnet.addressPrefixes[0] ?? "" } } : { use: askedVnet(plan, facts) },
    gateway: gateway.create ? { create: { sku: gateway.sku } } : { use: gateway.id ?? gateway.name },
    fastPath: connection.fastPath,
    vcn: oci.vcn.create ? { create: { cidr: oci.vcn.cidrs[0] ?? "" } } : { use: oci.vcn.id ?? oci.vcn.name },
    drg: oci.drg.create ? { create: true } : { use: oci.drg.id ?? oci.drg.name },
    routeTables: oci.routeTables.flatMap(({ id }) => id ?? []),
    tier: circuit.tier,
    family: circuit.family,
    slash30s: { primary: plan.primary.cidr, secondary: plan.secondary.cidr },
    activate: plan.activate,
    reason,
    accepts: [...new Set([...plan.accepts, ...accepts])],
  };
}

/** A plan names the VNet that has the gateway; where a spoke of it was asked for, only its addresses tell that. */
function askedVnet({ azure: { vnet }, reach }: Plan, { azure }: NetworkFacts): string {
  const hub = vnet.id ?? vnet.name;
  const beside = reach.azureShowsOci.filter((prefix) => !vnet.addressPrefixes.includes(prefix));
  const has = ({ addressPrefixes }: VnetFacts): boolean => addressPrefixes.some((prefix) => beside.includes(prefix));
  const isSpoke = ({ peerings }: VnetFacts): boolean =>
    peerings.some(({ remoteVnetId, useRemoteGateways }) => useRemoteGateways && sameId(remoteVnetId, hub));
  return valueOr(azure.vnets, []).find((one) => has(one) && isSpoke(one))?.id ?? hub;
}
