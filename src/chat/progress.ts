import { isCancelled, stepOf } from "../graph/order.ts";
import type { Operation, StepNode, StepRecord } from "../graph/records.ts";

/** How long steps usually take, in ms; from the table of durations. */
export type UsualMs = (node: StepNode) => number;

export type StepState = "done" | "under-way" | "late" | "stopped" | "not-yet";

/** One step as people see it. */
export interface StepView {
  readonly node: StepNode;
  readonly title: string;
  readonly state: StepState;
  readonly elapsedMs: number;
  readonly usualMs: number;
}

/** Where an operation stands, worked out from its steps. */
export interface Progress {
  /** Steps that people see, in the graph's order. */
  readonly steps: readonly StepView[];
  readonly done: number;
  readonly elapsedMs: number;
  /** What the steps that are left usually take, along the longest way; 0 when nothing is left. */
  readonly leftMs: number;
}

/** How much longer than usual a step may take before the card says so. */
const patience = 1.25;
const minute = 60_000;

/** An operation, and what its progress is worked out with. */
export interface Timed {
  readonly operation: Operation;
  readonly usualMs: UsualMs;
  /** The operation's clock, Unix milliseconds. */
  readonly now: number;
  /** Kinds of the steps that only wait, for a person or in case of one: no work, so they count nowhere. */
  readonly milestones: { readonly hold: string; readonly soak: string };
}

export function progressOf({ operation, usualMs, now, milestones }: Timed): Progress {
  const isWork = ({ kind }: StepNode): boolean => kind !== milestones.hold && kind !== milestones.soak;
  const views = operation.record.nodes.filter(isWork).flatMap((node): readonly StepView[] => {
    if (node.title === undefined) return [];
    const view = viewOf(node, node.title, stepOf(operation, node.id), { usualMs: usualMs(node), now });
    return [isCancelled(operation) ? unwatched(view) : view];
  });
  return {
    steps: views,
    done: views.filter(({ state }) => state === "done").length,
    elapsedMs: Math.max(0, now - operation.record.createdAt),
    leftMs: leftMs(operation, (node) => (node.kind === milestones.hold ? 0 : usualMs(node)), now),
  };
}

function viewOf(
  node: StepNode,
  title: string,
  step: StepRecord,
  { usualMs, now }: { usualMs: number; now: number },
): StepView {
  const elapsedMs = step.startedAt === undefined ? 0 : Math.max(0, (step.doneAt ?? now) - step.startedAt);
  return { node, title, state: stateOf(step, elapsedMs, usualMs), elapsedMs, usualMs };
}

/** After Cancel nobody looks, so that nobody knows whether what a cloud has begun is still under way: it is not called late. */
function unwatched(view: StepView): StepView {
  if (view.state !== "late") return view;
  return { ...view, state: "under-way", elapsedMs: view.usualMs };
}

function stateOf(step: StepRecord, elapsedMs: number, usualMs: number): StepState {
  switch (step.state) {
    case "done":
      return "done";
    case "blocked":
      return "stopped";
    case "pending":
      return "not-yet";
    case "active":
      // What may not begin for the moment has only been looked at.
      if (step.startedAt === undefined) return "not-yet";
      return elapsedMs > Math.max(usualMs * patience, minute) ? "late" : "under-way";
  }
}

/** The longest way through what is left, each step at its usual length and never less than what it has taken. */
function leftMs(operation: Operation, usualMs: UsualMs, now: number): number {
  const byId = new Map(operation.record.nodes.map((node) => [node.id, node]));
  const known = new Map<string, number>();
  const endOf = (id: string): number => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const node = byId.get(id);
    const end = node ? Math.max(0, ...node.needs.map(endOf)) + ownLeft(stepOf(operation, id), usualMs(node), now) : 0;
    known.set(id, end);
    return end;
  };
  return Math.max(0, ...operation.record.nodes.map(({ id }) => endOf(id)));
}

function ownLeft(step: StepRecord, usualMs: number, now: number): number {
  if (step.state === "done") return 0;
  if (step.startedAt === undefined) return usualMs;
  return Math.max(0, usualMs - (now - step.startedAt));
}

/** Time during which at least one of the given steps was under way, in ms. */
export function busyMs(operation: Operation, counts: (node: StepNode) => boolean, now: number): number {
  const spans = operation.record.nodes
    .filter(counts)
    .map(({ id }) => stepOf(operation, id))
    .flatMap(({ startedAt, doneAt }) => (startedAt === undefined ? [] : [{ from: startedAt, to: doneAt ?? now }]))
    .toSorted((a, b) => a.from - b.from);
  let busy = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return busy;
}
