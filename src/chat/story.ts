import type { ErrorRecord, Side } from "../domain/errors.ts";
import { isCancelled, restedAt, stepOf } from "../graph/order.ts";
import { freshStep, type Operation, type StepNode, type StepRecord } from "../graph/records.ts";
import { remindersDue } from "../graph/reminders.ts";
import type { Moved, Transition } from "../graph/runner.ts";
import type { Card, ServiceKeyRef } from "./card.ts";
import type { Outgoing } from "./ports.ts";
import { frozenPost, thawedPost } from "./views/frozen.ts";
import { operationCard } from "./views/operation-card.ts";
import { billsNow, heldUpSince, nodesOfKind, type OperationData, waitsAt } from "./views/operation-data.ts";
import {
  awayPost,
  backPost,
  endedPost,
  holdPost,
  lateOverPost,
  latePost,
  pausedPost,
  provisionedPost,
  queuedPost,
  reappearedPost,
  reminderPost,
  soakPost,
} from "./views/posts.ts";
import { removedPost } from "./views/removed.ts";
import { resultPost } from "./views/result.ts";
import { verificationCard } from "./views/verification.ts";

/** What the story needs beside the transition itself. */
export interface StoryContext {
  /** Everything the views of an operation are drawn from. */
  dataOf(operation: Operation): OperationData;
  /** Past this age a step is told to take unusually long. */
  deadlineMs(node: StepNode): number;
  /** Where the circuit's service key is put in for those who read the thread, once the circuit exists. */
  serviceKey(operation: Operation): ServiceKeyRef | undefined;
  /** What a look after the end of a removal found and removed, once it is over. */
  reappeared(operation: Operation): readonly string[];
}

/** What follows from one stored move: the posts it is worth, and how the card looks now. */
export interface Story {
  readonly posts: readonly Outgoing[];
  readonly card?: Card;
}

/** A cloud that fails for less is not worth a word. */
const worthTellingMs = 3 * 60_000;

/**
 * Tells one transition of an operation. Pure, and sparse: a create that goes well has four posts, one on hold five.
 * Every post has an id that a replay repeats, so that it is said once.
 */
export function tellStory(transition: Transition, context: StoryContext): Story {
  const { after } = transition;
  const telling = new Telling(transition, context);
  switch (after.record.kind) {
    case "verify":
      return { posts: telling.verified() };
    case "sweep":
      return { posts: [...telling.reappeared(), ...telling.paused(), ...(heldUpSince(after) ? telling.frozen() : [])] };
    default:
      return { posts: telling.all(), card: operationCard(telling.now) };
  }
}

class Telling {
  readonly now: OperationData;
  private readonly earlier: OperationData;
  private readonly transition: Transition;
  private readonly context: StoryContext;

  constructor(transition: Transition, context: StoryContext) {
    const { before, after } = transition;
    this.transition = transition;
    this.context = context;
    this.earlier = context.dataOf(before);
    this.now = context.dataOf(after);
  }

  all(): readonly Outgoing[] {
    return [
      ...this.provisioned(),
      ...this.waiting(),
      ...this.paused(),
      ...this.reminded(),
      ...this.late(),
      ...this.cloudAway(),
      ...this.cloudBack(),
      ...this.queued(),
      ...this.frozen(),
      ...this.thawed(),
      ...this.ended(),
    ];
  }

  provisioned(): readonly Outgoing[] {
    const { before, after } = this.transition;
    const kinds = this.now.milestones.provisioned;
    if (allDone(before, kinds) || !allDone(after, kinds)) return [];
    // Where Oracle's half was there before, the key is old, and not the bot's to show unasked.
    if (after.record.plan.takes?.virtualCircuitId !== undefined) return [];
    const key = this.context.serviceKey(after);
    return key === undefined ? [] : [this.post("circuit/provisioned", provisionedPost(this.now, key))];
  }

  /** What waits for somebody to say Activate, or in case somebody says Reconnect. */
  waiting(): readonly Outgoing[] {
    const reached = (at: "hold" | "soak"): boolean => !waitsAt(this.earlier, at) && waitsAt(this.now, at);
    if (reached("hold")) return [this.post("hold/reached", holdPost(this.now))];
    return reached("soak") ? [this.post("soak/reached", soakPost(this.now))] : [];
  }

  paused(): readonly Outgoing[] {
    const { before, after, moved } = this.transition;
    if (isCancelled(after)) {
      const stops = before.state !== "paused" && after.state === "paused";
      return stops ? [this.post(`cancelled-${after.stateSince}`, pausedPost(this.now), true)] : [];
    }
    if (!moved) return [];
    const { step, node } = moved;
    if (stepOf(before, node.id).state === "blocked" || step.state !== "blocked") return [];
    return [this.post(`${node.id}/stopped-${step.blockedAt ?? 0}`, pausedPost(this.now), true)];
  }

  reminded(): readonly Outgoing[] {
    const { after } = this.transition;
    const due = remindersDue(after, this.now.now);
    if (due === 0 || !billsNow(this.now)) return [];
    return [this.post(`reminder-${after.stateSince}-${due}`, reminderPost(this.now), true)];
  }

  late(): readonly Outgoing[] {
    const { moved } = this.transition;
    if (!moved || !this.isWork(moved.node)) return [];
    const { step, node, overdue } = moved;
    const { usualMs, now } = this.now;
    if (overdue && step.error === undefined) {
      const elapsedMs = now - (step.startedAt ?? now);
      return [this.post(`${node.id}/late`, latePost(node, { elapsedMs, reason: step.reason, usualMs }))];
    }
    return this.lateOver(moved);
  }

