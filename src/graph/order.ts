import type { JsonObject } from "../domain/json.ts";
import type { Operation, OperationState, StepNode, StepRecord } from "./records.ts";
import { freshStep } from "./records.ts";

/** The record of a step; one that was never touched is pending. */
export function stepOf(operation: Operation, id: string): StepRecord {
  return operation.steps[id] ?? freshStep;
}

function isBlocked(operation: Operation): boolean {
  return Object.values(operation.steps).some((step) => step.state === "blocked");
}

/** True once nothing more will ever happen. */
export function isEnded({ state }: Operation): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** True from a person's Cancel until somebody says Retry. */
export function isCancelled({ signals }: Operation): boolean {
  return saidAt(signals["cancel"]) > saidAt(signals["retry"]);
}

/** True for a moment between a person's Cancel and the Retry after it, in which nobody looked at what was under way. */
export function restedAt({ signals }: Operation, moment: number): boolean {
  return saidAt(signals["cancel"]) <= moment && moment < saidAt(signals["retry"]);
}

function saidAt(signal: JsonObject | undefined): number {
  const at = signal?.["at"];
  return typeof at === "number" ? at : 0;
}

/** After Cancel, for so long what came of a call without an answer is looked for before the operation rests. In ms. */
const looksAfterCancelMs = 2 * 60_000;

const looksUntil = ({ signals }: Operation): number => saidAt(signals["cancel"]) + looksAfterCancelMs;

/** The steps whose last call nobody knows the outcome of, as long as a cancelled operation looks for it. */
function unanswered(operation: Operation, now: number): readonly StepNode[] {
  if (!isCancelled(operation) || now >= looksUntil(operation)) return [];
  return operation.record.nodes.filter(({ id }) => {
    const { state, intent } = stepOf(operation, id);
    return state === "active" && intent !== undefined;
  });
}

/**
 * The steps that may move now. What is under way goes on even while a sibling is blocked, but nothing new begins then:
 * no further resource is made, and paid for, before a person has spoken. After Cancel nothing is sent;
 * only what is not known yet is looked at.
 */
export function dueSteps(operation: Operation, now: number): readonly StepNode[] {
  if (isCancelled(operation)) {
    return unanswered(operation, now).filter(({ id }) => (stepOf(operation, id).nextLookAt ?? 0) <= now);
  }
  const paused = isBlocked(operation);
  return operation.record.nodes.filter((node) => {
    const step = stepOf(operation, node.id);
    if (step.state === "active") return (step.nextLookAt ?? 0) <= now;
    return step.state === "pending" && !paused && node.needs.every((id) => stepOf(operation, id).state === "done");
  });
}

/** When the earliest step under way wants its next look; undefined when none is, or may be, under way. */
export function nextLook(operation: Operation, now: number): number | undefined {
  if (isEnded(operation)) return undefined;
  if (isCancelled(operation)) {
    const looks = unanswered(operation, now).map(({ id }) => stepOf(operation, id).nextLookAt ?? 0);
    return looks.length === 0 ? undefined : Math.min(...looks, looksUntil(operation));
  }
  const times = Object.values(operation.steps).flatMap((step) =>
    step.state === "active" ? [step.nextLookAt ?? 0] : [],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

/**
 * The state that follows from steps and signals: done when all steps are, paused while one is blocked, or after Cancel
 * once it is known what there is.
 */
export function stateFromSteps(operation: Operation, now: number): OperationState {
  if (operation.record.nodes.every((node) => stepOf(operation, node.id).state === "done")) return "done";
  const rests = isCancelled(operation) && unanswered(operation, now).length === 0;
  return isBlocked(operation) || rests ? "paused" : "open";
}

/** Whether a removal left its resource: others use it, or it was needed by what they use. */
export function isKept({ kept, keptWith }: JsonObject): boolean {
  return kept !== undefined || keptWith !== undefined;
}

/** Outputs of everything a step needs, directly or through others. */
export function outputsFor(operation: Operation, node: StepNode): Readonly<Record<string, JsonObject>> {
  const outputs: Record<string, JsonObject> = {};
  const visit = (id: string): void => {
    if (outputs[id]) return;
    outputs[id] = stepOf(operation, id).outputs ?? {};
    for (const need of operation.record.nodes.find((other) => other.id === id)?.needs ?? []) visit(need);
  };
  for (const need of node.needs) visit(need);
  return outputs;
}

/**
 * Checks a graph before it is stored.
 *
 * @returns what is wrong with it, in words; empty when every need exists and nothing needs itself
 */
export function graphProblems(nodes: readonly StepNode[]): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const problems: string[] = [];
  if (byId.size !== nodes.length) problems.push("two steps have the same id");
  for (const node of nodes) {
    for (const need of node.needs) if (!byId.has(need)) problems.push(`${node.id} needs ${need}, which is not there`);
  }
  const settled = new Set<string>();
  const visit = (id: string, trail: readonly string[]): void => {
    if (settled.has(id)) return;
    if (trail.includes(id)) {
      problems.push(`circle: ${[...trail, id].join(" > ")}`);
      return;
    }
    for (const need of byId.get(id)?.needs ?? []) visit(need, [...trail, id]);
    settled.add(id);
  };
  for (const node of nodes) visit(node.id, []);
  return problems;
}
