import { z } from "zod";
import { gatewaySubnetId, nameOf } from "../clouds/azure/arm-ids.ts";
import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { Accepted, AzureSubnet } from "../clouds/azure/azure-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { defineStep } from "../graph/step.ts";
import { azureStep } from "./azure-step.ts";
import { durations } from "./durations.ts";
import { lateCreatesShape, lateWithinMs } from "./late-creates.ts";

const params = z.strictObject({
  /** The brought VNet's ARM id. */
  vnetId: z.string(),
  prefix: z.string(),
  /** In a removal: what a look after its end is to know of the create. */
  late: lateCreatesShape.optional(),
  /**
   * In a removal: only what a create without an answer, sent then at the latest, may have made. One that is in use, or
   * was made long after it, belongs to somebody else.
   */
  onlyLate: z.number().optional(),
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
    async read(azure, { vnetId, onlyLate }, now) {
      if (onlyLate === undefined) return azure.readSubnet(gatewaySubnetId(vnetId));
      if (now - onlyLate > lateWithinMs) return undefined;
      const subnet = await azure.readSubnet(gatewaySubnetId(vnetId));
      return subnet?.inUse ? undefined : subnet;
    },
    create,
    isOurs: ({ prefixes }, { prefix }) => prefixes.length === 1 && prefixes[0] === prefix,
    outputs: (_params, { id }, memo) => ({ gatewaySubnetId: id, made: memo["made"] === true }),
  }),
  (stored) => params.parse(stored),
);