  private lateOver({ node, step }: Moved): readonly Outgoing[] {
    const tookMs = (step.doneAt ?? 0) - (step.startedAt ?? 0);
    const wasDone = stepOf(this.transition.before, node.id).state === "done";
    const deadlineMs = this.context.deadlineMs(node);
    if (wasDone || step.state !== "done" || tookMs <= deadlineMs) return [];
    // When it was ready nobody knows, and nobody was told that it is late.
    if (restedAt(this.transition.after, (step.startedAt ?? 0) + deadlineMs)) return [];
    return [this.post(`${node.id}/late-over`, lateOverPost(node, tookMs))];
  }

  /** What only waits, for a person or in case of one, is never late. */
  private isWork({ title, kind }: StepNode): boolean {
    const { hold, soak } = this.now.milestones;
    return title !== undefined && kind !== hold && kind !== soak;
  }

  cloudAway(): readonly Outgoing[] {
    const { moved, after } = this.transition;
    const step = moved?.step ?? freshStep;
    const { error } = step;
    if (!meansAway(error) || this.failingMs(step) < worthTellingMs) return [];
    const side = sideOf(error);
    const since = awaySince(after, side);
    // Several steps meet the same outage; its beginning names it, so it is told once.
    return since === undefined ? [] : [this.post(`${side}/away-${since}`, awayPost(side, since, error))];
  }

  cloudBack(): readonly Outgoing[] {
    const { moved, before, after } = this.transition;
    if (!moved) return [];
    const previous = stepOf(before, moved.node.id);
    const { error, failingSince } = previous;
    if (!meansAway(error) || failingSince === undefined || meansAway(moved.step.error)) return [];
    const side = sideOf(error);
    if (this.failingMs(previous) < worthTellingMs || awaySince(after, side) !== undefined) return [];
    const since = awaySince(before, side) ?? failingSince;
    return [this.post(`${side}/back-${since}`, backPost(side, this.now.now - since))];
  }

  queued(): readonly Outgoing[] {
    const { moved } = this.transition;
    const { error } = moved?.step ?? freshStep;
    if (!moved || error?.kind !== "conflict" || error.code === "Frozen" || this.failingMs(moved.step) < worthTellingMs)
      return [];
    const { node, step } = moved;
    return [this.post(`${node.id}/queued-${step.failingSince ?? 0}`, queuedPost(node, error))];
  }

  /** Whatever it is at, it is told once and at once: nobody is to wonder why money runs and nothing happens. */
  frozen(): readonly Outgoing[] {
    const { freeze, state } = this.transition.after;
    return freeze && state === "open" ? [this.post(`frozen-${freeze.id}`, frozenPost(this.now, freeze))] : [];
  }

  /** The last of what a freeze held up goes on. */
  thawed(): readonly Outgoing[] {
    const { before, after } = this.transition;
    const since = heldUpSince(before);
    if (since === undefined || after.freeze || heldUpSince(after) !== undefined) return [];
    return [this.post(`thawed-${since}`, thawedPost(after.record, this.now.now - since))];
  }

  ended(): readonly Outgoing[] {
    const { before, after } = this.transition;
    if (before.state === after.state || after.state === "open" || after.state === "paused") return [];
    if (after.state !== "done") return [this.post("end", endedPost(this.now), true)];
    const { report, proof } = this.now;
    if (proof) return [this.post("end", removedPost({ ...this.now, proof }), true)];
    return report === undefined ? [] : [this.post("end", resultPost({ ...this.now, report }), true)];
  }

  verified(): readonly Outgoing[] {
    const { before, after } = this.transition;
    const { report } = this.now;
    if (before.state === "done" || after.state !== "done" || report === undefined) return [];
    const { name, uid, plan } = after.record;
    const foreign = plan.owned === false && { owned: plan.owned };
    return [this.post("verified", verificationCard({ name, uid, report, ...foreign }))];
  }

  reappeared(): readonly Outgoing[] {
    const { before, after } = this.transition;
    const found = this.context.reappeared(after);
    if (before.state === "done" || after.state !== "done" || found.length === 0) return [];
    return [this.post("reappeared", reappearedPost(after.record.name, found), true)];
  }

  private failingMs({ failingSince }: StepRecord): number {
    return failingSince === undefined ? 0 : this.now.now - failingSince;
  }

  private post(moment: string, card: Card, alsoInChannel = false): Outgoing {
    const { id, thread } = this.transition.after.record;
    return { id: `${id}/${moment}`, destination: { to: "thread", thread, alsoInChannel }, card };
  }
}

function allDone(operation: Operation, kinds: readonly string[]): boolean {
  const nodes = nodesOfKind(operation, kinds);
  return nodes.length > 0 && nodes.every(({ id }) => stepOf(operation, id).state === "done");
}

/** A cloud that is away refuses what is read, and loses the answers to what is changed. */
function meansAway(error: ErrorRecord | undefined): error is ErrorRecord {
  return error?.kind === "transient" || error?.kind === "unknown-outcome";
}

function sideOf({ details }: ErrorRecord): Side {
  return details?.side ?? "bot";
}

/** Since when this side fails for the moment, over all steps that meet it. */
function awaySince({ steps }: Operation, side: Side): number | undefined {
  const starts = Object.values(steps).flatMap(({ error, failingSince }) =>
    meansAway(error) && sideOf(error) === side && failingSince !== undefined ? [failingSince] : [],
  );
  return starts.length === 0 ? undefined : Math.min(...starts);
}
