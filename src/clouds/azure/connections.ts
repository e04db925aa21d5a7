import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";
import type { Accepted, AzureConnection, NewConnection } from "./azure-resources.ts";
import { put } from "./operations.ts";
import { toOwned } from "./owned.ts";

export async function readConnection(arm: ArmClient, id: string): Promise<AzureConnection | undefined> {
  const { resourceGroup, names } = parseArmId(id);
  const found = await arm.find(() => arm.network.virtualNetworkGatewayConnections.get(resourceGroup, names[0] ?? ""));
  return (
    found && {
      ...toOwned(id, found),
      connectionStatus: found.connectionStatus ?? "Unknown",
      fastPath: found.expressRouteGatewayBypass ?? false,
      circuitId: found.peer?.id,
    }
  );
}

/** Joins a gateway to a circuit of the same subscription: from its success on, packets can flow. */
export function createConnection(arm: ArmClient, wanted: NewConnection): Promise<Accepted> {
  const { id, location, tags, gatewayId, circuitId, fastPath } = wanted;
  return put(arm, id, {
    location,
    tags,
    properties: {
      connectionType: "ExpressRoute",
      virtualNetworkGateway1: { id: gatewayId },
      peer: { id: circuitId },
      routingWeight: 0,
      expressRouteGatewayBypass: fastPath,
    },
  });
}
