/** Azure's resources as rows: what they are called, what they are, how they are. */

const KINDS = {
  resourceGroups: "resource group",
  expressRouteCircuits: "ExpressRoute circuit",
  virtualNetworks: "virtual network",
  "virtualNetworks/subnets": "subnet",
  publicIPAddresses: "public IP address",
  virtualNetworkGateways: "gateway",
  connections: "gateway connection",
  networkSecurityGroups: "network security group",
  routeTables: "route table",
};

const kindOf = (type) => {
  const plain = type.replace(/^Microsoft\.(?:Network|Resources)\/(?:subscriptions\/)?/, "");
  return KINDS[plain] ?? plain;
};

const subnetsOf = ({ resources }) => resources.flatMap(({ properties }) => properties.subnets ?? []);

const groupsOf = ({ groups, subscriptionId }) =>
  groups.map((group) => ({
    id: `/subscriptions/${subscriptionId}/resourceGroups/${group.name}`,
    properties: { provisioningState: group.state },
  }));

const detailOf = (properties) => {
  const provider = properties.serviceProviderProvisioningState;
  return provider && { label: "provider", word: provider };
};

/** Rows for what the ledger knows of Azure, in the order in which it came to be. */
export const azureRows = (azure, ledger) => {
  const living = new Map(
    [...azure.resources, ...subnetsOf(azure), ...groupsOf(azure)].map((one) => [one.id.toLowerCase(), one.properties]),
  );
  return ledger.resources
    .filter(({ service }) => service === "azure")
    .map((entry) => {
      const properties = entry.goneAtMs === undefined ? living.get(entry.id.toLowerCase()) : undefined;
      return {
        ...entry,
        kind: kindOf(entry.type),
        state: entry.goneAtMs === undefined ? (properties?.provisioningState ?? "there") : "gone",
        detail: properties && detailOf(properties),
      };
    });
};
