import type { LinkEnds } from "../../domain/adoption.ts";
import { cidrOf, overlaps } from "../../domain/cidr.ts";
import type { Reading, VcnRouteTableFacts } from "../../domain/link-facts.ts";
import type { DrgFacts, ExistingGatewayFacts, NetworkFacts, VcnFacts, VnetFacts } from "../../domain/network-facts.ts";
import { sameId, valueOr } from "../readings.ts";

/** All parts of a complete link between two networks. */
export interface WholeLink {
  readonly circuit: NonNullable<LinkEnds["circuit"]>;
  readonly virtualCircuit: NonNullable<LinkEnds["virtualCircuit"]>;
  readonly connection: LinkEnds["connections"][number];
  readonly gateway: ExistingGatewayFacts;
  readonly vnet: VnetFacts;
  readonly drg: DrgFacts;
  readonly vcn: VcnFacts;
  /** VCN route tables that lead to Azure over the DRG. */
  readonly routeTables: readonly VcnRouteTableFacts[];
}

/** What is there of a link. */
export type Parts = { readonly [K in keyof WholeLink]: WholeLink[K] | undefined };

/** The whole link, or what is missing of it, in words. */
export type LinkParts = { readonly whole: WholeLink } | { readonly missing: readonly string[] };

/** What of the networks could not be read, with the reason; without all of it nobody can tell what is missing. */
export function unread({ azure, oci }: NetworkFacts): readonly string[] {
  const needed: readonly Reading<unknown>[] = [
    azure.vnets,
    azure.gateways,
    azure.circuits,
    oci.vcns,
    oci.subnets,
    oci.routeTables,
    oci.drgs,
    oci.drgUses,
    oci.vcnAttachments,
    oci.virtualCircuits,
  ];
  return [...new Set(needed.flatMap((reading) => (reading.known ? [] : [reading.why])))];
}

export function partsOf(ends: LinkEnds, facts: NetworkFacts): Parts {
  const parts = { ...azureParts(ends, facts), ...ociParts(ends, facts) };
  const candidates = vcnsOn(parts, facts);
  const chosen = candidates.find(({ routeTables }) => routeTables.length > 0) ?? candidates[0];
  return { ...parts, vcn: chosen?.vcn, routeTables: chosen?.routeTables };
}

export function linkPartsOf(ends: LinkEnds, facts: NetworkFacts): LinkParts {
  const routed = partsOf(ends, facts);
  const missing = missingOf(routed);
  return isWhole(routed) && missing.length === 0 ? { whole: routed } : { missing };
}

function azureParts({ circuit, connections }: LinkEnds, { azure }: NetworkFacts) {
  const [connection] = connections;
  const gateway = valueOr(azure.gateways, []).find(({ id }) => sameId(id, connection?.gatewayId));
  const vnet = valueOr(azure.vnets, []).find(({ id }) => sameId(id, gateway?.vnetId));
  return { circuit, connection, gateway, vnet };
}

function ociParts({ virtualCircuit }: LinkEnds, { oci }: NetworkFacts) {
  return { virtualCircuit, drg: valueOr(oci.drgs, []).find(({ id }) => sameId(id, virtualCircuit?.drgId)) };
}

/** The VCNs attached to the DRG, each with its route tables that lead to the VNet over it. */
export function vcnsOn({ vnet, drg }: Pick<Parts, "vnet" | "drg">, { oci }: NetworkFacts) {
  const attached = valueOr(oci.vcnAttachments, []).filter(
    ({ drgId, lifecycleState }) => sameId(drgId, drg?.id) && lifecycleState === "ATTACHED",
  );
  const vcns = attached.flatMap(({ networkId }) => valueOr(oci.vcns, []).find(({ id }) => sameId(id, networkId)) ?? []);
  return vcns
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map((vcn) => {
      const tables = valueOr(oci.routeTables, {})[vcn.id] ?? [];
      return { vcn, routeTables: tables.filter((table) => leadsTo(table, drg?.id, vnet?.addressPrefixes ?? [])) };
    });
}

function leadsTo({ rules }: VcnRouteTableFacts, drgId: string | undefined, prefixes: readonly string[]): boolean {
  return rules.some(({ destination, networkEntityId }) => {
    const route = cidrOf(destination);
    if (route === undefined || !sameId(networkEntityId, drgId)) return false;
    return prefixes.some((prefix) => {
      const network = cidrOf(prefix);
      return network !== undefined && overlaps(route, network);
    });
  });
}

type Check = readonly [missing: boolean, what: string];

const missingOf = (parts: Parts): readonly string[] =>
  [...azureChecks(parts), ...ociChecks(parts)].flatMap(([missing, what]) => (missing ? [what] : []));

function azureChecks({ circuit, connection, gateway, vnet }: Parts): readonly Check[] {
  const provider = circuit?.serviceProviderProvisioningState;
  const state = circuit?.provisioningState;
  return [
    [state !== "Succeeded", `circuit that Azure has finished (it says ${state})`],
    [provider !== "Provisioned", `provider state Provisioned in Azure (it says ${provider})`],
    [circuit?.peering === undefined, "private peering in Azure"],
    [connection === undefined, "connection of the circuit with a gateway in Azure"],
    [connection !== undefined && connection.provisioningState !== "Succeeded", "connection that Azure has finished"],
    [connection !== undefined && gateway === undefined, "gateway of the connection, within this subscription"],
    [gateway !== undefined && vnet === undefined, "VNet of the gateway, within this subscription"],
  ];
}

function ociChecks({ virtualCircuit, drg, vcn, routeTables }: Parts): readonly Check[] {
  const state = virtualCircuit?.lifecycleState;
  return [
    [virtualCircuit === undefined, "virtual circuit in OCI"],
    [
      virtualCircuit !== undefined && state !== "PROVISIONED",
      `virtual circuit that OCI has finished (it says ${state})`,
    ],
    [virtualCircuit !== undefined && drg === undefined, "DRG of the virtual circuit, within this compartment"],
    [drg !== undefined && vcn === undefined, "VCN attached to the DRG, within this compartment"],
    [vcn !== undefined && !routeTables?.length, "route rules in the VCN that lead to the VNet over the DRG"],
  ];
}

function isWhole(parts: Parts): parts is WholeLink {
  return Object.values(parts).every((part) => part !== undefined);
}
