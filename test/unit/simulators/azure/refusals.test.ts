import { type AzureWorld, FAST, STILL, startAzureWorld } from "./azure-world.ts";
import {
  aCircuit,
  aConnection,
  aGateway,
  aNetwork,
  aPublicIp,
  createCircuit,
  createGateway,
  GROUP,
  idOf,
  LOCATION,
} from "./bodies.ts";

describe("what Azure refuses", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld();
  });

  afterEach(() => azure.close());

  test("a wrong client secret", async () => {
    const { resources } = azure.clients("wrong");
    await expect(resources.resourceGroups.get(GROUP)).rejects.toThrow(/AADSTS7000215/);
  });

  test("a token that is no longer valid", async () => {
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    azure.azure.revokeTokens();
    await expect(azure.resources.resourceGroups.get(GROUP)).rejects.toMatchObject({
      statusCode: 401,
      code: "InvalidAuthenticationToken",
    });
  });

  test("an action for which the right is missing, even on what does not exist", async () => {
    azure.azure.account.missingPermissions = ["Microsoft.Network/expressRouteCircuits/*"];
    await expect(azure.network.expressRouteCircuits.get(GROUP, "circuit")).rejects.toMatchObject({
      statusCode: 403,
      code: "AuthorizationFailed",
      message: expect.stringContaining("'Microsoft.Network/expressRouteCircuits/read'"),
    });
  });

  test("more tags, or longer ones, than a resource may have", async () => {
    const { resourceGroups } = azure.resources;
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`tag-${at}`, "x"]));
    const put = (tags: Record<string, string>) => resourceGroups.createOrUpdate(GROUP, { location: LOCATION, tags });
    await expect(put(many)).rejects.toMatchObject({ statusCode: 400, code: "TooManyTags" });
    await expect(put({ plan: "x".repeat(257) })).rejects.toMatchObject({ code: "InvalidTagValueLength" });
    await expect(put({ plan: "x".repeat(256) })).resolves.toMatchObject({ name: GROUP });
  });

  test("a missing group, a missing resource and a missing child, each in its own words", async () => {
    const { expressRouteCircuits, expressRouteCircuitPeerings } = azure.network;
    await expect(expressRouteCircuits.get(GROUP, "circuit")).rejects.toMatchObject({ code: "ResourceGroupNotFound" });
    await createCircuit(azure);
    await expect(expressRouteCircuits.get(GROUP, "other")).rejects.toMatchObject({
      statusCode: 404,
      code: "ResourceNotFound",
      message:
        "The Resource 'Microsoft.Network/expressRouteCircuits/other' under resource group 'links' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    });
    await expect(expressRouteCircuitPeerings.get(GROUP, "circuit", "AzurePrivatePeering")).rejects.toMatchObject({
      statusCode: 404,
      code: "NotFound",
    });
  });

  test("more than the quota", async () => {
    azure.azure.account.quotas = { PublicIPAddresses: 1 };
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    const { publicIPAddresses, usages } = azure.network;
    await publicIPAddresses.beginCreateOrUpdateAndWait(GROUP, "one", aPublicIp(), FAST);
    await expect(publicIPAddresses.beginCreateOrUpdate(GROUP, "two", aPublicIp())).rejects.toMatchObject({
      code: "PublicIPCountLimitReached",
    });
    const found = [];
    for await (const usage of usages.list(LOCATION)) found.push(usage);
    expect(found).toMatchObject([{ currentValue: 1, limit: 1, name: { value: "PublicIPAddresses" } }]);
  });

  test("a write before the provider is registered", async () => {
    azure.azure.account.registrationState = "NotRegistered";
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    await expect(
      azure.network.expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", aCircuit()),
    ).rejects.toMatchObject({ statusCode: 409, code: "MissingSubscriptionRegistration" });
  });

  test("a change under a lock", async () => {
    await createCircuit(azure);
    const scope = idOf(azure, "expressRouteCircuits/circuit");
    azure.azure.account.locks = [{ scope, name: "keep", level: "CanNotDelete" }];
    await expect(azure.network.expressRouteCircuits.beginDelete(GROUP, "circuit")).rejects.toMatchObject({
      statusCode: 409,
      code: "ScopeLocked",
    });
  });

  test("an api-version of the future", async () => {
    const { subscriptionId } = azure.azure.account;
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    const { resources } = azure;
    await expect(
      resources.resources.getById(`/subscriptions/${subscriptionId}/providers/Microsoft.Network`, "2031-01-01"),
    ).rejects.toMatchObject({ statusCode: 400, code: "NoRegisteredProviderFound" });
  });
});

describe("what Azure refuses while an operation runs", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld(STILL);
  });

  afterEach(() => azure.close());

  test("a second write while the first one runs, naming the operation", async () => {
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    const { expressRouteCircuits } = azure.network;
    const first = await expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", aCircuit(), FAST);
    await expect(expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", aCircuit())).rejects.toMatchObject({
      statusCode: 409,
      code: "AnotherOperationInProgress",
      message: expect.stringMatching(
        /status of the operation use uri: https:\/\/management\.azure\.com\/.+\/operations\//,
      ),
    });
    azure.world.clock.advance(azure.fabric.durations["azure.circuit.create"]);
    expect((await first.pollUntilDone()).provisioningState).toBe("Succeeded");
  });

  test("a write on the subnet of a gateway that is being made", async () => {
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    const { virtualNetworks, publicIPAddresses, virtualNetworkGateways, subnets } = azure.network;
    await virtualNetworks.beginCreateOrUpdate(GROUP, "vnet", aNetwork(), FAST);
    await publicIPAddresses.beginCreateOrUpdate(GROUP, "ip", aPublicIp(), FAST);
    azure.world.clock.advance(60_000);
    await virtualNetworkGateways.beginCreateOrUpdate(GROUP, "gateway", aGateway(azure), FAST);
    await expect(
      subnets.beginCreateOrUpdate(GROUP, "vnet", "GatewaySubnet", { addressPrefix: "10.1.255.0/26" }),
    ).rejects.toMatchObject({ statusCode: 409, code: "AnotherOperationInProgress" });
  });
});

