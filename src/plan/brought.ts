import type { Brought, BroughtDifference, BroughtField, BroughtResource } from "../domain/brought.ts";
import type { DrgAttachmentFacts, Reading } from "../domain/link-facts.ts";
import type { AzureNetworkFacts, NetworkFacts, OciNetworkFacts, VnetFacts } from "../domain/network-facts.ts";
import type { Plan } from "../domain/plan.ts";
import { lastSegment, sameId } from "./readings.ts";

/** Everything a plan uses and does not make, as the facts show it. */
export function broughtOf({ azure, oci }: Pick<Plan, "azure" | "oci">, facts: NetworkFacts): Brought {
  const resources = [
    ...broughtGroup(azure, facts.azure),
    ...broughtVnet(azure, facts.azure),
    ...broughtGateway(azure, facts.azure),
    ...broughtVcn(oci, facts.oci),
    ...broughtDrg(oci, facts.oci),
  ];
  return { readAt: facts.readAt, resources };
}

type Fields<T> = Readonly<Record<string, (found: T) => BroughtField>>;

interface Kind<T> {
  readonly what: string;
  readonly list: Reading<readonly T[]>;
  readonly idOf: (one: T) => string;
  readonly fields: Fields<T>;
}

/** One resource out of a list. Proven absence leaves nothing, a list that could not be read every field unread. */
function pick<T>(
  { create, name, id = name }: Plan["azure"]["resourceGroup"],
  kind: Kind<T>,
): readonly BroughtResource[] {
  if (create) return [];
  const { list, fields } = kind;
  const what = `${kind.what} ${name}`;
  if (!list.known) return [{ id, what, fields: mapped(fields, () => ({ unread: list.why })) }];
  const found = list.value.find((one) => sameId(kind.idOf(one), id));
  return found === undefined ? [] : [{ id, what, fields: mapped(fields, (field) => field(found)) }];
}

function mapped<T>(fields: Fields<T>, read: (field: Fields<T>[string]) => BroughtField): BroughtResource["fields"] {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, read(field)]));
}

function broughtGroup({ resourceGroup }: Plan["azure"], { resourceGroups }: AzureNetworkFacts) {
  return pick(
    { create: resourceGroup.create, name: resourceGroup.name },
    {
      what: "resource group",
      list: resourceGroups,
      idOf: ({ name }) => name,
      fields: {
        location: ({ location }) => [location],
        tags: ({ tags }) => Object.entries(tags).map(([name, value]) => `${name}: ${value}`),
      },
    },
  );
}

function broughtVnet({ vnet }: Plan["azure"], { vnets }: AzureNetworkFacts) {
  return pick(vnet, {
    what: "VNet",
    list: vnets,
    idOf: ({ id }) => id,
    fields: {
      "address ranges": ({ addressPrefixes }) => addressPrefixes,
      subnets: ({ subnets }) => subnets.map(subnetWords),
      peerings: ({ peerings }) => peerings.map(peeringWords),
    },
  });
}

function subnetWords(subnet: VnetFacts["subnets"][number]): string {
  const { name, prefixes, networkSecurityGroupId, routeTableId } = subnet;
  return [
    `${name} ${prefixes.join(" ")}`,
    ...(networkSecurityGroupId === undefined ? [] : [`network security group ${lastSegment(networkSecurityGroupId)}`]),
    ...(routeTableId === undefined ? [] : [`route table ${lastSegment(routeTableId)}`]),
  ].join(" with ");
}

function peeringWords(peering: VnetFacts["peerings"][number]): string {
  const { name, remoteVnetId, peeringState, allowGatewayTransit, useRemoteGateways } = peering;
  return [
    `${name} to ${lastSegment(remoteVnetId)} ${peeringState}`,
    ...(allowGatewayTransit ? ["gateway transit allowed"] : []),
    ...(useRemoteGateways ? ["remote gateways used"] : []),
  ].join(", ");
}

function broughtGateway({ gateway }: Plan["azure"], { gateways, connections }: AzureNetworkFacts) {
  return pick(gateway, {
    what: "gateway",
    list: gateways,
    idOf: ({ id }) => id,
    fields: {
      size: ({ sku, minScaleUnits }) => [
        minScaleUnits === undefined ? sku : `${sku} from ${minScaleUnits} scale units`,
      ],
      connections: ({ id }) =>
        words(connections, (all) =>
          all
            .filter(({ gatewayId }) => sameId(gatewayId, id))
            .map(({ name, circuitId, connectionType }) =>
              circuitId === undefined ? `${name} ${connectionType}` : `${name} to ${lastSegment(circuitId)}`,
            ),
        ),
    },
  });
}

