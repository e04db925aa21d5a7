import { isCancelled, isEnded, stepOf } from "../../graph/order.ts";
import type { Operation } from "../../graph/records.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Block,
  bold,
  type Card,
  type Confirm,
  card,
  list,
  mention,
  note,
  progress,
  type Rich,
  say,
  text,
  time,
} from "../card.ts";
import { type Progress, progressOf, type StepState, type StepView } from "../progress.ts";
import { mark, type symbols } from "../symbols.ts";
import { duration, roughly, sentenceCase } from "../words.ts";
import { frozenWords } from "./frozen-words.ts";
import {
  canReconnect,
  heldUpSince,
  nodesOfKind,
  type OperationData,
  waitsAt,
  whyNoReconnect,
} from "./operation-data.ts";
import { wordsFor } from "./operation-words.ts";
import { pairWords } from "./plan-body.ts";
import { removedCard } from "./removed.ts";
import { resultCard } from "./result.ts";
import { stoppedBlocks, stoppedTitle, stoppedTitles, wayOut } from "./stopped.ts";

/**
 * The live card of an operation: the same message from the first step to the result, edited as it goes. A pure
 * function of what is stored, so a card drawn twice is the same.
 */
export function operationCard(data: OperationData): Card {
  switch (data.operation.state) {
    case "open":
      if (waitsAt(data, "hold")) return holdCard(data);
      return waitsAt(data, "soak") ? soakCard(data) : workingCard(data);
    case "paused":
      return pausedCard(data);
    case "done":
      if (data.proof) return removedCard({ ...data, proof: data.proof });
      return data.report === undefined ? workingCard(data) : resultCard({ ...data, report: data.report });
    case "failed":
    case "cancelled":
      return endedCard(data);
  }
}

function workingCard(data: OperationData): Card {
  const { name, id } = data.operation.record;
  const state = progressOf(data);
  return card(`${name} ${wordsFor(data.operation.record).doing}`, "under-way", [
    ...progressBlocks(data, state),
    ...waitBlocks(data, state),
    note(timeWords(data.operation, state)),
    data.operation.state === "open" && actions([button("cancel", id, { confirm: cancelQuestion(name) })]),
  ]);
}

function cancelQuestion(name: string): Confirm {
  return {
    title: `Cancel what goes on with ${name}?`,
    text: "It stops at the next safe point, says what exists and what bills, and can be resumed.",
    yes: "Cancel it",
    no: "Let it go on",
  };
}

/** What a removal, a resize or whatever is late waits for, in words: nobody is to wonder why nothing seems to happen. */
function waitBlocks({ operation }: OperationData, { steps }: Progress): readonly Block[] {
  const { nodes, kind } = operation.record;
  const late = new Set(steps.flatMap(({ node, state }) => (state === "late" ? [node.id] : [])));
  const reasons = nodes.flatMap(({ id, direction }) => {
    const { state, reason, error } = stepOf(operation, id);
    const isTold = kind === "resize" || direction === "destroy" || late.has(id);
    return isTold && state === "active" && reason !== undefined && error === undefined ? [reason] : [];
  });
  return reasons.length === 0 ? [] : [note(`${[...new Set(reasons)].map(sentenceCase).join(". ")}.`)];
}

function holdCard(data: OperationData): Card {
  const { name, id, requester } = data.operation.record;
  return card(`${name} is built and waits for Activate`, "under-way", [
    ...progressBlocks(data, progressOf(data)),
    text(
      "Both BGP sessions are up. No traffic flows yet: the routes are added and the gateway is connected on Activate.",
    ),
    text(
      say`To do, ${mention(requester)}: press Activate when traffic may flow. Everything built is billed meanwhile.`,
    ),
    actions([button("activate", id), button("cancel", id, { confirm: cancelQuestion(name) })]),
  ]);
}

/** Traffic is withdrawn, and nothing is removed yet. */
function soakCard(data: OperationData): Card {
  const { name, id } = data.operation.record;
  return card(`${name} carries no traffic any more`, "under-way", [
    ...progressBlocks(data, progressOf(data)),
    text(soakWords(data)),
    actions([
      ...(canReconnect(data) ? [button("reconnect", id)] : []),
      button("cancel", id, { confirm: cancelQuestion(name) }),
    ]),
  ]);
}

/** The card of an operation that stopped; the post that calls somebody says the same with a mention. */
function pausedCard(data: OperationData): Card {
  return card(stoppedTitle(data), "stopped", [
    ...stoppedBlocks(data),
    ...progressBlocks(data, progressOf(data)),
    actions(wayOut(data)),
  ]);
}

