import type { TableAnswer } from "../../../src/clouds/azure/tables.ts";
import { type AzureWorld, startAzureWorld } from "./azure-world.ts";
import { buildLink } from "./chain.ts";

/** Asks again, in virtual time, until a table has its rows. */
async function rowsOf<R>(
  world: AzureWorld,
  begun: TableAnswer<R>,
  again: (url: string) => Promise<TableAnswer<R>>,
): Promise<R> {
  for (let answer = begun; ; answer = await again(answer.url)) {
    if ("rows" in answer) return answer.rows;
    expect(answer.retryAfterMs).toBe(10_000);
    world.pass(answer.retryAfterMs);
  }
}

describe("the tables of a link", () => {
  let world: AzureWorld;

  beforeAll(async () => {
    world = await startAzureWorld();
    await buildLink(world);
    world.pass(10 * 60_000);
  }, 30_000);

  afterAll(() => world.close());

  test("show both ends of a path in its ARP table", async () => {
    const begun = await world.cloud.beginTable(world.ids.circuit, "arpTables", "primary");
    expect("url" in begun).toBe(true);
    const rows = await rowsOf(world, begun, (url) => world.cloud.readTable(url, "arpTables"));
    expect(rows).toEqual(
      expect.arrayContaining([
        {
          interface: "On-Prem",
          ipAddress: "10.255.0.1",
          macAddress: expect.any(String),
          ageMinutes: expect.any(Number),
        },
        {
          interface: "Microsoft",
          ipAddress: "10.255.0.2",
          macAddress: expect.any(String),
          ageMinutes: expect.any(Number),
        },
      ]),
    );
  });

  test("show what Oracle announces on the secondary path", async () => {
    const begun = await world.cloud.beginTable(world.ids.circuit, "routeTables", "secondary");
    const rows = await rowsOf(world, begun, (url) => world.cloud.readTable(url, "routeTables"));
    expect(rows).toContainEqual({ network: "10.20.0.0/24", nextHop: "10.255.0.5", asPath: "31898" });
  });

  test("show the neighbours of a path", async () => {
    const begun = await world.cloud.beginTable(world.ids.circuit, "routeTablesSummary", "primary");
    const rows = await rowsOf(world, begun, (url) => world.cloud.readTable(url, "routeTablesSummary"));
    expect(rows).toContainEqual({ neighbor: "10.255.0.1", asn: 31898, upDown: expect.any(String), statePfxRcd: "1" });
  });

  test("show what the gateway has learned", async () => {
    const begun = await world.cloud.beginLearnedRoutes(world.ids.gateway);
    const rows = await rowsOf(world, begun, (url) => world.cloud.readTable(url, "learnedRoutes"));
    expect(rows).toContainEqual(expect.objectContaining({ network: "10.20.0.0/24", origin: "EBgp" }));
  });

  test("are read without changing anything", () => {
    expect(world.calls().filter(({ operation }) => operation.startsWith("POST"))).toEqual([]);
  });
});

