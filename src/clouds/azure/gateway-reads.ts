import type { VirtualNetworkGateway, VirtualNetworkGatewayConnection } from "@azure/arm-network";
import type { ExistingConnectionFacts, ExistingGatewayFacts } from "../../domain/network-facts.ts";
import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";

const gatewayType = "Microsoft.Network/virtualNetworkGateways";
const connectionType = "Microsoft.Network/connections";

/** Ids of the gateways and connections of the whole subscription. */
export interface FoundIds {
  readonly gateways: readonly string[];
  readonly connections: readonly string[];
}

/**
 * Azure lists these two types only group by group; across a subscription they are found among all resources.
 *
 * @see https://learn.microsoft.com/rest/api/resources/resources/list
 */
export async function findGatewaysAndConnections(arm: ArmClient): Promise<FoundIds> {
  const filter = `resourceType eq '${gatewayType}' or resourceType eq '${connectionType}'`;
  const found = await arm.collect(arm.resources.resources.list({ filter }));
  const idsOf = (type: string) =>
    found.filter((one) => one.type?.toLowerCase() === type.toLowerCase()).flatMap(({ id }) => id ?? []);
  return { gateways: idsOf(gatewayType), connections: idsOf(connectionType) };
}

export async function readGateways(arm: ArmClient, { gateways }: FoundIds): Promise<readonly ExistingGatewayFacts[]> {
  const found = await Promise.all(
    gateways.map((id) => {
      const { resourceGroup, names } = parseArmId(id);
      return arm.find(() => arm.network.virtualNetworkGateways.get(resourceGroup, names[0] ?? ""));
    }),
  );
  return found.flatMap((gateway) => (gateway === undefined ? [] : [toGateway(gateway)]));
}

export async function readConnections(
  arm: ArmClient,
  { connections }: FoundIds,
): Promise<readonly ExistingConnectionFacts[]> {
  const found = await Promise.all(
    connections.map((id) => {
      const { resourceGroup, names } = parseArmId(id);
      return arm.find(() => arm.network.virtualNetworkGatewayConnections.get(resourceGroup, names[0] ?? ""));
    }),
  );
  return found.flatMap((connection) => (connection === undefined ? [] : [toConnection(connection)]));
}

/** The gateway connections on a circuit, in the whole subscription. */
export async function readConnectionsOf(arm: ArmClient, id: string): Promise<readonly ExistingConnectionFacts[]> {
  const connections = await readConnections(arm, await findGatewaysAndConnections(arm));
  const isIt = (end: string | undefined): boolean => end?.toLowerCase() === id.toLowerCase();
  return connections.filter(({ circuitId, gatewayId }) => isIt(circuitId) || isIt(gatewayId));
}

function toGateway(gateway: VirtualNetworkGateway): ExistingGatewayFacts {
  const id = gateway.id ?? "";
  return {
    id,
    name: gateway.name ?? "",
    resourceGroup: parseArmId(id).resourceGroup,
    vnetId: vnetOf(gateway),
    gatewayType: gateway.gatewayType ?? "",
    sku: gateway.sku?.name ?? "",
    provisioningState: gateway.provisioningState ?? "",
    minScaleUnits: gateway.autoScaleConfiguration?.bounds?.min,
  };
}

const vnetOf = ({ ipConfigurations }: VirtualNetworkGateway): string | undefined =>
  ipConfigurations?.[0]?.subnet?.id?.replace(/\/subnets\/.*$/i, "");

function toConnection(connection: VirtualNetworkGatewayConnection): ExistingConnectionFacts {
  return {
    id: connection.id ?? "",
    name: connection.name ?? "",
    gatewayId: connection.virtualNetworkGateway1.id,
    circuitId: connection.peer?.id,
    connectionType: connection.connectionType,
  };
}