function broughtVcn({ vcn }: Plan["oci"], facts: OciNetworkFacts) {
  return pick(vcn, {
    what: "VCN",
    list: facts.vcns,
    idOf: ({ id }) => id,
    fields: {
      "address ranges": ({ cidrs }) => cidrs,
      subnets: ({ id }) =>
        words(facts.subnets, ({ [id]: subnets = [] }) =>
          subnets.map(({ name, cidr, routeTableId }) => `${name} ${cidr} with route table ${routeTableId}`),
        ),
      attachments: ({ id }) =>
        words(facts.vcnAttachments, (all) =>
          all
            .filter(({ networkId }) => sameId(networkId, id))
            .map(({ drgId, drgRouteTableId }) => `to ${drgId}${tableWords(drgRouteTableId)}`),
        ),
      "route tables": ({ id }) =>
        words(facts.routeTables, ({ [id]: tables = [] }) => tables.map(({ displayName }) => displayName)),
      "route rules": ({ id }) =>
        words(facts.routeTables, ({ [id]: tables = [] }) =>
          tables.flatMap(({ displayName, rules }) =>
            rules.map(({ destination, networkEntityId, description }) =>
              [
                `${displayName}: ${destination} to ${networkEntityId}`,
                ...(description === undefined ? [] : [description]),
              ].join(", "),
            ),
          ),
        ),
    },
  });
}

function broughtDrg({ drg }: Plan["oci"], { drgs, drgUses }: OciNetworkFacts) {
  return pick(drg, {
    what: "DRG",
    list: drgs,
    idOf: ({ id }) => id,
    fields: {
      attachments: ({ id }) =>
        words(drgUses, (uses) => (uses.find(({ drgId }) => sameId(drgId, id))?.attachments ?? []).map(attachmentWords)),
      "route tables": ({ defaultVcnRouteTableId, defaultVirtualCircuitRouteTableId }) => [
        ...(defaultVcnRouteTableId === undefined ? [] : [`of VCNs: ${defaultVcnRouteTableId}`]),
        ...(defaultVirtualCircuitRouteTableId === undefined
          ? []
          : [`of virtual circuits: ${defaultVirtualCircuitRouteTableId}`]),
      ],
    },
  });
}

function attachmentWords({ id, type, networkId, drgRouteTableId }: DrgAttachmentFacts): string {
  return `${type} ${networkId ?? id}${tableWords(drgRouteTableId)}`;
}

const tableWords = (id: string | undefined): string => (id === undefined ? "" : ` with route table ${id}`);

function words<T>(reading: Reading<T>, tell: (value: T) => readonly string[]): BroughtField {
  return reading.known ? tell(reading.value) : { unread: reading.why };
}

/**
 * What brought networks are not like any more, field by field. What an interconnect added to them was not in the record
 * made before it, so it is a difference for as long as it is there and none once it is gone.
 */
export function compareBrought(before: Brought, after: Brought): readonly BroughtDifference[] {
  return before.resources.flatMap((then) => {
    const now = after.resources.find(({ id }) => sameId(id, then.id));
    return now === undefined ? [gone(then)] : changed(then, now);
  });
}

function gone({ what }: BroughtResource): BroughtDifference {
  return { what, field: "existence", before: "there", after: "gone", known: true };
}

function changed({ what, fields }: BroughtResource, now: BroughtResource): readonly BroughtDifference[] {
  return Object.entries(fields).flatMap(([field, before]) => {
    const difference = compare(before, now.fields[field] ?? { unread: "not asked" });
    return difference === undefined ? [] : [{ what, field, ...difference }];
  });
}

type Difference = Pick<BroughtDifference, "before" | "after" | "known">;

function compare(before: BroughtField, after: BroughtField): Difference | undefined {
  if ("unread" in before || "unread" in after) {
    return { before: whole(before), after: whole(after), known: false };
  }
  const lost = without(before, after);
  const added = without(after, before);
  if (lost.length === 0 && added.length === 0) return undefined;
  return { before: listed(lost), after: listed(added), known: true };
}

/** Azure changes the case of its own names. */
function without(entries: readonly string[], others: readonly string[]): readonly string[] {
  return entries.filter((entry) => !others.some((other) => sameId(entry, other)));
}

const listed = (entries: readonly string[]): string => (entries.length === 0 ? "nothing" : entries.join("; "));

const whole = (field: BroughtField): string => ("unread" in field ? `not known: ${field.unread}` : listed(field));
