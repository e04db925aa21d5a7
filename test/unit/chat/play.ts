import { fallbackText } from "../../../src/chat/fallback.ts";
import type { Outgoing } from "../../../src/chat/ports.ts";
import { type StoryContext, tellStory } from "../../../src/chat/story.ts";
import type { ErrorRecord } from "../../../src/domain/errors.ts";
import type { VerdictReport } from "../../../src/domain/finding.ts";
import type { Freeze } from "../../../src/domain/freeze.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { stateFromSteps, stepOf } from "../../../src/graph/order.ts";
import { type Operation, type StepRecord } from "../../../src/graph/records.ts";
import { anOperation, begun, minute, operationData, usualMs } from "../../builders/operation.ts";
import { aKeyRef, aPlan, aReport, dana } from "../../builders/plan.ts";

/** Plays an operation move by move, and keeps what was told, each id once as the outbox does. */
export class Play {
  operation: Operation;
  readonly posts: Outgoing[] = [];
  readonly cards = new Set<string>();
  private nowMs = 0;
  private readonly report: VerdictReport | undefined;

  constructor(plan: Plan = aPlan(), report: VerdictReport | undefined = aReport()) {
    this.operation = anOperation({}, { plan });
    this.report = report;
  }

  /** The step's record after a move at this minute of the operation. */
  at(minutes: number, id: string, patch: Partial<StepRecord>, { overdue = false, well = false } = {}): this {
    this.nowMs = begun + minutes * minute;
    const before = this.operation;
    const node = before.record.nodes.find((one) => one.id === id);
    if (!node) throw new Error(`no step ${id}`);
    const { error: _error, failingSince: _since, ...healthy } = stepOf(before, id);
    const previous: StepRecord = well ? healthy : stepOf(before, id);
    const step = { ...previous, startedAt: previous.startedAt ?? this.nowMs, looks: previous.looks + 1, ...patch };
    const withStep = { ...before, steps: { ...before.steps, [id]: step } };
    const state = stateFromSteps(withStep, this.nowMs);
    const after = state === before.state ? withStep : { ...withStep, state, stateSince: this.nowMs };
    this.operation = after;
    this.hear(tellStory({ before, after, moved: { node, step, overdue, called: false } }, this.context()));
    return this;
  }

  /** Somebody says something; the operation's state follows. */
  said(minutes: number, signal: "cancel" | "retry"): this {
    this.nowMs = begun + minutes * minute;
    const before = {
      ...this.operation,
      signals: { ...this.operation.signals, [signal]: { at: this.nowMs, by: dana } },
    };
    return this.turn(before);
  }

  /** Nothing happens until this minute, when the operation is looked at. */
  passed(minutes: number): this {
    this.nowMs = begun + minutes * minute;
    return this.turn(this.operation);
  }

  private turn(before: Operation): this {
    const state = stateFromSteps(before, this.nowMs);
    this.operation = state === before.state ? before : { ...before, state, stateSince: this.nowMs };
    this.hear(tellStory({ before, after: this.operation }, this.context()));
    return this;
  }

  private hear({ posts, card }: ReturnType<typeof tellStory>): void {
    for (const post of posts) if (!this.posts.some(({ id }) => id === post.id)) this.posts.push(post);
    if (card) this.cards.add(JSON.stringify(card));
  }

  /** Somebody has frozen changes, or ended that; the operation is looked at. */
  frozen(minutes: number, freeze?: Freeze): this {
    const { freeze: _over, ...rest } = this.operation;
    this.operation = freeze ? { ...rest, freeze } : rest;
    return this.passed(minutes);
  }

  /** What the step waits for has come to pass; nothing was sent for it. */
  awaited(minutes: number, id: string): this {
    return this.at(minutes, id, { state: "done", doneAt: begun + minutes * minute });
  }

  done(minutes: number, id: string, outputs = {}): this {
    const at = begun + minutes * minute;
    return this.at(minutes, id, { state: "done", sentAt: at, doneAt: at, outputs });
  }

  active(minutes: number, id: string, patch: Partial<StepRecord> = {}): this {
    return this.at(minutes, id, { state: "active", ...patch });
  }

  failing(minutes: number, id: string, error: ErrorRecord, sinceMinutes: number): this {
    return this.active(minutes, id, { error, failures: 3, failingSince: begun + sinceMinutes * minute });
  }

  /** A look that went well: what had failed is over. */
  well(minutes: number, id: string): this {
    return this.at(minutes, id, { state: "active", failures: 0 }, { well: true });
  }

  get told(): readonly string[] {
    return this.posts.map(({ id }) => id.replace(`${this.operation.record.id}/`, ""));
  }

  text(moment: string): string {
    const post = this.posts.find(({ id }) => id.endsWith(moment));
    return post?.card ? fallbackText(post.card) : "";
  }

  private context(): StoryContext {
    const { report } = this;
    return {
      dataOf: (operation) =>
        operationData(operation, {
          now: this.nowMs,
          ...(stepOf(operation, "link.verify").state === "done" && report && { report }),
        }),
      deadlineMs: (node) => 2 * usualMs(node),
      serviceKey: (operation) => (stepOf(operation, "azure.circuit").state === "done" ? aKeyRef : undefined),
      reappeared: () => [],
    };
  }
}

/** Everything up to both sessions and the gateway. */
export function built(play: Play): Play {
  return play
    .done(0.1, "azure.resource-group")
    .done(0.5, "oci.drg")
    .done(0.4, "azure.vnet")
    .done(0.4, "azure.public-ip")
    .active(0.5, "azure.gateway")
    .done(1.5, "azure.circuit")
    .done(1.6, "oci.drg-attachment")
    .active(1.7, "oci.virtual-circuit")
    .done(4, "oci.virtual-circuit")
    .awaited(5, "azure.provider-provisioned")
    .awaited(7, "link.sessions")
    .done(31, "azure.gateway");
}

export function finished(play: Play): Play {
  return play.done(34, "azure.connection").done(34, "oci.route-rules/rt-app").done(35, "link.verify");
}
