import type { Account } from "../azure/account.ts";
import type { SeededResource } from "../azure/seed.ts";
import type { JsonObject } from "../kit/json.ts";

/** The resource group in which everything brought lies. */
const BROUGHT_GROUP = "rg-network";

const UK = "uksouth";
const NETHERLANDS = "westeurope";

type Subnets = Readonly<Record<string, string>>;

interface Network {
  readonly name: string;
  readonly range: string;
  readonly subnets: Subnets;
  readonly location?: string;
  readonly peerings?: readonly JsonObject[];
}

/** Writes ids of one subscription. */
const idsIn =
  ({ subscriptionId }: Account) =>
  (path: string): string =>
    `/subscriptions/${subscriptionId}/resourceGroups/${BROUGHT_GROUP}/providers/Microsoft.Network/${path}`;

type IdOf = ReturnType<typeof idsIn>;

const network = (idOf: IdOf, { name, range, subnets, location = UK, peerings = [] }: Network): SeededResource => ({
  id: idOf(`virtualNetworks/${name}`),
  body: {
    location,
    properties: {
      addressSpace: { addressPrefixes: [range] },
      subnets: Object.entries(subnets).map(([subnet, addressPrefix]) => ({
        name: subnet,
        properties: { addressPrefix },
      })),
      virtualNetworkPeerings: peerings,
    },
  },
});

const peering = (idOf: IdOf, name: string, remote: string, flags: JsonObject): JsonObject => ({
  name,
  properties: {
    remoteVirtualNetwork: { id: idOf(`virtualNetworks/${remote}`) },
    peeringState: "Connected",
    peeringSyncLevel: "FullyInSync",
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    allowGatewayTransit: false,
    useRemoteGateways: false,
    ...flags,
  },
});

/** An ExpressRoute gateway with its public IP in a VNet that has a GatewaySubnet. */
const gateway = (idOf: IdOf, vnet: string, name: string, sku: string): readonly SeededResource[] => [
  {
    id: idOf(`publicIPAddresses/pip-${name}`),
    body: {
      location: UK,
      sku: { name: "Standard", tier: "Regional" },
      zones: ["1", "2", "3"],
      properties: { publicIPAllocationMethod: "Static", publicIPAddressVersion: "IPv4" },
    },
  },
  {
    id: idOf(`virtualNetworkGateways/${name}`),
    body: {
      location: UK,
      properties: {
        gatewayType: "ExpressRoute",
        vpnType: "RouteBased",
        sku: { name: sku, tier: sku },
        ipConfigurations: [
          {
            name: "default",
            properties: {
              privateIPAllocationMethod: "Dynamic",
              subnet: { id: idOf(`virtualNetworks/${vnet}/subnets/GatewaySubnet`) },
              publicIPAddress: { id: idOf(`publicIPAddresses/pip-${name}`) },
            },
          },
        ],
      },
    },
  },
];

const spoke = (idOf: IdOf, name: string, range: string, subnet: string): SeededResource =>
  network(idOf, {
    name,
    range,
    subnets: { app: subnet },
    peerings: [peering(idOf, "to-hub", "vnet-hub", { useRemoteGateways: true })],
  });

/**
 * The Azure networks that are there before anybody asks for anything: `vnet-app` has room for a gateway, `vnet-full`
 * has none, `vnet-edge` has a gateway already, `vnet-hub` serves two spokes with its own, `vnet-lab` lies elsewhere.
 */
export const broughtAzure = (account: Account): readonly SeededResource[] => {
  const idOf = idsIn(account);
  const toSpoke = (name: string): JsonObject => peering(idOf, `to-${name}`, name, { allowGatewayTransit: true });
  return [
    network(idOf, {
      name: "vnet-app",
      range: "10.1.0.0/16",
      subnets: { workload: "10.1.0.0/24", data: "10.1.1.0/24" },
    }),
    network(idOf, { name: "vnet-full", range: "10.2.0.0/24", subnets: { workload: "10.2.0.0/24" } }),
    network(idOf, {
      name: "vnet-edge",
      range: "10.3.0.0/16",
      subnets: { workload: "10.3.0.0/24", GatewaySubnet: "10.3.255.0/27" },
    }),
    ...gateway(idOf, "vnet-edge", "gw-edge", "ErGw1AZ"),
    network(idOf, {
      name: "vnet-hub",
      range: "10.4.0.0/16",
      subnets: { shared: "10.4.0.0/24", GatewaySubnet: "10.4.255.0/27" },
      peerings: [toSpoke("vnet-spoke-sales"), toSpoke("vnet-spoke-stock")],
    }),
    ...gateway(idOf, "vnet-hub", "gw-hub", "ErGw3AZ"),
    spoke(idOf, "vnet-spoke-sales", "10.5.0.0/20", "10.5.0.0/24"),
    spoke(idOf, "vnet-spoke-stock", "10.6.0.0/20", "10.6.0.0/24"),
    network(idOf, {
      name: "vnet-lab",
      range: "10.40.0.0/16",
      subnets: { workload: "10.40.0.0/24" },
      location: NETHERLANDS,
    }),
  ];
};
