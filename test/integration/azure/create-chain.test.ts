import type { StepRecord } from "../../../src/graph/records.ts";
import { objectAt, textAt } from "../../simulators/kit/json.ts";
import { type AzureWorld, fingerprint, ownerTags, serviceKeyIn, startAzureWorld } from "./azure-world.ts";
import { build, buildLink, nodesOf } from "./chain.ts";

describe("Azure's half of a link", () => {
  let world: AzureWorld;
  let built: Record<string, StepRecord>;

  beforeAll(async () => {
    world = await startAzureWorld();
    built = await buildLink(world);
  }, 30_000);

  afterAll(() => world.close());

  test("is built with one PUT a resource and no other change", () => {
    const changes = world.calls().map(({ operation, target }) => ({
      method: operation.split(" ")[0],
      resource: target.toLowerCase().split("/").slice(-2).join("/"),
    }));
    const resources = ["expressroutecircuits/circuit", "virtualnetworks/vnet", "publicipaddresses/ip"];
    const later = ["virtualnetworkgateways/gateway", "connections/connection"];
    const expected = ["resourcegroups/links", ...resources, ...later].map((resource) => ({ method: "PUT", resource }));
    expect(changes).toEqual(expected);
    expect(world.world.ledger.snapshot().illegalCalls).toEqual([]);
  });

  test("gives the outputs that later steps and the record need", () => {
    const { ids } = world;
    const outputs = Object.fromEntries(Object.entries(built).map(([id, record]) => [id, record.outputs]));
    expect(outputs).toEqual({
      "azure.resource-group": { resourceGroupId: ids.group },
      "azure.circuit": { circuitId: ids.circuit, serviceKeyFingerprint: fingerprint(serviceKeyIn(world)) },
      "azure.vnet": { vnetId: ids.vnet, gatewaySubnetId: `${ids.vnet}/subnets/GatewaySubnet` },
      "azure.public-ip": { publicIpId: ids.publicIp },
      "azure.gateway": { gatewayId: ids.gateway },
      "azure.provider-provisioned": { vlanId: expect.any(Number) },
      "azure.connection": { connectionId: ids.connection },
    });
  });

  test("carries the owner's mark everywhere", () => {
    const { circuit, vnet, publicIp, gateway, connection } = world.ids;
    for (const id of [circuit, vnet, publicIp, gateway, connection]) {
      expect(objectAt(world.azure.resource(id), "tags")).toEqual(ownerTags);
    }
  });

  test("has FastPath on the connection when it was asked for", async () => {
    expect(await world.cloud.readConnection(world.ids.connection)).toMatchObject({
      fastPath: true,
      circuitId: world.ids.circuit,
      connectionStatus: "Connected",
    });
  });

  test("reads as facts in Azure's own spelling", async () => {
    expect(await world.cloud.readCircuit(world.ids.circuit)).toEqual({
      id: world.ids.circuit,
      tags: ownerTags,
      provisioningState: "Succeeded",
      circuitProvisioningState: "Enabled",
      serviceProviderProvisioningState: "Provisioned",
      bandwidthMbps: 1000,
      peeringLocation: "London",
      skuTier: "Standard",
      skuFamily: "MeteredData",
      serviceKeyFingerprint: fingerprint(serviceKeyIn(world)),
      peering: {
        state: "Enabled",
        azureAsn: 12076,
        peerAsn: 31898,
        primaryPrefix: "10.255.0.0/30",
        secondaryPrefix: "10.255.0.4/30",
        vlanId: expect.any(Number),
        lastModifiedBy: "Customer",
      },
    });
    expect(await world.cloud.readGateway(world.ids.gateway)).toMatchObject({
      sku: "ErGw3AZ",
      provisioningState: "Succeeded",
    });
  });

  test("shows its service key to nobody: not in answers, records, reports or names of calls", async () => {
    const key = serviceKeyIn(world);
    const { cloud, ids } = world;
    const shown = JSON.stringify([
      built,
      world.reports,
      await cloud.readCircuit(ids.circuit),
      await cloud.readNetworks({ location: "uksouth", resourceGroup: "links" }),
      await cloud.listResources(ids.group),
    ]);
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
    expect(shown).toContain(fingerprint(key));
    expect(shown).not.toContain(key);
    expect(await cloud.withServiceKey(ids.circuit, (lent) => Promise.resolve(lent === key))).toBe(true);
  });

  test("takes one token for all its calls, and counts them by kind", () => {
    const tokens = world.reports.filter(({ path }) => path.endsWith("/oauth2/v2.0/token"));
    expect(tokens).toHaveLength(1);
    const subscription = `azure/${world.azure.account.subscriptionId}`;
    expect(new Set(world.buckets)).toEqual(new Set([`${subscription}/reads`, `${subscription}/writes`]));
    expect(world.reports).toHaveLength(world.buckets.length + tokens.length);
  });
});

