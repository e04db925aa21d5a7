import { eventually } from "../../../support/eventually.ts";
import { type AzureWorld, FAST, STILL, startAzureWorld } from "./azure-world.ts";
import { aCircuit, aConnection, createCircuit, createGateway, createVirtualCircuit, GROUP, idOf } from "./bodies.ts";

const PEERING = "AzurePrivatePeering";

describe("a circuit in the making", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld(STILL);
  });

  afterEach(() => azure.close());

  test("a circuit shows no usable key until its create is done", async () => {
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: "UK South" });
    const asked = { ...aCircuit(), location: "UK South" };
    const poller = await azure.network.expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", asked, FAST);
    const during = await azure.network.expressRouteCircuits.get(GROUP, "circuit");
    expect(during).toMatchObject({
      location: "uksouth",
      provisioningState: "Updating",
      circuitProvisioningState: "Disabled",
      serviceKey: "00000000-0000-0000-0000-000000000000",
    });

    azure.world.clock.advance(azure.fabric.durations["azure.circuit.create"]);
    const done = await poller.pollUntilDone();
    expect(done).toMatchObject({
      provisioningState: "Succeeded",
      circuitProvisioningState: "Enabled",
      serviceProviderProvisioningState: "NotProvisioned",
      peerings: [],
    });
    expect(done.serviceKey).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  test("a poller is resumed from its token without another PUT", async () => {
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: "uksouth" });
    const { expressRouteCircuits } = azure.network;
    const poller = await expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", aCircuit(), FAST);
    const resumeFrom = poller.toString();
    const again = await expressRouteCircuits.beginCreateOrUpdate(GROUP, "circuit", aCircuit(), { ...FAST, resumeFrom });
    azure.world.clock.advance(azure.fabric.durations["azure.circuit.create"]);
    expect((await again.pollUntilDone()).provisioningState).toBe("Succeeded");
    const puts = azure.world.ledger.snapshot().calls.filter(({ operation }) => operation.includes("Circuits"));
    expect(puts).toHaveLength(1);
  });
});

describe("a whole interconnect on the Azure side", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld();
  });

  afterEach(() => azure.close());

  test("what OCI provisions shows in circuit, tables, gateway and connection", async () => {
    const { network, fabric } = azure;
    const serviceKey = await createCircuit(azure);
    createVirtualCircuit(azure, serviceKey);
    await createGateway(azure, "ErGw3AZ");
    await eventually(() => {
      const up = fabric.azureView(serviceKey)?.bgpUp;
      return up?.primary === true && up.secondary;
    });

    const circuit = await network.expressRouteCircuits.get(GROUP, "circuit");
    expect(circuit.serviceProviderProvisioningState).toBe("Provisioned");
    expect(circuit.peerings).toMatchObject([
      {
        name: PEERING,
        state: "Enabled",
        azureASN: 12_076,
        peerASN: 31_898,
        primaryPeerAddressPrefix: "10.255.0.0/30",
        secondaryPeerAddressPrefix: "10.255.0.4/30",
        lastModifiedBy: "Customer",
      },
    ]);

    const connection = await network.virtualNetworkGatewayConnections.beginCreateOrUpdateAndWait(
      GROUP,
      "connection",
      aConnection(azure, true),
      FAST,
    );
    expect(connection).toMatchObject({ connectionStatus: "Connected", expressRouteGatewayBypass: true });

    const { expressRouteCircuits: circuits, virtualNetworkGateways: gateways } = network;
    const arp = await circuits.beginListArpTableAndWait(GROUP, "circuit", PEERING, "secondary", FAST);
    expect(arp.value).toMatchObject([
      { interface: "On-Prem", ipAddress: "10.255.0.5" },
      { interface: "Microsoft", ipAddress: "10.255.0.6" },
    ]);
    const routes = await circuits.beginListRoutesTableAndWait(GROUP, "circuit", PEERING, "primary", FAST);
    expect(routes.value).toContainEqual({
      network: "10.2.0.0/24",
      nextHop: "10.255.0.1",
      locPrf: "",
      weight: 0,
      path: "31898",
    });
    const summary = await circuits.beginListRoutesTableSummaryAndWait(GROUP, "circuit", PEERING, "primary", FAST);
    expect(summary.value).toContainEqual(
      expect.objectContaining({ neighbor: "10.255.0.1", as: 31_898, statePfxRcd: "2" }),
    );
    const learnt = await gateways.beginGetLearnedRoutesAndWait(GROUP, "gateway", FAST);
    expect(learnt.value).toContainEqual(expect.objectContaining({ network: "10.2.1.0/24", asPath: "12076-31898" }));
    expect((await circuits.getStats(GROUP, "circuit")).primarybytesIn).toBeGreaterThan(0);
    await eventually(() => fabric.ociView("ocid1.virtualcircuit.oc1.uk-london-1.test")?.learntPrefixes[0]);
    expect(azure.world.ledger.snapshot().illegalCalls).toEqual([]);
  });

  test("the bill of a circuit runs from its PUT, and what exists is in the ledger", async () => {
    await createCircuit(azure);
    const { bills, remaining } = azure.world.ledger.snapshot();
    expect(bills).toMatchObject([{ item: "ExpressRoute circuit", id: idOf(azure, "expressRouteCircuits/circuit") }]);
    const created = azure.fabric.durations["azure.circuit.create"] / 3_600_000;
    expect(bills[0]?.hours).toBeGreaterThanOrEqual(created);
    expect(remaining.map(({ name }) => name)).toEqual([GROUP, "circuit"]);
  });

  test("a recorded exchange has Azure's own address and headers, and no token", async () => {
    await createCircuit(azure);
    const put = azure.exchanges.find(({ request }) => request.url.includes("expressRouteCircuits/circuit"));
    expect(put?.request.url).toMatch(/^https:\/\/management\.azure\.com\/subscriptions\/.*\?api-version=2025-05-01$/);
    expect(put?.request.headers["authorization"]).toBe("Bearer removed");
    expect(put?.response.status).toBe(201);
    expect(put?.response.headers).toMatchObject({
      "Retry-After": "10",
      "Azure-AsyncOperation": expect.stringMatching(
        /^https:\/\/management\.azure\.com\/subscriptions\/[^/]+\/providers\/Microsoft\.Network\/locations\/uksouth\/operations\//,
      ),
    });
    expect(JSON.stringify(azure.exchanges)).not.toContain(azure.azure.account.clientSecret);
  });
});
