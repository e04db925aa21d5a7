import { readFileSync } from "node:fs";
import { planChecks } from "../../../src/plan/check-table.ts";
import { makePlan } from "../../../src/plan/make-plan.ts";
import { azurePrefixesOf } from "../../../src/plan/reach.ts";
import {
  aDrg,
  aGateway,
  anAttachment,
  aPeering,
  aSubnet,
  attachedNetworks,
  aVcn,
  aVcnSubnet,
  aVnet,
  broughtNetworks,
  drgId,
  gatewayIdOf,
  vcnId,
  vnetIdOf,
} from "../../builders/brought-networks.ts";
import { anEnvironment, subscriptionId } from "../../builders/environment.ts";
import { networkFacts, unread } from "../../builders/network-facts.ts";
import { aPlanInput, planIds, planOf } from "../../builders/plan-input.ts";
import { aBringingRequest, aRequest } from "../../builders/request.ts";

test("new networks on both sides are planned whole", () => {
  expect(planOf()).toEqual({
    version: 1,
    uid: "k3m9q2x7ab",
    name: "erp",
    environment: "prod",
    requester: "slack:T1/U1",
    reason: "ERP cut-over",
    bandwidthMbps: 1000,
    peeringLocation: "London",
    primary: { cidr: "10.255.0.0/30", oracleIp: "10.255.0.1", microsoftIp: "10.255.0.2" },
    secondary: { cidr: "10.255.0.4/30", oracleIp: "10.255.0.5", microsoftIp: "10.255.0.6" },
    azure: {
      tenantId: "99999999-2222-3333-4444-555555555555",
      subscriptionId,
      location: "uksouth",
      resourceGroup: { create: true, name: "erp-k3m9q2x7ab" },
      circuit: { name: "erp-k3m9q2x7ab-circuit", tier: "Standard", family: "MeteredData" },
      vnet: {
        create: true,
        name: "erp-k3m9q2x7ab-vnet",
        resourceGroup: "erp-k3m9q2x7ab",
        addressPrefixes: ["10.1.0.0/16"],
      },
      gatewaySubnet: { create: true, prefix: "10.1.255.224/27" },
      publicIp: { name: "erp-k3m9q2x7ab-gateway-ip", zones: ["1", "2", "3"] },
      gateway: {
        create: true,
        name: "erp-k3m9q2x7ab-gateway",
        resourceGroup: "erp-k3m9q2x7ab",
        sku: "ErGw1AZ",
      },
      connection: { name: "erp-k3m9q2x7ab-connection", fastPath: false },
    },
    oci: {
      tenancyId: "ocid1.tenancy.oc1..t",
      region: "uk-london-1",
      compartmentId: "ocid1.compartment.oc1..c",
      vcn: { create: true, name: "erp-k3m9q2x7ab-vcn", cidrs: ["10.20.0.0/20"] },
      subnet: { name: "erp-k3m9q2x7ab-subnet", cidr: "10.20.0.0/24" },
      drg: { create: true, name: "erp-k3m9q2x7ab-drg" },
      attachment: { create: true, name: "erp-k3m9q2x7ab-attachment" },
      virtualCircuit: { name: "erp-k3m9q2x7ab-virtual-circuit" },
      routeTables: [{ name: "Default Route Table for erp-k3m9q2x7ab-vcn" }],
    },
    reach: { ociShowsAzure: ["10.20.0.0/24"], azureShowsOci: ["10.1.0.0/16"], beyond: [], openSubnets: 0 },
    activate: "now",
    serviceKey: "thread",
    accepts: [],
    policyVersion: "policy-1",
  });
});

