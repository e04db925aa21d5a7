import { z } from "zod";
import type { AzureCircuit } from "../clouds/azure/azure-resources.ts";
import { objectionTo } from "../domain/joint-state.ts";
import { defineStep, type Settled, type Step } from "../graph/step.ts";
import { sendNoted } from "./azure-operation.ts";
import { carriesMark } from "./azure-owned.ts";
import { type Holders, heldByOthers, readHolders } from "./circuit-holders.ts";
import type { Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { circuitEnd } from "./link-ends.ts";

const params = z.strictObject({
  circuitId: z.string(),
  /** Our own connection, gone or still to go. */
  connectionId: z.string(),
  /** What the plan bought: a write of less is what may have failed, and only this can be written back. */
  bandwidthMbps: z.number(),
});

type Params = z.infer<typeof params>;

interface Seen {
  readonly circuit: AzureCircuit;
  readonly holders: Holders;
}

/** One that was just made may be hidden for a moment, and a forgotten circuit bills for ever. */
const absenceHoldsMs = 60_000;

function settledAbsence(forMs: number): Settled {
  if (forMs >= absenceHoldsMs) return { state: "done", outputs: {} };
  return { state: "waiting", reason: "Azure does not show the circuit, which must hold for a minute" };
}

const failed: ReadonlySet<string> = new Set(["Failed", "Canceled"]);

/**
 * Waits until nothing but Oracle is on the circuit: with a connection left, the removal of the virtual circuit would
 * end failed. A circuit that somebody deleted too early, or that failed otherwise, is first written back once, so that
 * both clouds speak of it again. What others have on it is named, and stays.
 *
 * @see https://learn.microsoft.com/azure/expressroute/reset-circuit
 */
const circuitFree: Step<Clouds, Params, Seen> = {
  kind: "azure.circuit-free",
  ...lasting(durations.circuitFree),

  async observe(own, context) {
    const circuit = await context.clouds.azure.readCircuit(own.circuitId);
    const since = context.memo["absentSince"] ?? context.now;
    context.note({ absentSince: circuit === undefined ? since : null });
    return circuit && { circuit, holders: await readHolders(own, context) };
  },

  sync({ circuitId, bandwidthMbps }, { circuit, holders }, context) {
    const ours = carriesMark(circuit.tags, context.owner);
    const objection = objectionTo("refresh-circuit", { circuit: circuitEnd(circuit) });
    if (!ours || holders.own || objection !== undefined) return undefined;
    if (!failed.has(circuit.provisioningState) || context.memo["refreshed"] === true) return undefined;
    return {
      what: "write the failed circuit back",
      async send(leave) {
        const { azure } = context.clouds;
        await sendNoted(context, leave, "operationUrl", () =>
          circuit.bandwidthMbps < bandwidthMbps
            ? azure.resizeCircuit(circuitId, bandwidthMbps)
            : azure.refresh(circuitId),
        );
        context.note({ refreshed: true });
      },
    };
  },

  settled({ circuitId }, seen, { memo, now }) {
    if (seen === undefined) return settledAbsence(now - Number(memo["absentSince"] ?? now));
    const { circuit, holders } = seen;
    if (holders.own) return { state: "waiting", reason: "Azure still shows the gateway connection" };
    if (holders.foreign.length > 0) return { state: "dead", error: heldByOthers(circuitId, holders.foreign) };
    const objection = objectionTo("refresh-circuit", { circuit: circuitEnd(circuit) });
    return objection === undefined ? { state: "done", outputs: {} } : { state: "waiting", reason: objection };
  },
};

export const azureCircuitFree = defineStep(circuitFree, (stored) => params.parse(stored));
