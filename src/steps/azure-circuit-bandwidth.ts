import { z } from "zod";
import { nameOf } from "../clouds/azure/arm-ids.ts";
import type { AzureCircuit } from "../clouds/azure/azure-resources.ts";
import type { InterconnectError } from "../domain/errors.ts";
import { type Change, defineStep, type Step } from "../graph/step.ts";
import { failedWithoutReason, noteworthyFailure, sendNoted } from "./azure-operation.ts";
import { carriesMark, foreignResource } from "./azure-owned.ts";
import { cannotShrink, linkEndGone, toldLately } from "./bandwidth-change.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";

const params = z.strictObject({
  circuitId: z.string(),
  /** What the circuit is to have; never less than it has. */
  bandwidthMbps: z.number(),
});

type Params = z.infer<typeof params>;

interface Seen {
  readonly circuit: AzureCircuit;
  readonly failure: InterconnectError | undefined;
}

const failed: ReadonlySet<string> = new Set(["Failed", "Canceled"]);

async function failureOf(circuit: AzureCircuit, context: CloudContext): Promise<InterconnectError | undefined> {
  const { id, provisioningState } = circuit;
  if (!failed.has(provisioningState)) return undefined;
  if (context.memo["failedAt"] === undefined) context.note({ failedAt: context.now });
  return (await noteworthyFailure(context, "operationUrl")) ?? failedWithoutReason("circuit", id, provisioningState);
}

/** A failed one is written again only when a person has said Retry since. */
function mayWrite({ circuit, failure }: Seen, { memo, signals, now, sentAt }: CloudContext): boolean {
  if (failure === undefined) return circuit.provisioningState === "Succeeded" && !toldLately(sentAt, now);
  const retryAt = signals["retry"]?.["at"];
  const failedAt = memo["failedAt"];
  return typeof retryAt === "number" && typeof failedAt === "number" && retryAt > failedAt;
}

/**
 * Azure's half of a resize, and its first: Oracle takes no more than the circuit has. The circuit is written back as it
 * is read with nothing but its bandwidth changed, which interrupts no traffic. Azure takes more, never less.
 *
 * Outputs: `bandwidthMbps`.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-howto-circuit-portal-resource-manager#modify
 */
const circuitBandwidth: Step<Clouds, Params, Seen> = {
  kind: "azure.circuit-bandwidth",
  ...lasting(durations.circuitBandwidth),

  async observe({ circuitId, bandwidthMbps }, context) {
    const circuit = await context.clouds.azure.readCircuit(circuitId);
    if (circuit === undefined) throw linkEndGone("azure", nameOf(circuitId));
    if (!carriesMark(circuit.tags, context.owner)) throw foreignResource("circuit", circuitId);
    if (circuit.bandwidthMbps > bandwidthMbps) throw cannotShrink("azure", circuit.bandwidthMbps, bandwidthMbps);
    return { circuit, failure: await failureOf(circuit, context) };
  },

  sync({ circuitId, bandwidthMbps }, seen, context): Change | undefined {
    if (seen.circuit.bandwidthMbps === bandwidthMbps && seen.failure === undefined) return undefined;
    if (!mayWrite(seen, context)) return undefined;
    return {
      what: `set the circuit's bandwidth to ${bandwidthMbps} Mbps`,
      async send(leave) {
        const { azure } = context.clouds;
        await sendNoted(context, leave, "operationUrl", () => azure.resizeCircuit(circuitId, bandwidthMbps));
        context.note({ failedAt: null });
      },
    };
  },

  settled({ bandwidthMbps }, seen) {
    if (seen === undefined) return { state: "waiting", reason: "Azure does not show the circuit yet" };
    const { circuit, failure } = seen;
    if (failure !== undefined) return { state: "dead", error: failure };
    if (circuit.provisioningState !== "Succeeded") {
      return { state: "waiting", reason: `Azure shows the circuit as ${circuit.provisioningState}` };
    }
    if (circuit.bandwidthMbps !== bandwidthMbps) {
      return { state: "waiting", reason: "Azure does not show the new bandwidth yet" };
    }
    return { state: "done", outputs: { bandwidthMbps } };
  },
};

export const azureCircuitBandwidth = defineStep(circuitBandwidth, (stored) => params.parse(stored));
