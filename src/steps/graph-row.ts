import { circuitId, connectionId, gatewayId, publicIpId, resourceGroupId, vnetId } from "../clouds/azure/arm-ids.ts";
import type { Plan } from "../domain/plan.ts";
import type { StepNode } from "../graph/records.ts";

/** The ARM ids of everything a plan names in Azure, made or taken as it is. */
export function azureIds({ azure }: Plan) {
  const { subscriptionId } = azure;
  const own = { subscriptionId, resourceGroup: azure.resourceGroup.name };
  return {
    resourceGroup: resourceGroupId(own),
    circuit: circuitId(own, azure.circuit.name),
    vnet: azure.vnet.id ?? vnetId(own, azure.vnet.name),
    gateway: azure.gateway.id ?? gatewayId(own, azure.gateway.name),
    connection: azure.connection.id ?? connectionId(own, azure.connection.name),
    ...(azure.publicIp && { publicIp: publicIpId(own, azure.publicIp.name) }),
  };
}

/** See `azureIds`. */
export type AzureIds = ReturnType<typeof azureIds>;

/** A node of the graph; `when` leaves it out where the plan brings what it would make. */
export type Row = Omit<StepNode, "direction"> & { readonly when?: boolean };

export const isWanted = ({ when }: Row): boolean => when ?? true;