describe("the networks of a subscription", () => {
  let world: AzureWorld;
  const scope = { location: "uksouth", resourceGroup: "links" };

  beforeAll(async () => {
    world = await startAzureWorld({ pageSize: 1 });
    await buildLink(world);
    const routeTable = world.ids.broughtVnet.replace("virtualNetworks/hub", "routeTables/rt");
    world.azure.seed(
      {
        id: routeTable,
        body: {
          location: "uksouth",
          properties: {
            disableBgpRoutePropagation: true,
            routes: [
              {
                name: "all",
                properties: {
                  addressPrefix: "0.0.0.0/0",
                  nextHopType: "VirtualAppliance",
                  nextHopIpAddress: "10.9.0.4",
                },
              },
            ],
          },
        },
      },
      {
        id: world.ids.broughtVnet,
        body: {
          location: "uksouth",
          properties: {
            addressSpace: { addressPrefixes: ["10.9.0.0/16"] },
            subnets: [{ name: "app", properties: { addressPrefix: "10.9.1.0/24", routeTable: { id: routeTable } } }],
            virtualNetworkPeerings: [
              {
                name: "to-spoke",
                properties: {
                  remoteVirtualNetwork: { id: `${world.ids.broughtVnet}-spoke` },
                  remoteAddressSpace: { addressPrefixes: ["10.8.0.0/16"] },
                  peeringState: "Connected",
                  allowGatewayTransit: true,
                  useRemoteGateways: false,
                },
              },
            ],
          },
        },
      },
    );
    world.azure.account.locks = [{ scope: world.ids.broughtVnet, name: "keep", level: "CanNotDelete" }];
  }, 30_000);

  afterAll(() => world.close());

  test("are read page by page into facts", async () => {
    const before = world.world.clock.now();
    const facts = await world.cloud.readNetworks(scope);
    const unread = Object.entries(facts).filter(([, reading]) => !reading.known);
    expect(unread).toEqual([]);
    expect(facts.registrationState).toMatchObject({ value: "Registered" });
    expect(facts.registrationState.at).toBeGreaterThanOrEqual(before);
    expect(facts.registrationState.at).toBeLessThanOrEqual(world.world.clock.now());
    expect(facts.vnets).toMatchObject({
      value: expect.arrayContaining([
        expect.objectContaining({ name: "vnet", resourceGroup: "links", addressPrefixes: ["10.1.0.0/16"] }),
        {
          id: world.ids.broughtVnet,
          name: "hub",
          resourceGroup: "brought",
          location: "uksouth",
          addressPrefixes: ["10.9.0.0/16"],
          subnets: [
            {
              id: `${world.ids.broughtVnet}/subnets/app`,
              name: "app",
              prefixes: ["10.9.1.0/24"],
              networkSecurityGroupId: undefined,
              routeTableId: expect.stringContaining("/routeTables/rt"),
              routeTable: {
                propagatesBgp: false,
                routes: [{ addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIp: "10.9.0.4" }],
              },
            },
          ],
          peerings: [
            {
              name: "to-spoke",
              remoteVnetId: `${world.ids.broughtVnet}-spoke`,
              peeringState: "Connected",
              allowGatewayTransit: true,
              useRemoteGateways: false,
              remotePrefixes: ["10.8.0.0/16"],
            },
          ],
        },
      ]),
    });
  });

  test("include gateways, connections and circuits wherever they are", async () => {
    const { gateways, connections, circuits } = await world.cloud.readNetworks(scope);
    const { ids } = world;
    expect(gateways).toMatchObject({
      value: [
        { id: ids.gateway, vnetId: ids.vnet, gatewayType: "ExpressRoute", sku: "ErGw3AZ", resourceGroup: "links" },
      ],
    });
    expect(connections).toMatchObject({
      value: [{ id: ids.connection, gatewayId: ids.gateway, circuitId: ids.circuit, connectionType: "ExpressRoute" }],
    });
    expect(circuits).toMatchObject({
      value: [
        {
          name: "circuit",
          peeringLocation: "London",
          serviceProviderName: "Oracle Cloud FastConnect",
          bandwidthMbps: 1000,
          primaryPrefix: "10.255.0.0/30",
          secondaryPrefix: "10.255.0.4/30",
          tags: expect.objectContaining({ "interconnect-uid": expect.any(String) }),
        },
      ],
    });
  });

  test("come with what Oracle offers, quotas, rights and locks", async () => {
    const { oracleOffer, usages, permissions, locks, resourceGroups } = await world.cloud.readNetworks(scope);
    expect(oracleOffer).toMatchObject({
      value: {
        peeringLocations: expect.arrayContaining(["London"]),
        bandwidthsMbps: expect.arrayContaining([1000, 2000, 5000, 10000]),
      },
    });
    expect(usages).toMatchObject({
      value: expect.arrayContaining([{ name: "ExpressRouteCircuits", current: 1, limit: 50 }]),
    });
    expect(permissions).toMatchObject({ value: [{ actions: ["*"], notActions: [] }] });
    expect(locks).toMatchObject({ value: [{ name: "keep", level: "CanNotDelete", scope: world.ids.broughtVnet }] });
    expect(resourceGroups).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ name: "brought", location: "uksouth" })]),
    });
  });

  test("say of one list that it is forbidden, never that it is empty", async () => {
    world.azure.account.missingPermissions = ["Microsoft.Network/expressRouteCircuits/*"];
    const { circuits, vnets } = await world.cloud.readNetworks(scope);
    world.azure.account.missingPermissions = [];
    expect(circuits).toMatchObject({ known: false, why: expect.stringContaining("not allowed to read the circuits") });
    expect(vnets.known).toBe(true);
  });
});