describe("what Azure asks for while an operation runs", () => {
  test("is the longer a wait the older the operation is", async () => {
    const azure = await startAzureWorld(STILL);
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    const { publicIPAddresses, virtualNetworks, virtualNetworkGateways } = azure.network;
    await virtualNetworks.beginCreateOrUpdate(GROUP, "vnet", aNetwork(), FAST);
    await publicIPAddresses.beginCreateOrUpdate(GROUP, "ip", aPublicIp(), FAST);
    const gateway = () => virtualNetworkGateways.beginCreateOrUpdate(GROUP, "gateway", aGateway(azure), FAST);
    await expect(gateway()).rejects.toMatchObject({ statusCode: 409, code: "ReferencedResourceNotProvisioned" });
    azure.world.clock.advance(60_000);
    const poller = await gateway();
    for (const minutes of [1, 2, 10]) {
      azure.world.clock.advance(minutes * 60_000);
      await poller.poll();
    }
    const waits = azure.exchanges.map(({ response }) => response.headers["Retry-After"]);
    expect(waits.filter((wait) => wait !== undefined)).toEqual(["3", "10", "1", "10", "10", "10", "40", "80", "100"]);
    await azure.close();
  });
});

describe("what Azure refuses of a body", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld();
    await createCircuit(azure);
  });

  afterEach(() => azure.close());

  test.each([
    { what: "an unknown provider", change: { serviceProviderName: "Nobody" }, code: /ServiceProviderUnknown/ },
    { what: "a location without Oracle", change: { peeringLocation: "Paris" }, code: /PeeringLocationNotOffered/ },
    { what: "a bandwidth that is not offered", change: { bandwidthInMbps: 50 }, code: /BandwidthNotOffered/ },
  ])("a circuit with $what", async ({ change, code }) => {
    const circuit = aCircuit();
    const asked = { ...circuit, serviceProviderProperties: { ...circuit.serviceProviderProperties, ...change } };
    await expect(azure.network.expressRouteCircuits.beginCreateOrUpdate(GROUP, "other", asked)).rejects.toMatchObject({
      statusCode: 400,
      code: expect.stringMatching(code),
    });
  });

  test("a gateway in too small a subnet, and in a subnet of another name", async () => {
    const { virtualNetworks, publicIPAddresses, virtualNetworkGateways } = azure.network;
    await publicIPAddresses.beginCreateOrUpdateAndWait(GROUP, "ip", aPublicIp(), FAST);
    await virtualNetworks.beginCreateOrUpdateAndWait(GROUP, "vnet", aNetwork("10.1.255.0/30"), FAST);
    await expect(virtualNetworkGateways.beginCreateOrUpdate(GROUP, "gateway", aGateway(azure))).rejects.toMatchObject({
      code: "SimulatedGatewaySubnetTooSmall",
    });
    const other = aGateway(azure);
    const [configuration] = other.ipConfigurations ?? [];
    const moved = { ...configuration, subnet: { id: idOf(azure, "virtualNetworks/vnet/subnets/workload") } };
    await expect(
      virtualNetworkGateways.beginCreateOrUpdate(GROUP, "gateway", { ...other, ipConfigurations: [moved] }),
    ).rejects.toMatchObject({ code: "SimulatedNotAGatewaySubnet" });
  });

  test("a second ExpressRoute gateway in a network", async () => {
    await createGateway(azure);
    const { ipConfigurations: _first, ...second } = aGateway(azure);
    const configuration = {
      name: "default",
      subnet: { id: idOf(azure, "virtualNetworks/vnet/subnets/GatewaySubnet") },
    };
    await expect(
      azure.network.virtualNetworkGateways.beginCreateOrUpdate(GROUP, "second", {
        ...second,
        ipConfigurations: [configuration],
      }),
    ).rejects.toMatchObject({ code: "SimulatedGatewayExists" });
  });

  test("FastPath on a small gateway, and a connection to an unprovisioned circuit", async () => {
    await createGateway(azure);
    const { virtualNetworkGatewayConnections: connections } = azure.network;
    await expect(connections.beginCreateOrUpdate(GROUP, "connection", aConnection(azure, true))).rejects.toMatchObject({
      code: "SimulatedFastPathNotSupported",
    });
    await expect(connections.beginCreateOrUpdate(GROUP, "connection", aConnection(azure))).rejects.toMatchObject({
      code: "SimulatedCircuitNotProvisioned",
    });
    expect(azure.world.ledger.snapshot().illegalCalls).toMatchObject([
      { operation: "PUT Microsoft.Network/connections" },
    ]);
  });

  test.each([
    { what: "outside the address space", prefix: "10.9.0.0/24", code: "NetcfgInvalidSubnet" },
    { what: "over another subnet", prefix: "10.1.0.128/25", code: "NetcfgSubnetRangesOverlap" },
  ])("a subnet $what", async ({ prefix, code }) => {
    const { virtualNetworks, subnets } = azure.network;
    await virtualNetworks.beginCreateOrUpdateAndWait(GROUP, "vnet", aNetwork(), FAST);
    await expect(subnets.beginCreateOrUpdate(GROUP, "vnet", "extra", { addressPrefix: prefix })).rejects.toMatchObject({
      statusCode: 400,
      code,
    });
  });
});
