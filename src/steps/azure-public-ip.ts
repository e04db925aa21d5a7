import { z } from "zod";
import type { AzurePublicIp } from "../clouds/azure/azure-resources.ts";
import { defineStep } from "../graph/step.ts";
import { carriesMark } from "./azure-owned.ts";
import { azureStep } from "./azure-step.ts";
import { durations } from "./durations.ts";

const params = z.strictObject({
  /** The planned ARM id. */
  id: z.string(),
  location: z.string(),
  /** Empty where the region has no availability zones. */
  zones: z.array(z.string()),
});

export type AzurePublicIpParams = z.infer<typeof params>;

/**
 * The public address a new gateway needs for its own management; no traffic of the link uses it. Billed by the hour.
 *
 * Outputs: `publicIpId`.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
 */
export const azurePublicIp = defineStep(
  azureStep<AzurePublicIpParams, AzurePublicIp>({
    kind: "azure.public-ip",
    noun: "public IP address",
    duration: durations.publicIp,
    read: (azure, { id }) => azure.readPublicIp(id),
    create: (azure, wanted, tags) => azure.createPublicIp({ ...wanted, tags }),
    isOurs: ({ tags }, _params, owner) => carriesMark(tags, owner),
    outputs: (_params, { id }) => ({ publicIpId: id }),
  }),
  (stored) => params.parse(stored),
);
