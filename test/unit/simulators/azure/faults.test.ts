import { eventually } from "../../../support/eventually.ts";
import { type AzureWorld, FAST, startAzureWorld } from "./azure-world.ts";
import { aCircuit, aPublicIp, createCircuit, createVirtualCircuit, GROUP, idOf, LOCATION } from "./bodies.ts";

describe("faults on demand", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld();
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
  });

  afterEach(() => azure.close());

  test("an answer lost after the effect leaves exactly one circuit", async () => {
    azure.world.faults.add({
      match: { service: "azure", method: "PUT", path: "expressRouteCircuits", times: 1 },
      effect: { kind: "dropAfter" },
    });
    const { expressRouteCircuits } = azure.network;
    await expect(expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", aCircuit())).rejects.toThrow(
      /socket hang up|ECONNRESET/,
    );
    await eventually(async () => (await expressRouteCircuits.get(GROUP, "circuit")).provisioningState === "Succeeded");
    const { resources, calls } = azure.world.ledger.snapshot();
    expect(resources.filter(({ type }) => type.endsWith("expressRouteCircuits"))).toHaveLength(1);
    expect(calls.at(-1)).toMatchObject({ operation: "PUT expressRouteCircuits", status: 0 });
  });

  test("a request dropped before the effect changes nothing", async () => {
    azure.world.faults.add({
      match: { service: "azure", method: "PUT", path: "expressRouteCircuits" },
      effect: { kind: "dropBefore" },
    });
    const { expressRouteCircuits } = azure.network;
    await expect(expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", aCircuit())).rejects.toThrow(
      /socket hang up|ECONNRESET/,
    );
    await expect(expressRouteCircuits.get(GROUP, "circuit")).rejects.toMatchObject({ statusCode: 404 });
  });

  test("an error of the cloud once, then none", async () => {
    azure.world.faults.add({
      match: { service: "azure", method: "GET", path: "publicIPAddresses", after: 1, times: 1 },
      effect: { kind: "respond", status: 503, body: { error: { code: "ServerBusy", message: "busy" } } },
    });
    const { publicIPAddresses } = azure.network;
    await publicIPAddresses.beginCreateOrUpdateAndWait(GROUP, "ip", aPublicIp(), FAST);
    await expect(publicIPAddresses.get(GROUP, "ip")).rejects.toMatchObject({ statusCode: 503, code: "ServerBusy" });
    expect((await publicIPAddresses.get(GROUP, "ip")).name).toBe("ip");
  });

  test("one ARP row flipped now shows at the next look", async () => {
    const serviceKey = await createCircuit(azure);
    createVirtualCircuit(azure, serviceKey);
    await eventually(() => azure.fabric.azureView(serviceKey)?.bgpUp.secondary);
    azure.fabric.faults.flip("arp-incomplete:secondary");
    const { expressRouteCircuits } = azure.network;
    const rows = (path: string) =>
      expressRouteCircuits.beginListArpTableAndWait(GROUP, "circuit", "AzurePrivatePeering", path, FAST);
    expect((await rows("secondary")).value?.[0]).toMatchObject({ interface: "On-Prem", macAddress: "Incomplete" });
    expect((await rows("primary")).value?.[0]?.macAddress).toMatch(/^[\da-f]{4}(\.[\da-f]{4}){2}$/);
  });
});

describe("the control API of a simulator alone", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld();
  });

  afterEach(() => azure.close());

  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${azure.azure.url}/_sim/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  test("seeds what was there before and shows it", async () => {
    const id = `/resourceGroups/brought/providers/Microsoft.Network/virtualNetworks/hub`;
    const body = { location: LOCATION, properties: { addressSpace: { addressPrefixes: ["10.9.0.0/16"] } } };
    expect((await send("POST", "seed/azure", { resources: [{ id, body }] })).status).toBe(201);
    const found = await azure.network.virtualNetworks.get("brought", "hub");
    expect(found).toMatchObject({ provisioningState: "Succeeded", addressSpace: { addressPrefixes: ["10.9.0.0/16"] } });
    expect(azure.world.ledger.snapshot().remaining).toEqual([]);
    const state = await (await send("GET", "state/azure")).json();
    expect(state).toMatchObject({ resources: [{ name: "hub" }] });
  });

  test("sets and clears fault rules and world faults", async () => {
    const rule = { match: { service: "azure", path: "providers" }, effect: { kind: "respond", status: 500 } };
    expect(await (await send("POST", "faults", rule)).json()).toEqual({ id: "fault-1" });
    await expect(azure.resources.providers.get("Microsoft.Network")).rejects.toMatchObject({ statusCode: 500 });
    await send("DELETE", "faults/fault-1");
    expect((await azure.resources.providers.get("Microsoft.Network")).registrationState).toBe("Registered");
    expect(await (await send("POST", "world", { name: "link-down:primary" })).json()).toEqual(["link-down:primary"]);
    expect((await send("POST", "world", { name: "link-down" })).status).toBe(400);
    expect((await send("POST", "faults", { nothing: true })).status).toBe(400);
  });

  test("moves the clock, and tells traffic and ledger", async () => {
    const before = await (await send("GET", "clock")).json();
    const after = await (await send("POST", "clock", { advanceMs: 86_400_000 })).json();
    expect(numberOf(after) - numberOf(before)).toBeGreaterThanOrEqual(86_400_000);
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
    const traffic = await (await send("GET", "traffic?service=azure")).json();
    expect(traffic).toContainEqual(expect.objectContaining({ method: "PUT", status: 201 }));
    const ledger = await (await send("GET", "ledger")).json();
    expect(ledger).toMatchObject({ remaining: [{ name: GROUP, origin: "created" }] });
  });

  test("seeds a brought gateway whose id is found by its network", async () => {
    const network = { location: LOCATION, properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } } };
    const base = `/resourceGroups/${GROUP}/providers/Microsoft.Network`;
    const subnet = { properties: { addressPrefix: "10.1.255.0/27" } };
    azure.azure.seed(
      { id: `${base}/virtualNetworks/vnet`, body: network },
      { id: `${base}/virtualNetworks/vnet/subnets/GatewaySubnet`, body: subnet },
      {
        id: `${base}/virtualNetworkGateways/brought`,
        body: {
          location: LOCATION,
          properties: {
            gatewayType: "ExpressRoute",
            sku: { name: "ErGw1AZ", tier: "ErGw1AZ" },
            ipConfigurations: [
              {
                name: "default",
                properties: { subnet: { id: idOf(azure, "virtualNetworks/vnet/subnets/GatewaySubnet") } },
              },
            ],
          },
        },
      },
    );
    const { ipConfigurations } = await azure.network.subnets.get(GROUP, "vnet", "GatewaySubnet");
    expect(ipConfigurations?.[0]?.id).toBe(idOf(azure, "virtualNetworkGateways/brought/ipConfigurations/default"));
  });
});

const numberOf = (body: unknown): number =>
  typeof body === "object" && body !== null && "nowMs" in body && typeof body.nowMs === "number" ? body.nowMs : 0;