describe("the circuit", () => {
  let world: AzureWorld;

  beforeEach(async () => {
    world = await startAzureWorld();
  });

  afterEach(() => world.close());

  test("is not done before it is enabled and has a real key, and lends none before", async () => {
    const nodes = nodesOf(world);
    await build(world, nodes.group);
    const begun = await world.drive(nodes.circuit, { until: ({ looks }) => looks > 1 });
    expect(begun).toMatchObject({ state: "active", reason: "Azure is creating the circuit" });
    expect(await world.cloud.readCircuit(world.ids.circuit)).toMatchObject({ serviceKeyFingerprint: undefined });
    const lent = world.cloud.withServiceKey(world.ids.circuit, (key) => Promise.resolve(key));
    await expect(lent).rejects.toMatchObject({ code: "StateDrifted", kind: "transient" });
    const done = await world.drive(nodes.circuit, { record: begun });
    expect(done.outputs).toMatchObject({ serviceKeyFingerprint: fingerprint(serviceKeyIn(world)) });
  });
});

describe("a VNet that was brought", () => {
  const properties = {
    addressSpace: { addressPrefixes: ["10.9.0.0/16"] },
    subnets: [{ name: "app", properties: { addressPrefix: "10.9.1.0/24", networkSecurityGroup: { id: "/nsg" } } }],
  };
  let world: AzureWorld;

  beforeEach(async () => {
    world = await startAzureWorld();
    const { broughtVnet } = world.ids;
    world.azure.seed({ id: broughtVnet, body: { location: "uksouth", tags: { team: "payments" }, properties } });
  });

  afterEach(() => world.close());

  const seedGatewaySubnet = (addressPrefix: string) =>
    world.azure.seed({ id: `${world.ids.broughtVnet}/subnets/GatewaySubnet`, body: { properties: { addressPrefix } } });

  test("gets only a GatewaySubnet, and stays as it was otherwise", async () => {
    const { broughtVnet } = world.ids;
    const appBefore = objectAt(world.azure.resource(`${broughtVnet}/subnets/app`), "properties");
    const nodes = nodesOf(world, broughtVnet);
    await build(world, nodes.group);
    const { outputs } = await build(world, nodes.gatewaySubnet);
    await build(world, nodes.publicIp);
    await build(world, nodes.gateway);
    expect(outputs).toEqual({ gatewaySubnetId: `${broughtVnet}/subnets/GatewaySubnet`, made: true });
    expect(world.calls().filter(({ target }) => target.endsWith("/virtualNetworks/hub"))).toEqual([]);
    expect(textAt(world.azure.resource(broughtVnet), "tags", "team")).toBe("payments");
    expect(objectAt(world.azure.resource(`${broughtVnet}/subnets/app`), "properties")).toEqual(appBefore);
  });

  test("keeps a GatewaySubnet of the planned prefix, which is then not ours to remove", async () => {
    seedGatewaySubnet("10.9.255.0/27");
    const { outputs } = await build(world, nodesOf(world, world.ids.broughtVnet).gatewaySubnet);
    expect(outputs).toMatchObject({ made: false });
    expect(world.calls()).toEqual([]);
  });

  test("is refused when its GatewaySubnet has another prefix", async () => {
    seedGatewaySubnet("10.9.254.0/27");
    const record = await world.drive(nodesOf(world, world.ids.broughtVnet).gatewaySubnet);
    expect(record).toMatchObject({ state: "blocked", error: { code: "ForeignResource" } });
    expect(world.calls()).toEqual([]);
  });

  test("is missed by name when it has gone", async () => {
    const gone = world.ids.broughtVnet.replace("/hub", "/spoke");
    const record = await world.drive(nodesOf(world, gone).gatewaySubnet);
    expect(record).toMatchObject({ state: "blocked", error: { code: "BroughtResourceMissing" } });
    expect(record.error?.message).toContain("spoke");
  });
});
