import { z } from "zod";
import { nameOf } from "../clouds/azure/arm-ids.ts";
import type { Brought, BroughtDifference } from "../domain/brought.ts";
import { InterconnectError } from "../domain/errors.ts";
import { toJson } from "../domain/json.ts";
import type { Plan } from "../domain/plan.ts";
import { defineStep, type Settled, type Step } from "../graph/step.ts";
import { compareBrought } from "../plan/brought.ts";
import { readBrought } from "../survey/read-networks.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { findOwned, tagsOf } from "./oci-owned.ts";

interface BroughtParams {
  readonly plan: Pick<Plan, "azure" | "oci">;
  readonly before: Brought;
}

const field = z.union([z.array(z.string()), z.strictObject({ unread: z.string() })]);
const resource = z.strictObject({ id: z.string(), what: z.string(), fields: z.record(z.string(), field) });
/** The plan is the operation's own, which is sealed; the record is read back as it was written. */
const broughtShape = z.object({
  plan: z.object({ azure: z.object(), oci: z.object() }),
  before: z.strictObject({ readAt: z.number(), resources: z.array(resource) }),
});

const params = z.strictObject({
  circuitId: z.string(),
  /** Absent when it was never known: it is looked for by its tags. */
  virtualCircuitId: z.string().optional(),
  /** The plan, and what it uses as that stood before the create; absent where the two are not to be compared. */
  brought: z.custom<BroughtParams>((value) => broughtShape.safeParse(value).success).optional(),
  /** What the steps before found and removed: what was to be removed, or what came back after a removal. */
  tells: z.enum(["removed", "reappeared"]),
  /** Which halves are no part of the removal, and stay. */
  leaves: z.array(z.enum(["azure.circuit", "oci.virtual-circuit"])).default([]),
});

type Params = z.infer<typeof params>;

/** What of both circuits is still there, by name. */
type Left = readonly { readonly name: string; readonly side: "azure" | "oci"; readonly id: string }[];

interface Observed {
  readonly left: Left;
  /** Absent where nothing is to be compared. */
  readonly differences?: readonly BroughtDifference[];
}

/** Listings lag: for so long what differs from before is read again. In ms. */
const GRACE_MS = 2 * 60_000;

async function whatIsLeft({ circuitId, virtualCircuitId, leaves }: Params, context: CloudContext): Promise<Left> {
  const { azure, oci } = context.clouds;
  const tags = tagsOf(context.owner, "oci.virtual-circuit");
  const [circuit, virtualCircuit] = await Promise.all([
    leaves.includes("azure.circuit") ? undefined : azure.readCircuit(circuitId),
    leaves.includes("oci.virtual-circuit") ? undefined : findOwned(oci.virtualCircuits, tags, virtualCircuitId),
  ]);
  return [
    ...(circuit ? [{ name: `circuit ${nameOf(circuit.id)}`, side: "azure" as const, id: circuit.id }] : []),
    ...(virtualCircuit
      ? [{ name: `virtual circuit ${virtualCircuit.name}`, side: "oci" as const, id: virtualCircuit.id }]
      : []),
  ];
}

async function differencesOf({ plan, before }: BroughtParams, { clouds, now }: CloudContext) {
  if (before.resources.length === 0) return [];
  return compareBrought(before, await readBrought(clouds, plan, () => now));
}

function thereAgain([first]: Left): Settled | undefined {
  if (first === undefined) return undefined;
  return {
    state: "dead",
    error: new InterconnectError({
      code: "StateDrifted",
      kind: "blocked",
      message: `The ${first.name} is there again after it was removed.`,
      hint: "Find out who made it again. Ask for another teardown to have it removed.",
      details: { side: first.side, resource: first.id },
    }),
  };
}

/** Since when a circuit is gone: the step before saw it go. */
const goneAt = ({ outputs, now }: CloudContext, step: string): number => {
  const at = outputs[step]?.["goneAt"];
  return typeof at === "number" ? at : now;
};

/**
 * The proof at the end of a removal: reads afresh that both circuits are gone, and with them what they cost, and
 * compares what was brought with the record made before the create.
 *
 * Outputs: `circuitGoneAt` and `virtualCircuitGoneAt`, Unix milliseconds of the operation's clock at which each was
 * first seen gone; `removed` or `reappeared`, the ids of the steps whose resources were found and removed;
 * `differences` (`BroughtDifference[]`) where there was something to compare. None of them is a failure.
 */
const proof: Step<Clouds, Params, Observed> = {
  kind: "link.gone",
  ...lasting(durations.proof),
  async observe(wanted, context) {
    if (context.memo["firstLookAt"] === undefined) context.note({ firstLookAt: context.now });
    const left = await whatIsLeft(wanted, context);
    if (left.length > 0 || !wanted.brought) return { left };
    return { left, differences: await differencesOf(wanted.brought, context) };
  },
  settled({ tells }, { left, differences } = { left: [] }, context) {
    const again = thereAgain(left);
    if (again !== undefined) return again;
    const readFor = context.now - Number(context.memo["firstLookAt"] ?? context.now);
    if (differences?.length && readFor < GRACE_MS) {
      return { state: "waiting", reason: "What was brought does not look as before yet; the bot reads it again" };
    }
    const found = Object.entries(context.outputs).flatMap(([id, { found: was }]) => (was === true ? [id] : []));
    const outputs = {
      circuitGoneAt: goneAt(context, "azure.circuit"),
      virtualCircuitGoneAt: goneAt(context, "oci.virtual-circuit"),
      [tells]: found,
      ...(differences && { differences }),
    };
    return { state: "done", outputs: toJson(outputs) };
  },
};

export const linkGone = defineStep(proof, (stored) => params.parse(stored));
