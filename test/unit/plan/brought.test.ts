import type { NetworkFacts } from "../../../src/domain/network-facts.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { broughtOf, compareBrought } from "../../../src/plan/brought.ts";
import {
  aGateway,
  anAttachment,
  aPeering,
  aRouteTable,
  aSubnet,
  attachedNetworks,
  aVcnSubnet,
  aVnet,
  drgId,
  gatewayIdOf,
  vcnId,
  vnetIdOf,
} from "../../builders/brought-networks.ts";
import { type FactsChanges, unread } from "../../builders/network-facts.ts";
import { aPlan } from "../../builders/plan.ts";

const { azure, oci } = aPlan();

/** A link between networks that were all there before. */
const brought: Pick<Plan, "azure" | "oci"> = {
  azure: {
    ...azure,
    resourceGroup: { create: false, name: "app-rg" },
    vnet: { ...azure.vnet, create: false, name: "app-vnet", id: vnetIdOf("app-vnet") },
    gateway: { ...azure.gateway, create: false, name: "app-gateway", id: gatewayIdOf("app-gateway") },
  },
  oci: {
    ...oci,
    vcn: { create: false, name: "app-vcn", id: vcnId, cidrs: [] },
    drg: { create: false, name: "app-drg", id: drgId },
  },
};

const old = { id: "/c/old", name: "old", gatewayId: gatewayIdOf("app-gateway"), connectionType: "ExpressRoute" };
const groups = [{ name: "app-rg", location: "uksouth", tags: { cost: "4711" } }];
const rule = { destination: "0.0.0.0/0", networkEntityId: "nat", description: undefined };

function facts(changes: FactsChanges = {}): NetworkFacts {
  return attachedNetworks({
    azure: {
      resourceGroups: groups,
      gateways: [aGateway()],
      connections: [{ ...old, circuitId: "/circuits/one" }],
      vnets: [aVnet({ peerings: [aPeering("hub")] })],
      ...changes.azure,
    },
    oci: { routeTables: { [vcnId]: [aRouteTable({ rules: [rule] })] }, ...changes.oci },
  });
}

const record = (changes?: FactsChanges) => broughtOf(brought, facts(changes));
const before = record();

test("keeps every field of what a plan uses, as plain data", () => {
  expect(JSON.parse(JSON.stringify(before))).toEqual(before);
  expect(Object.fromEntries(before.resources.map(({ what, fields }) => [what, fields]))).toEqual({
    "resource group app-rg": { location: ["uksouth"], tags: ["cost: 4711"] },
    "VNet app-vnet": {
      "address ranges": ["10.1.0.0/16"],
      subnets: ["app 10.1.0.0/24"],
      peerings: ["to-hub to hub Connected"],
    },
    "gateway app-gateway": { size: ["ErGw1AZ"], connections: ["old to one"] },
    "VCN app-vcn": {
      "address ranges": ["10.20.0.0/20"],
      subnets: ["app 10.20.0.0/24 with route table rt-default"],
      attachments: [`to ${drgId} with route table drgrt-vcn`],
      "route tables": ["default"],
      "route rules": ["default: 0.0.0.0/0 to nat"],
    },
    "DRG app-drg": {
      attachments: [`VCN ${vcnId} with route table drgrt-vcn`],
      "route tables": ["of VCNs: drgrt-vcn", "of virtual circuits: drgrt-vc"],
    },
  });
});

test("leaves out what the plan makes", () => {
  expect(broughtOf(aPlan(), facts()).resources).toEqual([]);
});

const ours = { destination: "10.1.0.0/16", networkEntityId: drgId, description: "interconnect:k3x9q2m7ab" };

test.each<{ what: string; changes: FactsChanges; differs: readonly string[] }>([
  { what: "nothing, read again", changes: {}, differs: [] },
  {
    what: "Azure's spelling of an id",
    changes: {
      azure: { vnets: [aVnet({ id: vnetIdOf("APP-VNET"), peerings: [aPeering("HUB", { name: "to-hub" })] })] },
    },
    differs: [],
  },
  {
    what: "our own rule, left behind",
    changes: { oci: { routeTables: { [vcnId]: [aRouteTable({ rules: [rule, ours] })] } } },
    differs: [`VCN app-vcn, route rules: nothing -> default: 10.1.0.0/16 to ${drgId}, interconnect:k3x9q2m7ab (known)`],
  },
  {
    what: "a rule of others, lost",
    changes: { oci: { routeTables: { [vcnId]: [aRouteTable()] } } },
    differs: ["VCN app-vcn, route rules: default: 0.0.0.0/0 to nat -> nothing (known)"],
  },
  {
    what: "a subnet with another route table",
    changes: { oci: { subnets: { [vcnId]: [aVcnSubnet({ routeTableId: "rt-new" })] } } },
    differs: [
      "VCN app-vcn, subnets: app 10.20.0.0/24 with route table rt-default -> app 10.20.0.0/24 with route table rt-new (known)",
    ],
  },
  {
    what: "a VNet without its peering and with a security group",
    changes: { azure: { vnets: [aVnet({ subnets: [aSubnet({ networkSecurityGroupId: "/nsgs/tight" })] })] } },
    differs: [
      "VNet app-vnet, subnets: app 10.1.0.0/24 -> app 10.1.0.0/24 with network security group tight (known)",
      "VNet app-vnet, peerings: to-hub to hub Connected -> nothing (known)",
    ],
  },
  {
    what: "a gateway of another size, and its connections unread",
    changes: { azure: { gateways: [aGateway({ sku: "ErGw2AZ" })], connections: unread("forbidden") } },
    differs: [
      "gateway app-gateway, size: ErGw1AZ -> ErGw2AZ (known)",
      "gateway app-gateway, connections: old to one -> not known: forbidden (not known)",
    ],
  },
  {
    what: "a resource group that is gone",
    changes: { azure: { resourceGroups: [] } },
    differs: ["resource group app-rg, existence: there -> gone (known)"],
  },
  {
    what: "a DRG that cannot be read, and a new attachment that can",
    changes: { oci: { drgs: unread("away"), drgUses: [{ drgId, attachments: [anAttachment({ id: "other" })] }] } },
    differs: [
      `DRG app-drg, attachments: VCN ${vcnId} with route table drgrt-vcn -> not known: away (not known)`,
      "DRG app-drg, route tables: of VCNs: drgrt-vcn; of virtual circuits: drgrt-vc -> not known: away (not known)",
    ],
  },
])("tells $what", ({ changes, differs }) => {
  const told = compareBrought(before, record(changes)).map(
    ({ what, field, before: was, after: is, known }) =>
      `${what}, ${field}: ${was} -> ${is} (${known ? "known" : "not known"})`,
  );
  expect(told).toEqual(differs);
});
