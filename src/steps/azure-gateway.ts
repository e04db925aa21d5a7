import { z } from "zod";
import { gatewaySubnetId, nameOf } from "../clouds/azure/arm-ids.ts";
import type { AzureGateway } from "../clouds/azure/azure-resources.ts";
import { defineStep } from "../graph/step.ts";
import { carriesMark } from "./azure-owned.ts";
import { azureStep } from "./azure-step.ts";
import type { CloudContext } from "./clouds.ts";
import { durations } from "./durations.ts";

const params = z.strictObject({
  /** The planned ARM id. */
  id: z.string(),
  location: z.string(),
  sku: z.enum(["Standard", "HighPerformance", "UltraPerformance", "ErGw1AZ", "ErGw2AZ", "ErGw3AZ", "ErGwScale"]),
  vnetId: z.string(),
  publicIpId: z.string(),
});

export type AzureGatewayParams = z.infer<typeof params>;

/** Connections that others have made at the gateway meanwhile. A listing may lag behind what is gone by now. */
async function connectionsAt({ id }: AzureGateway, { clouds: { azure } }: CloudContext): Promise<readonly string[]> {
  const listed = await azure.listConnectionsOf(id);
  const there = await Promise.all(listed.map((one) => azure.readConnection(one.id)));
  return there.flatMap((one) => (one === undefined ? [] : [`connection ${nameOf(one.id)}`]));
}

/**
 * The ExpressRoute gateway of the VNet. Billed by the hour from its creation. One being created cannot be stopped, only
 * awaited and then removed.
 *
 * Outputs: `gatewayId`; after a removal `kept`, the connections of others, when it had to stay.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
 */
export const azureGateway = defineStep(
  azureStep<AzureGatewayParams, AzureGateway>({
    kind: "azure.gateway",
    noun: "gateway",
    duration: durations.gateway,
    read: (azure, { id }) => azure.readGateway(id),
    create: (azure, { vnetId, ...wanted }, tags) =>
      azure.createGateway({ ...wanted, subnetId: gatewaySubnetId(vnetId), tags }),
    isOurs: ({ tags }, _params, owner) => carriesMark(tags, owner),
    outputs: (_params, { id }) => ({ gatewayId: id }),
    usedBy: connectionsAt,
    heldBy: ({ provisioningState }) =>
      provisioningState === "Updating" ? "Azure is still working on the gateway, which cannot be stopped" : undefined,
  }),
  (stored) => params.parse(stored),
);