test("brought networks are used as they are", () => {
  const facts = attachedNetworks({
    azure: {
      vnets: [aVnet({ subnets: [aSubnet(), aSubnet({ name: "GatewaySubnet", prefixes: ["10.1.9.0/27"] })] })],
      gateways: [aGateway({ sku: "ErGw2Az" })],
    },
  });
  const { azure, oci, reach } = planOf({ request: aBringingRequest(), facts });
  expect(azure.vnet).toEqual({
    create: false,
    name: "app-vnet",
    id: vnetIdOf("app-vnet"),
    resourceGroup: "app-rg",
    addressPrefixes: ["10.1.0.0/16"],
  });
  expect(azure.gatewaySubnet).toEqual({ create: false, prefix: "10.1.9.0/27" });
  expect(azure.gateway).toEqual({
    create: false,
    name: "app-gateway",
    id: gatewayIdOf("app-gateway"),
    resourceGroup: "app-rg",
    sku: "ErGw2AZ",
  });
  expect(azure.publicIp).toBeUndefined();
  expect(oci.vcn).toEqual({ create: false, name: "app-vcn", id: vcnId, cidrs: ["10.20.0.0/20"] });
  expect(oci.drg).toEqual({ create: false, name: "app-drg", id: drgId });
  expect(oci.attachment).toEqual({ create: false, name: anAttachment().id, id: anAttachment().id });
  expect(oci.routeTables).toEqual([{ id: "rt-default", name: "default" }]);
  expect(oci.subnet).toBeUndefined();
  expect(reach).toEqual({
    ociShowsAzure: ["10.20.0.0/24"],
    azureShowsOci: ["10.1.0.0/16"],
    beyond: [],
    openSubnets: 1,
  });
});

test("a brought VNet without a gateway gets a GatewaySubnet from its free space", () => {
  const { gatewaySubnet } = planOf({ request: aBringingRequest(), facts: broughtNetworks() }).azure;
  expect(gatewaySubnet).toEqual({ create: true, prefix: "10.1.255.224/27" });
});

test("an unattached VCN gets a new DRG, or the one that is named", () => {
  const facts = broughtNetworks({ oci: { drgs: [aDrg()] } });
  expect(planOf({ request: aBringingRequest(), facts }).oci.drg.create).toBe(true);
  const named = planOf({ request: aBringingRequest({ drg: { use: "APP-DRG" } }), facts });
  expect(named.oci.drg).toEqual({ create: false, name: "app-drg", id: drgId });
  expect(named.oci.attachment.create).toBe(true);
});

test("a spoke is planned with its hub, and all spokes become reachable", () => {
  const uses = { useRemoteGateways: true };
  const shares = { allowGatewayTransit: true };
  const facts = broughtNetworks({
    azure: {
      vnets: [
        aVnet({ peerings: [aPeering("hub-vnet", uses)] }),
        aVnet({
          name: "second",
          addressPrefixes: ["10.7.0.0/20"],
          subnets: [],
          peerings: [aPeering("hub-vnet", uses)],
        }),
        aVnet({ name: "apart", addressPrefixes: ["10.8.0.0/20"], subnets: [], peerings: [aPeering("hub-vnet")] }),
        aVnet({
          name: "hub-vnet",
          addressPrefixes: ["10.5.0.0/16"],
          subnets: [],
          peerings: [aPeering("app-vnet", shares), aPeering("second", shares), aPeering("apart", shares)],
        }),
      ],
    },
  });
  const plan = planOf({ request: aBringingRequest(), facts });
  expect(plan.azure.vnet.name).toBe("hub-vnet");
  expect(plan.reach.azureShowsOci).toEqual(["10.5.0.0/16", "10.1.0.0/16"]);
  expect(plan.reach.beyond).toEqual([{ prefix: "10.7.0.0/20", of: "second", direction: "to-oci" }]);
  expect(azurePrefixesOf(plan)).toEqual(["10.5.0.0/16", "10.1.0.0/16", "10.7.0.0/20"]);
});

test("VCNs that share the DRG are listed as reachable once that is accepted", () => {
  const other = { id: "ocid1.vcn..other", name: "other-vcn", cidrs: ["10.30.0.0/20"] };
  const facts = attachedNetworks({
    oci: {
      vcns: [aVcn(), aVcn(other)],
      subnets: { [vcnId]: [aVcnSubnet()], [other.id]: [aVcnSubnet({ id: "s2", cidr: "10.30.1.0/24" })] },
      drgUses: [{ drgId, attachments: [anAttachment(), anAttachment({ id: "a2", networkId: other.id })] }],
    },
  });
  const { reach } = planOf({ request: aBringingRequest({ accepts: ["shared-drg-exposes-others"] }), facts });
  expect(reach.beyond).toEqual([{ prefix: "10.30.1.0/24", of: "other-vcn", direction: "to-azure" }]);
});

test("/30s already spoken for are stepped over", () => {
  const reservations = [
    { uid: "other", name: "crm", environment: "prod", slash30s: ["10.255.0.0/30", "10.255.0.8/30"] },
  ];
  const { primary, secondary } = planOf({ reservations });
  expect([primary.cidr, secondary.cidr]).toEqual(["10.255.0.4/30", "10.255.0.12/30"]);
});

