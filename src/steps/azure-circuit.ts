import { z } from "zod";
import type { AzureCircuit } from "../clouds/azure/azure-resources.ts";
import { objectionTo } from "../domain/joint-state.ts";
import { defineStep } from "../graph/step.ts";
import { carriesMark } from "./azure-owned.ts";
import { azureStep } from "./azure-step.ts";
import { durations } from "./durations.ts";
import { circuitEnd } from "./link-ends.ts";

const params = z.strictObject({
  /** The planned ARM id. */
  id: z.string(),
  location: z.string(),
  peeringLocation: z.string(),
  bandwidthMbps: z.union([z.literal(1000), z.literal(2000), z.literal(5000), z.literal(10000)]),
  tier: z.enum(["Standard", "Premium", "Local"]),
  family: z.enum(["MeteredData", "UnlimitedData"]),
});

export type AzureCircuitParams = z.infer<typeof params>;

function missingOf({ circuitProvisioningState, serviceKeyFingerprint }: AzureCircuit): string | undefined {
  if (circuitProvisioningState !== "Enabled") return "Azure is switching the circuit on";
  return serviceKeyFingerprint === undefined ? "Azure has not issued the service key yet" : undefined;
}

/**
 * Azure's half of the link: an ExpressRoute circuit to Oracle. Billed from the moment its service key exists, used or
 * not, until it is deleted. Done when it is enabled and has a real key.
 *
 * Outputs: `circuitId`, `serviceKeyFingerprint`; never the key.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-workflows
 */
export const azureCircuit = defineStep(
  azureStep<AzureCircuitParams, AzureCircuit>({
    kind: "azure.circuit",
    noun: "circuit",
    duration: durations.circuit,
    read: (azure, { id }) => azure.readCircuit(id),
    create: (azure, wanted, tags) => azure.createCircuit({ ...wanted, tags }),
    isOurs: ({ tags }, _params, owner) => carriesMark(tags, owner),
    outputs: (_params, { id, serviceKeyFingerprint }) => ({
      circuitId: id,
      serviceKeyFingerprint: serviceKeyFingerprint ?? null,
    }),
    missing: missingOf,
    heldBy: (circuit) => objectionTo("delete-circuit", { circuit: circuitEnd(circuit) }),
  }),
  (stored) => params.parse(stored),
);
