import { z } from "zod";
import { gatewaySubnetId } from "../clouds/azure/arm-ids.ts";
import type { AzureVnet } from "../clouds/azure/azure-resources.ts";
import { defineStep } from "../graph/step.ts";
import { carriesMark } from "./azure-owned.ts";
import { azureStep } from "./azure-step.ts";
import { durations } from "./durations.ts";

const params = z.strictObject({
  /** The planned ARM id. */
  id: z.string(),
  location: z.string(),
  addressPrefixes: z.array(z.string()),
  gatewaySubnetPrefix: z.string(),
});

export type AzureVnetParams = z.infer<typeof params>;

/**
 * A new VNet with its GatewaySubnet. Free of charge. Never used for a brought VNet: a PUT would replace all it has.
 *
 * Outputs: `vnetId`, `gatewaySubnetId`.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
 */
export const azureVnet = defineStep(
  azureStep<AzureVnetParams, AzureVnet>({
    kind: "azure.vnet",
    noun: "VNet",
    duration: durations.vnet,
    read: (azure, { id }) => azure.readVnet(id),
    create: (azure, wanted, tags) => azure.createVnet({ ...wanted, tags }),
    isOurs: ({ tags }, _params, owner) => carriesMark(tags, owner),
    outputs: (_params, { id }) => ({ vnetId: id, gatewaySubnetId: gatewaySubnetId(id) }),
  }),
  (stored) => params.parse(stored),
);
