import type { JsonObject } from "../domain/json.ts";
import type { StepRecord } from "../graph/records.ts";
import type { Taking } from "./alarms.ts";
import type { Keys } from "./keys.ts";
import type { Changed, Guard } from "./transaction.ts";

/** How an operation's hash holds its parts, and what its journal says of a step. */

/** The fields with a prefix, such as `step:`, read and by the name behind it. */
export function parsed<T>(fields: Readonly<Record<string, string>>, prefix: string): Record<string, T> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), JSON.parse(text) as T]] : [],
    ),
  );
}

/** Guard: a step stands exactly as it was read. */
export function stepUnmoved(operation: string, id: string, step: StepRecord | undefined): Guard {
  const field = `step:${id}`;
  return step ? ["field-is", operation, field, JSON.stringify(step)] : ["field-missing", operation, field];
}

/** What the journal keeps of how a step stands after a move. */
export function outcomeOf(step: StepRecord): JsonObject {
  return {
    state: step.state,
    generation: step.generation,
    ...(step.error && { error: step.error.code }),
    ...(step.reason !== undefined && { reason: step.reason }),
  };
}

/**
 * One line of an operation's journal: what a step was about to do, or what came of it. The latest one of each step is
 * kept beside it, so that a line stands once also when the connection sends it again.
 */
export function journalEntry(
  keys: Keys,
  { id, epoch }: Taking,
  step: string,
  entry: { readonly event: "intent" | "outcome"; readonly at: number; readonly facts: JsonObject },
): Changed {
  const { event, at, facts } = entry;
  const line = JSON.stringify({ at, epoch: Number(epoch), step, event, ...facts });
  return {
    key: keys.operation(id),
    field: `journalled:${step}`,
    value: line,
    commands: [["RPUSH", keys.journal(id), line]],
  };
}
