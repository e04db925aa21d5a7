import type { DrgAttachmentFacts, VcnRouteTableFacts } from "../../domain/link-facts.ts";
import { GATEWAY_SUBNET } from "../gateway-subnet.ts";
import { lastSegment, sameId, valueOr } from "../readings.ts";
import { markOf, type RemovalInput } from "./removal-input.ts";

/** What others have on or in the resources of a plan, in words; empty where the plan did not make the resource. */
export interface Uses {
  readonly gateway: readonly string[];
  /** Of a VNet that the plan made. */
  readonly vnet: readonly string[];
  /** Of a GatewaySubnet that the plan made in a brought VNet. */
  readonly gatewaySubnet: readonly string[];
  readonly resourceGroup: readonly string[];
  readonly drg: readonly string[];
  readonly attachment: readonly string[];
  readonly vcn: readonly string[];
  readonly subnet: readonly string[];
}

/** Who else uses what a plan made, by now. What could not be read is said by the check `readings`. */
export function usesOf(input: RemovalInput): Uses {
  const { azure, oci } = input.plan;
  const none: readonly string[] = [];
  return {
    gateway: azure.gateway.create ? otherConnections(input) : none,
    vnet: azure.vnet.create ? [...otherGateways(input), ...insideVnet(input)] : none,
    gatewaySubnet: !azure.vnet.create && azure.gatewaySubnet.create ? otherGateways(input) : none,
    resourceGroup: azure.resourceGroup.create ? insideGroup(input) : none,
    drg: oci.drg.create ? [...otherAttachments(input), ...rulesToDrg(input)] : none,
    attachment: oci.attachment.create ? rulesToDrg(input) : none,
    vcn: oci.vcn.create ? insideVcn(input) : none,
    subnet: oci.subnet === undefined ? none : addresses(input),
  };
}

function otherConnections({ facts }: RemovalInput): readonly string[] {
  const { gateway, connection } = facts.azure.ids;
  return valueOr(facts.networks.azure.connections, [])
    .filter(({ id, gatewayId }) => sameId(gatewayId, gateway) && !sameId(id, connection))
    .map(({ name }) => `connection ${name}`);
}

function otherGateways({ facts }: RemovalInput): readonly string[] {
  const { vnet, gateway } = facts.azure.ids;
  return valueOr(facts.networks.azure.gateways, [])
    .filter(({ id, vnetId }) => sameId(vnetId, vnet) && !sameId(id, gateway))
    .map(({ name, gatewayType }) => `${gatewayType} gateway ${name}`);
}

function insideVnet({ facts }: RemovalInput): readonly string[] {
  const vnet = valueOr(facts.networks.azure.vnets, []).find(({ id }) => sameId(id, facts.azure.ids.vnet));
  if (vnet === undefined) return [];
  const subnets = vnet.subnets.filter(({ name }) => !sameId(name, GATEWAY_SUBNET));
  return [...subnets.map(({ name }) => `subnet ${name}`), ...vnet.peerings.map(({ name }) => `peering ${name}`)];
}

function insideGroup({ facts }: RemovalInput): readonly string[] {
  const { circuit, connection, vnet, gateway, publicIp } = facts.azure.ids;
  const own = [circuit, connection, vnet, gateway, publicIp];
  return valueOr(facts.azure.groupContents, [])
    .filter((id) => !own.some((one) => sameId(one, id)))
    .map((id) => `${id.split("/").at(-2)} ${lastSegment(id)}`);
}

function otherAttachments({ facts }: RemovalInput): readonly string[] {
  const { drg, vcn, virtualCircuit } = facts.oci.ids;
  const use = valueOr(facts.networks.oci.drgUses, []).find(({ drgId }) => sameId(drgId, drg));
  return (use?.attachments ?? [])
    .filter(({ networkId }) => !sameId(networkId, vcn) && !sameId(networkId, virtualCircuit))
    .map((attachment) => attachmentWords(attachment, facts));
}

function attachmentWords({ id, type, networkId }: DrgAttachmentFacts, { networks }: RemovalInput["facts"]): string {
  const known = [...valueOr(networks.oci.vcns, []), ...valueOr(networks.oci.virtualCircuits, [])];
  const name = known.find((one) => sameId(one.id, networkId))?.name ?? networkId ?? id;
  return `attachment of ${type} ${name}`;
}

/** Rules of others in the VCN that lead to the DRG: without it, or detached from it, they would lead nowhere. */
function rulesToDrg({ plan, facts }: RemovalInput): readonly string[] {
  const { drg, vcn } = facts.oci.ids;
  return foreignRules(plan, valueOr(facts.networks.oci.routeTables, {})[vcn ?? ""] ?? [])
    .filter(({ to }) => sameId(to, drg))
    .map(({ words }) => words);
}

function insideVcn({ plan, facts }: RemovalInput): readonly string[] {
  const { vcn, subnet, drg } = facts.oci.ids;
  const tables = valueOr(facts.networks.oci.routeTables, {})[vcn ?? ""] ?? [];
  const subnets = (valueOr(facts.networks.oci.subnets, {})[vcn ?? ""] ?? []).filter(({ id }) => !sameId(id, subnet));
  const own = plan.oci.routeTables.map(({ name }) => name);
  return [
    ...subnets.map(({ name }) => `subnet ${name}`),
    ...tables
      .filter(({ displayName }) => !own.includes(displayName))
      .map(({ displayName }) => `route table ${displayName}`),
    ...foreignRules(plan, tables)
      .filter(({ to }) => !sameId(to, drg))
      .map(({ words }) => words),
  ];
}

function foreignRules(plan: RemovalInput["plan"], tables: readonly VcnRouteTableFacts[]) {
  return tables.flatMap(({ displayName, rules }) =>
    rules
      .filter(({ description }) => description !== markOf(plan))
      .map(({ destination, networkEntityId: to }) => ({ to, words: `rule for ${destination} in ${displayName}` })),
  );
}

const addresses = ({ facts }: RemovalInput): readonly string[] =>
  valueOr(facts.oci.subnetAddresses, []).map((address) => `address ${address}`);