test("what the interconnect itself holds is no obstacle to planning it again", () => {
  const first = planOf();
  const own = {
    uid: first.uid,
    name: "erp",
    environment: "prod",
    slash30s: [first.primary.cidr, first.secondary.cidr],
  };
  expect(planOf({ reservations: [own] })).toEqual(first);
});

test("the environment's resource group and peering location are used", () => {
  const environment = anEnvironment({
    azure: { ...anEnvironment().azure, resourceGroup: "net-rg" },
    peeringLocation: "amsterdam2",
  });
  const facts = networkFacts({ azure: { resourceGroups: [{ name: "NET-RG", location: "uksouth", tags: {} }] } });
  const plan = planOf({ environment, facts });
  expect(plan.azure.resourceGroup).toEqual({
    create: false,
    name: "net-rg",
    id: `/subscriptions/${subscriptionId}/resourceGroups/net-rg`,
  });
  expect(plan.azure.gateway.resourceGroup).toBe("net-rg");
  expect(plan.peeringLocation).toBe("Amsterdam2");
});

test("names of what is made fit Azure's shortest limit for these resources", () => {
  const { azure, oci } = planOf({ request: aRequest({ name: "a".repeat(30) }) });
  const names = [azure.resourceGroup, azure.circuit, azure.vnet, azure.gateway, azure.connection, azure.publicIp];
  for (const made of [...names, oci.drg, oci.virtualCircuit]) {
    expect(made?.name).toMatch(/^[a-z][a-z0-9-]{1,62}[a-z0-9]$/);
  }
});

test("a blocking finding leaves no plan, and stands first", () => {
  const outcome = makePlan(
    aPlanInput({ facts: networkFacts({ azure: { locks: unread() }, oci: { vcns: unread() } }) }),
    planIds,
  );
  expect(outcome.plan).toBeUndefined();
  expect(outcome.findings.map(({ severity }) => severity)).toEqual(["blocking", "warning", "note"]);
});

test("checks that found nothing are told by their titles", () => {
  const { passed } = makePlan(aPlanInput(), planIds);
  expect(passed).toHaveLength(planChecks.length - 1);
  expect(passed).toContain("The name is free");
});

test("a priced plan says what it costs and of when the prices are", () => {
  const prices = {
    currency: "EUR",
    date: "2026-11-21",
    items: { "circuit/1000/Standard/MeteredData": 400.1, "gateway/ErGw1AZ": 130.2, "virtual-circuit/1000": 200 },
  };
  expect(planOf({ prices }).cost).toEqual({
    currency: "EUR",
    perMonth: 730.3,
    pricesOf: "2026-11-21",
    items: [
      { name: "Circuit 1 Gbps, Standard, metered", perMonth: 400.1 },
      { name: "Gateway ErGw1AZ", perMonth: 130.2 },
      { name: "Virtual circuit 1 Gbps", perMonth: 200 },
    ],
  });
  const brought = attachedNetworks({ azure: { gateways: [aGateway()] } });
  expect(planOf({ prices, request: aBringingRequest(), facts: brought }).cost?.perMonth).toBe(600.1);
});

test("one missing price makes the sum unknown, and says which", () => {
  const prices = { currency: "EUR", date: "2026-11-21", items: { "circuit/1000/Standard/MeteredData": 400 } };
  const { plan, findings } = makePlan(aPlanInput({ prices }), planIds);
  expect(plan?.cost).toBeUndefined();
  expect(findings.find(({ code }) => code === "cost-unknown")?.evidence).toEqual([
    "missing: gateway/ErGw1AZ",
    "missing: virtual-circuit/1000",
  ]);
});

describe("the Azure role that is shipped", () => {
  const role: unknown = JSON.parse(readFileSync(new URL("../../../manifest/azure-role.json", import.meta.url), "utf8"));
  const { Actions, NotActions } = role as {
    readonly Actions: readonly string[];
    readonly NotActions: readonly string[];
  };
  const permissions = [{ actions: Actions, notActions: NotActions }];

  test("is enough for new networks", () => {
    expect(planOf({ facts: networkFacts({ azure: { permissions } }) }).name).toBe("erp");
  });

  test("is enough for brought ones", () => {
    const facts = broughtNetworks({ azure: { permissions } });
    expect(planOf({ request: aBringingRequest(), facts }).name).toBe("erp");
  });
});
