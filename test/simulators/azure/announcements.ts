import { formatAddress, parseBlock } from "../kit/ipv4.ts";
import { at, textAt, textsAt } from "../kit/json.ts";
import type { AzureCloud } from "./cloud.ts";
import { circuitView, serviceKeyOf } from "./peering.ts";
import { type ArmResource, parentIdOf, sameId } from "./store.ts";

/** The gateway connections of a circuit. */
export const connectionsOf = ({ store }: AzureCloud, circuitId: string): readonly ArmResource[] =>
  store.ofType("connections").filter((one) => sameId(textAt(one.properties, "peer", "id") ?? "", circuitId));

/** The connections of a gateway. */
export const connectionsOfGateway = ({ store }: AzureCloud, gatewayId: string): readonly ArmResource[] =>
  store
    .ofType("connections")
    .filter((one) => sameId(textAt(one.properties, "virtualNetworkGateway1", "id") ?? "", gatewayId));

/** The GatewaySubnet of a gateway, by its first IP configuration. */
export const subnetOf = ({ store }: AzureCloud, gateway: ArmResource): ArmResource | undefined => {
  const [first] = Array.isArray(gateway.properties["ipConfigurations"]) ? gateway.properties["ipConfigurations"] : [];
  return store.get(textAt(first, "properties", "subnet", "id") ?? "");
};

/** The VNet in which a gateway lies. */
export const networkOf = (cloud: AzureCloud, gateway: ArmResource): ArmResource | undefined => {
  const subnet = subnetOf(cloud, gateway);
  return subnet && cloud.store.get(parentIdOf(subnet.id));
};

const FIRST_INSTANCE_OFFSET = 4;

/** The private addresses of a gateway's two instances. */
export const instanceAddresses = (cloud: AzureCloud, gateway: ArmResource): readonly string[] => {
  const block = parseBlock(textAt(subnetOf(cloud, gateway)?.properties, "addressPrefix") ?? "");
  return block ? [0, 1].map((one) => formatAddress(block.network + FIRST_INSTANCE_OFFSET + one)) : [];
};

const prefixesOf = (network: ArmResource): readonly string[] =>
  textsAt(network.properties, "addressSpace", "addressPrefixes");

const PEERINGS = "virtualNetworks/virtualNetworkPeerings";

const joins = (peering: ArmResource, remoteId: string, flag: string): boolean =>
  sameId(textAt(peering.properties, "remoteVirtualNetwork", "id") ?? "", remoteId) &&
  textAt(peering.properties, "peeringState") === "Connected" &&
  at(peering.properties, flag) === true;

/** The VNet's own prefixes and those of the spokes that use its gateway. */
export const announcedBy = (cloud: AzureCloud, hub: ArmResource): readonly string[] => {
  const { store } = cloud;
  const spokes = store
    .ofType("virtualNetworks")
    .filter(
      (spoke) =>
        store.childrenOf(hub.id, PEERINGS).some((one) => joins(one, spoke.id, "allowGatewayTransit")) &&
        store.childrenOf(spoke.id, PEERINGS).some((one) => joins(one, hub.id, "useRemoteGateways")),
    );
  return [hub, ...spokes].flatMap(prefixesOf);
};

/** Tells the fabric what the connections of a circuit are now. */
export const announce = (cloud: AzureCloud, circuit: ArmResource): void => {
  const connections = connectionsOf(cloud, circuit.id);
  const gateways = connections.flatMap(
    (one) => cloud.store.get(textAt(one.properties, "virtualNetworkGateway1", "id") ?? "") ?? [],
  );
  cloud.fabric.azureConnectionsChanged(serviceKeyOf(circuit), {
    connections: connections.length,
    advertisedPrefixes: gateways.flatMap((gateway) => {
      const network = networkOf(cloud, gateway);
      return network ? announcedBy(cloud, network) : [];
    }),
    gatewayAddresses: gateways.flatMap((gateway) => instanceAddresses(cloud, gateway)),
  });
};

/** The same for every circuit, after something changed in a VNet. */
export const announceAll = (cloud: AzureCloud): void => {
  for (const circuit of cloud.store.ofType("expressRouteCircuits")) announce(cloud, circuit);
};

/** What a gateway learns from OCI through its connections. */
export const learntBy = (cloud: AzureCloud, gateway: ArmResource): readonly string[] =>
  connectionsOfGateway(cloud, gateway.id)
    .filter((one) => one.state === "Succeeded")
    .flatMap((one) => cloud.store.get(textAt(one.properties, "peer", "id") ?? "") ?? [])
    .flatMap((circuit) => circuitView(cloud, circuit)?.learntPrefixes ?? []);