function endedCard(data: OperationData): Card {
  const { record, state } = data.operation;
  const { failed, noun } = wordsFor(record);
  return card(state === "failed" ? `${record.name} ${failed}` : `The ${noun} of ${record.name} has ended`, "stopped", [
    ...stoppedBlocks(data),
    ...progressBlocks(data, progressOf(data)),
  ]);
}

function progressBlocks({ plan, operation }: OperationData, state: Progress): readonly Block[] {
  const { freeze } = operation;
  return [
    ...(freeze && !isEnded(operation) ? [text(frozenWords(freeze))] : []),
    text(pairWords(plan)),
    progress(state.done, state.steps.length),
    ...sideBlocks(
      "Azure",
      state.steps.filter(({ node }) => node.side === "azure"),
    ),
    ...sideBlocks(
      "OCI",
      state.steps.filter(({ node }) => node.side === "oci"),
    ),
    ...sideBlocks(
      "Both clouds",
      state.steps.filter(({ node }) => node.side === "both"),
    ),
  ];
}

function timeWords(operation: Operation, { elapsedMs, leftMs }: Progress): string {
  return `${sentenceCase(roughly(elapsedMs))} so far, ${leftWords(operation, leftMs)}.`;
}

/** How long it still takes; during a freeze that is as long as somebody likes. */
function leftWords(operation: Operation, leftMs: number): string {
  if (operation.freeze) {
    const isHeldUp = heldUpSince(operation) !== undefined;
    return `and ${isHeldUp ? "stands still" : "begins nothing new"} until the freeze ends`;
  }
  return leftMs < 60_000 ? "less than a minute left" : `about ${roughly(leftMs)} left`;
}

const stateOrder: readonly StepState[] = ["stopped", "late", "under-way", "done", "not-yet"];

const stateWords: Readonly<Record<StepState, readonly [word: string, symbol: keyof typeof symbols]>> = {
  stopped: ["stopped", "stopped"],
  late: ["longer than usual", "look"],
  "under-way": ["under way", "under-way"],
  done: ["done", "done"],
  "not-yet": ["not yet", "not-yet"],
};

/** One line a state, the word first: `under way ⏳ gateway, 13 of usually 30 min`. */
function sideBlocks(side: string, steps: readonly StepView[]): readonly Block[] {
  if (steps.length === 0) return [];
  const lines = stateOrder.flatMap((state): readonly Rich[] => {
    const there = steps.filter((step) => step.state === state);
    const [stateWord, symbol] = stateWords[state];
    return there.length === 0 ? [] : [say`${stateWord} ${mark(symbol)} ${there.map(stepWords).join(", ")}`];
  });
  return [text(say`${bold(side)}`), list(lines)];
}

const worthTiming = 3 * 60_000;

function stepWords({ title, state, elapsedMs, usualMs }: StepView): string {
  const running = state === "under-way" || state === "late";
  if (!running || usualMs < worthTiming) return title;
  return `${title} (${Math.floor(elapsedMs / 60_000)} of usually ${roughly(usualMs)})`;
}

/** The one line in which `status` and `list` tell what goes on. */
export function goingOn(data: OperationData): Rich {
  const { operation } = data;
  const { done, steps, leftMs } = progressOf(data);
  const { doing, done: wasDone, failed, noun, stopped } = wordsFor(operation.record);
  switch (operation.state) {
    case "paused":
      return isCancelled(operation)
        ? say`waits: its ${noun} is cancelled`
        : say`stopped at the ${stoppedTitles(operation)}`;
    case "open":
      if (waitsAt(data, "hold")) return say`is built and waits for Activate`;
      return say`${doing}: ${done} of ${steps.length} steps, ${leftWords(operation, leftMs)}`;
    case "done":
      return say`${wasDone} in ${duration(operation.stateSince - operation.record.createdAt)}`;
    case "failed":
    case "cancelled":
      return say`${operation.state === "failed" ? failed : stopped}`;
  }
}

/** Until when traffic can be put back, and why nothing is removed before. */
export function soakWords(data: OperationData): Rich {
  const { operation, milestones, usualMs } = data;
  const [soak] = nodesOfKind(operation, [milestones.soak]);
  const begun = soak === undefined ? undefined : stepOf(operation, soak.id).startedAt;
  if (soak === undefined || begun === undefined) return say`Nothing is removed yet.`;
  const until = time(begun + usualMs(soak));
  const broken = whyNoReconnect(data);
  if (broken !== undefined) {
    return say`Routes and gateway connection are withdrawn. They cannot be put back: ${broken}. Nothing that bills is removed before ${until}, as approved; Cancel stops it until then.`;
  }
  return say`Routes and gateway connection are withdrawn. Nothing that bills is removed before ${until}: until then Reconnect puts everything back as it was.`;
}
