import { eventually } from "../../../support/eventually.ts";
import { type AzureWorld, FAST, startAzureWorld } from "./azure-world.ts";
import { aConnection, createCircuit, createGateway, createVirtualCircuit, GROUP, VIRTUAL_CIRCUIT } from "./bodies.ts";

const NOT_DEPROVISIONED = /ConflictError\. The specified dedicated circuit is not in Deprovisioned state/;

const providerState = (azure: AzureWorld, key: string) => azure.fabric.azureView(key)?.serviceProviderProvisioningState;

const connected = async (azure: AzureWorld): Promise<string> => {
  const serviceKey = await createCircuit(azure);
  createVirtualCircuit(azure, serviceKey);
  await createGateway(azure);
  await eventually(() => azure.fabric.azureView(serviceKey)?.peering);
  const { virtualNetworkGatewayConnections: connections } = azure.network;
  await connections.beginCreateOrUpdateAndWait(GROUP, "connection", aConnection(azure), FAST);
  return serviceKey;
};

describe("taking an interconnect down on the Azure side", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld();
  });

  afterEach(() => azure.close());

  test("in the right order everything goes and no call is illegal", async () => {
    const serviceKey = await connected(azure);
    const { network, resources, fabric } = azure;
    await network.virtualNetworkGatewayConnections.beginDeleteAndWait(GROUP, "connection", FAST);
    expect(fabric.virtualCircuitDeleting(VIRTUAL_CIRCUIT)).toBe(true);
    await network.virtualNetworkGateways.beginDeleteAndWait(GROUP, "gateway", FAST);
    await network.publicIPAddresses.beginDeleteAndWait(GROUP, "ip", FAST);
    await network.virtualNetworks.beginDeleteAndWait(GROUP, "vnet", FAST);
    await eventually(() => providerState(azure, serviceKey) === "NotProvisioned");
    await network.expressRouteCircuits.beginDeleteAndWait(GROUP, "circuit", FAST);
    await resources.resourceGroups.beginDeleteAndWait(GROUP, FAST);

    const { remaining, illegalCalls, bills } = azure.world.ledger.snapshot();
    expect(remaining).toEqual([]);
    expect(illegalCalls).toEqual([]);
    expect(bills.every(({ untilMs }) => untilMs !== undefined)).toBe(true);
    expect((await resources.resourceGroups.checkExistence(GROUP)).body).toBe(false);
  });

  test("a circuit deleted before its virtual circuit ends Failed and has lost its peering", async () => {
    const serviceKey = await createCircuit(azure);
    createVirtualCircuit(azure, serviceKey);
    await eventually(() => azure.fabric.azureView(serviceKey)?.bgpUp.primary);
    const { expressRouteCircuits } = azure.network;

    await expect(expressRouteCircuits.beginDeleteAndWait(GROUP, "circuit", FAST)).rejects.toThrow(NOT_DEPROVISIONED);
    expect(await expressRouteCircuits.get(GROUP, "circuit")).toMatchObject({
      provisioningState: "Failed",
      circuitProvisioningState: "Disabling",
      serviceProviderProvisioningState: "Provisioned",
      peerings: [],
    });
    expect(azure.fabric.ociView(VIRTUAL_CIRCUIT)).toMatchObject({ bgpSessionState: "DOWN" });
    expect(azure.world.ledger.snapshot().illegalCalls).toMatchObject([
      { operation: "DELETE Microsoft.Network/expressRouteCircuits" },
    ]);

    azure.fabric.virtualCircuitDeleting(VIRTUAL_CIRCUIT);
    await eventually(() => providerState(azure, serviceKey) === "NotProvisioned");
    await expressRouteCircuits.beginDeleteAndWait(GROUP, "circuit", FAST);
    await expect(expressRouteCircuits.get(GROUP, "circuit")).rejects.toMatchObject({ code: "ResourceNotFound" });
  });

  test("a virtual circuit deleted before the connection ends FAILED and goes after it", async () => {
    await connected(azure);
    expect(azure.fabric.virtualCircuitDeleting(VIRTUAL_CIRCUIT)).toBe(false);
    await eventually(() => azure.fabric.ociView(VIRTUAL_CIRCUIT)?.lifecycleState === "FAILED");
    await azure.network.virtualNetworkGatewayConnections.beginDeleteAndWait(GROUP, "connection", FAST);
    expect(azure.fabric.virtualCircuitDeleting(VIRTUAL_CIRCUIT)).toBe(true);
    await eventually(() => azure.fabric.ociView(VIRTUAL_CIRCUIT)?.lifecycleState === "TERMINATED");
  });

  test.each([
    { what: "a gateway with a connection", code: "VirtualNetworkGatewayCannotBeDeleted" },
    { what: "a network with a gateway", code: "InUseSubnetCannotBeDeleted" },
    { what: "a public IP of a gateway", code: "PublicIPAddressCannotBeDeleted" },
  ])("refuses to delete $what", async ({ code }) => {
    await connected(azure);
    const { virtualNetworkGateways, virtualNetworks, publicIPAddresses } = azure.network;
    const deletes: Record<string, () => Promise<void>> = {
      VirtualNetworkGatewayCannotBeDeleted: () => virtualNetworkGateways.beginDeleteAndWait(GROUP, "gateway"),
      InUseSubnetCannotBeDeleted: () => virtualNetworks.beginDeleteAndWait(GROUP, "vnet"),
      PublicIPAddressCannotBeDeleted: () => publicIPAddresses.beginDeleteAndWait(GROUP, "ip"),
    };
    await expect(deletes[code]?.()).rejects.toMatchObject({ statusCode: 400, code });
  });

  test("deleting what is not there is fine", async () => {
    await createCircuit(azure);
    await azure.network.publicIPAddresses.beginDeleteAndWait(GROUP, "nothing", FAST);
    expect(azure.world.ledger.snapshot().calls.at(-1)).toMatchObject({ status: 204 });
  });

  test("a PUT that leaves the peering out removes it and both sessions with it", async () => {
    const serviceKey = await createCircuit(azure);
    createVirtualCircuit(azure, serviceKey);
    await eventually(() => azure.fabric.azureView(serviceKey)?.bgpUp.primary);
    const { expressRouteCircuits } = azure.network;
    const { peerings: _left, ...rest } = await expressRouteCircuits.get(GROUP, "circuit");
    const written = await expressRouteCircuits.beginCreateOrUpdateAndWait(GROUP, "circuit", rest, FAST);
    expect(written.peerings).toEqual([]);
    expect(azure.fabric.azureView(serviceKey)?.bgpUp).toEqual({ primary: false, secondary: false });
  });

  test("a circuit cannot shrink: the update is accepted and fails", async () => {
    await createCircuit(azure);
    const { expressRouteCircuits } = azure.network;
    const circuit = await expressRouteCircuits.get(GROUP, "circuit");
    const provider = circuit.serviceProviderProperties;
    const bigger = { ...circuit, serviceProviderProperties: { ...provider, bandwidthInMbps: 2000 } };
    await expressRouteCircuits.beginCreateOrUpdateAndWait(GROUP, "circuit", bigger, FAST);
    await expect(expressRouteCircuits.beginCreateOrUpdateAndWait(GROUP, "circuit", circuit, FAST)).rejects.toThrow(
      /BandwidthDowngradeNotAllowed/,
    );
    const after = await expressRouteCircuits.get(GROUP, "circuit");
    expect(after.provisioningState).toBe("Failed");
    expect(after.serviceProviderProperties?.bandwidthInMbps).toBe(2000);
  });
});
