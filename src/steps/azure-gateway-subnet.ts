import { z } from "zod";
import { gatewaySubnetId, nameOf } from "../clouds/azure/arm-ids.ts";
import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { Accepted, AzureSubnet } from "../clouds/azure/azure-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { defineStep } from "../graph/step.ts";
import { azureStep } from "./azure-step.ts";
import { durations } from "./durations.ts";

const params = z.strictObject({
  /** The brought VNet's ARM id. */
  vnetId: z.string(),
  prefix: z.string(),
  /** True in a look after the end: one that is in use belongs to whoever uses it. */
  unusedOnly: z.literal(true).optional(),
});

export type AzureGatewaySubnetParams = z.infer<typeof params>;

/** Only the subnet is written; the VNet it belongs to stays as it was brought. */
async function create(azure: AzureCloud, { vnetId, prefix }: AzureGatewaySubnetParams): Promise<Accepted> {
  try {
    return await azure.createSubnet({ id: gatewaySubnetId(vnetId), prefix });
  } catch (thrown) {
    if (!(thrown instanceof InterconnectError) || thrown.code !== "NotFound") throw thrown;
    throw new InterconnectError({
      code: "BroughtResourceMissing",
      kind: "blocked",
      message: `The VNet ${nameOf(vnetId)}, which the plan uses, does not exist any more.`,
      hint: "Bring it back and choose Retry, or ask for another link with another VNet.",
      details: thrown.details,
    });
  }
}

/**
 * The GatewaySubnet of a brought VNet. Subnets have no tags: it is ours when it has exactly the planned prefix.
 *
 * Outputs: `gatewaySubnetId`, and `made`: false when it was there before, and so is not ours to remove.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways#gwsub
 */
export const azureGatewaySubnet = defineStep(
  azureStep<AzureGatewaySubnetParams, AzureSubnet>({
    kind: "azure.gateway-subnet",
    noun: "subnet",
    duration: durations.subnet,
    async read(azure, { vnetId, unusedOnly }) {
      const subnet = await azure.readSubnet(gatewaySubnetId(vnetId));
      return unusedOnly && subnet?.inUse ? undefined : subnet;
    },
    create,
    isOurs: ({ prefixes }, { prefix }) => prefixes.length === 1 && prefixes[0] === prefix,
    outputs: (_params, { id }, memo) => ({ gatewaySubnetId: id, made: memo["made"] === true }),
  }),
  (stored) => params.parse(stored),
);
