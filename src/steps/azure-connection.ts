import { z } from "zod";
import type { AzureConnection } from "../clouds/azure/azure-resources.ts";
import { defineStep } from "../graph/step.ts";
import { carriesMark } from "./azure-owned.ts";
import { azureStep } from "./azure-step.ts";
import { durations } from "./durations.ts";

const params = z.strictObject({
  /** The planned ARM id. */
  id: z.string(),
  location: z.string(),
  gatewayId: z.string(),
  circuitId: z.string(),
  /** Lets traffic bypass the gateway; only some gateway sizes can. */
  fastPath: z.boolean(),
});

export type AzureConnectionParams = z.infer<typeof params>;

/**
 * Joins the gateway to the circuit: a traffic step, since packets can flow once it is there. Azure refuses it before
 * `azure.provider-provisioned` is done. Free of charge.
 *
 * Outputs: `connectionId`.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-howto-linkvnet-portal-resource-manager
 */
export const azureConnection = defineStep(
  azureStep<AzureConnectionParams, AzureConnection>({
    kind: "azure.connection",
    noun: "connection",
    duration: durations.connection,
    read: (azure, { id }) => azure.readConnection(id),
    create: (azure, wanted, tags) => azure.createConnection({ ...wanted, tags }),
    isOurs: ({ tags }, _params, owner) => carriesMark(tags, owner),
    outputs: (_params, { id }) => ({ connectionId: id }),
  }),
  (stored) => params.parse(stored),
);
