import type { ExpressRouteCircuit, PublicIPAddress, VirtualNetwork, VirtualNetworkGateway } from "@azure/arm-network";
import type { AzureWorld } from "./azure-world.ts";
import { FAST } from "./azure-world.ts";

export const LOCATION = "uksouth";
export const GROUP = "links";

/** The id of a resource in the group of the tests. */
export const idOf = ({ azure }: AzureWorld, rest: string): string =>
  `/subscriptions/${azure.account.subscriptionId}/resourceGroups/${GROUP}/providers/Microsoft.Network/${rest}`;

export const aCircuit = (bandwidthInMbps = 1000): ExpressRouteCircuit => ({
  location: LOCATION,
  sku: { name: "Standard_MeteredData", tier: "Standard", family: "MeteredData" },
  serviceProviderProperties: {
    serviceProviderName: "Oracle Cloud FastConnect",
    peeringLocation: "London",
    bandwidthInMbps,
  },
});

export const aNetwork = (gatewayPrefix = "10.1.255.0/27"): VirtualNetwork => ({
  location: LOCATION,
  addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
  subnets: [
    { name: "workload", addressPrefix: "10.1.0.0/24" },
    { name: "GatewaySubnet", addressPrefix: gatewayPrefix },
  ],
});

export const aPublicIp = (): PublicIPAddress => ({
  location: LOCATION,
  sku: { name: "Standard", tier: "Regional" },
  zones: ["1", "2", "3"],
  publicIPAllocationMethod: "Static",
  publicIPAddressVersion: "IPv4",
});

export const aGateway = (world: AzureWorld, sku = "ErGw1AZ"): VirtualNetworkGateway => ({
  location: LOCATION,
  gatewayType: "ExpressRoute",
  sku: { name: sku, tier: sku },
  ipConfigurations: [
    {
      name: "default",
      privateIPAllocationMethod: "Dynamic",
      subnet: { id: idOf(world, "virtualNetworks/vnet/subnets/GatewaySubnet") },
      publicIPAddress: { id: idOf(world, "publicIPAddresses/ip") },
    },
  ],
});

export const aConnection = (world: AzureWorld, expressRouteGatewayBypass = false) => ({
  location: LOCATION,
  connectionType: "ExpressRoute",
  virtualNetworkGateway1: { id: idOf(world, "virtualNetworkGateways/gateway") },
  peer: { id: idOf(world, "expressRouteCircuits/circuit") },
  routingWeight: 0,
  expressRouteGatewayBypass,
});

const LINKS = {
  primary: { oracle: "10.255.0.1/30", customer: "10.255.0.2/30" },
  secondary: { oracle: "10.255.0.5/30", customer: "10.255.0.6/30" },
};

export const VIRTUAL_CIRCUIT = "ocid1.virtualcircuit.oc1.uk-london-1.test";

/** Makes group and circuit and returns the service key. */
export const createCircuit = async ({ network, resources }: AzureWorld): Promise<string> => {
  await resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION });
  const circuit = await network.expressRouteCircuits.beginCreateOrUpdateAndWait(GROUP, "circuit", aCircuit(), FAST);
  return circuit.serviceKey ?? "";
};

/** What OCI does with a service key. */
export const createVirtualCircuit = ({ fabric }: AzureWorld, serviceKey: string): void =>
  fabric.virtualCircuitCreated({
    id: VIRTUAL_CIRCUIT,
    serviceKey,
    region: "uk-london-1",
    bandwidthMbps: 1000,
    links: LINKS,
    advertisedPrefixes: ["10.2.0.0/24", "10.2.1.0/24"],
  });

/** Makes network, public IP and gateway. */
export const createGateway = async (world: AzureWorld, sku = "ErGw1AZ"): Promise<void> => {
  const { network } = world;
  await network.virtualNetworks.beginCreateOrUpdateAndWait(GROUP, "vnet", aNetwork(), FAST);
  await network.publicIPAddresses.beginCreateOrUpdateAndWait(GROUP, "ip", aPublicIp(), FAST);
  await network.virtualNetworkGateways.beginCreateOrUpdateAndWait(GROUP, "gateway", aGateway(world, sku), FAST);
};
