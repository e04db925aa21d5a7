import { type InterconnectError, toInterconnectError } from "../domain/errors.ts";
import type { JsonObject } from "../domain/json.ts";
import { afterFailure, nextGeneration, notBegun } from "./next-record.ts";
import { isKept } from "./order.ts";
import { pauseBeforeNextLook } from "./pace.ts";
import type { StepNode, StepRecord } from "./records.ts";
import type { AnyStep, Leave, Memo, Settled, StepContext } from "./step.ts";

/** What a call began may stay invisible to reads for this long after it was accepted (seen with creates in Azure). */
const visibleWithinMs = 60_000;

/** What a move needs beside the step: the moment, the clouds, and the right to begin a mutating call. */
export interface MovePorts<C> {
  readonly clouds: C;
  readonly now: () => number;
  readonly context: Pick<StepContext<C>, "owner" | "outputs" | "signals" | "frozen">;
  /**
   * Writes the intent durably and answers with the leave to send one mutating call.
   *
   * @throws InterconnectError `late` when another worker has the operation, `conflict` when a shared resource is held
   */
  begin(record: StepRecord): Promise<Leave>;
}

/**
 * One idempotent move of one step: look, do what is missing, say where it stands. Sends at most one mutating call.
 * Pure but for the step's own calls and `begin`: what it returns is yet to be stored.
 *
 * @returns the step's next record
 * @throws InterconnectError only of kind `late`; every other failure is part of the returned record
 */
export async function move<C>(
  step: AnyStep<C>,
  node: StepNode,
  record: StepRecord,
  ports: MovePorts<C>,
): Promise<StepRecord> {
  const started: StepRecord = { ...record, state: "active", startedAt: record.startedAt ?? ports.now() };
  const attempt = new Attempt(step, node, started, ports);
  return settle(attempt, ports, () => (node.direction === "build" ? attempt.build() : attempt.destroy()));
}

/**
 * Looks for what came of a call whose answer was lost, and sends nothing.
 *
 * @returns the step's next record: without its intent once the outcome is known
 * @throws InterconnectError only of kind `late`
 */
export function look<C>(
  step: AnyStep<C>,
  node: StepNode,
  record: StepRecord,
  ports: MovePorts<C>,
): Promise<StepRecord> {
  const attempt = new Attempt(step, node, record, ports);
  return settle(attempt, ports, () => attempt.look());
}

async function settle<C>(
  attempt: Attempt<C>,
  ports: MovePorts<C>,
  run: () => Promise<StepRecord>,
): Promise<StepRecord> {
  try {
    return await run();
  } catch (thrown) {
    const error = toInterconnectError(thrown);
    if (error.kind === "late") throw error;
    return afterFailure(attempt.leftBy(error), error, ports.now());
  }
}

/** Collects what a step notes during a move, so that it is stored even when the move fails half-way. */
class Notes {
  private readonly patch: Record<string, Memo[string]> = {};
  private readonly before: Memo;

  constructor(record: StepRecord) {
    this.before = record.memo;
  }

  add(patch: Memo): void {
    Object.assign(this.patch, patch);
  }

  appliedTo(record: StepRecord): StepRecord {
    const memo = Object.fromEntries(
      Object.entries({ ...record.memo, ...this.patch }).filter(([, value]) => value !== null),
    );
    return { ...record, memo };
  }

  current(): Memo {
    return { ...this.before, ...this.patch };
  }
}

class Attempt<C> {
  /** The record as it stands now; begins to differ from the first one when an intent is written. */
  private latest: StepRecord;
  /** True once this move's own mutating call may be sent. */
  private calling = false;
  private readonly step: AnyStep<C>;
  private readonly node: StepNode;
  private readonly ports: MovePorts<C>;
  private readonly notes: Notes;
  private onlyLooks = false;

  constructor(step: AnyStep<C>, node: StepNode, record: StepRecord, ports: MovePorts<C>) {
    this.step = step;
    this.node = node;
    this.latest = record;
    this.ports = ports;
    this.notes = new Notes(record);
  }

  /**
   * Where a failed move leaves the step: what was noted before the failure is kept. An intent is over when its own call
   * was refused; a look that fails says nothing about a call whose answer was lost.
   */
  leftBy({ kind }: InterconnectError): StepRecord {
    const refused = this.calling && (kind === "conflict" || kind === "blocked" || kind === "fatal");
    const { intent: _refused, ...rest } = this.latest;
    return this.notes.appliedTo(refused ? rest : this.latest);
  }

  async build(): Promise<StepRecord> {
    const { step, node } = this;
    const observed = await step.observe(node.params, this.context());
    if (observed === undefined && step.ensure) return this.create(step.ensure);
    const change = observed === undefined ? undefined : step.sync?.(node.params, observed, this.context());
    if (change) {
      const leave = await this.begin(change.what);
      await change.send(leave);
      return this.sent();
    }
    return this.report(step.settled(node.params, observed, this.context()));
  }

  async destroy(): Promise<StepRecord> {
    const { step, node } = this;
    // A state is awaited in a removal as it is in a build.
    if (!step.destroy) return this.build();
    const observed = await step.observe(node.params, this.context());
    if (observed === undefined) return this.gone();
    this.notes.add({ seenAt: this.ports.now() });
    const removal = step.removal?.(node.params, observed, this.context()) ?? "not-begun";
    if (removal !== "not-begun") return this.report(removal);
    if (this.acceptedLately()) {
      return this.report({ state: "waiting", reason: "The removal is under way" });
    }
    const kept = await this.keptFor(observed);
    if (kept !== undefined) return this.report({ state: "done", outputs: kept });
    const leave = await this.begin("delete");
    await step.destroy(node.params, observed, this.context(), leave);
    return this.sent();
  }

  /** What came of the last call: it had its effect, or, once it would show by now, it had none. */
  async look(): Promise<StepRecord> {
    const { step, node } = this;
    const { intent, ...known } = this.latest;
    this.onlyLooks = true;
    const observed = await step.observe(node.params, this.context());
    if (intent === undefined) return this.notes.appliedTo(known);
    const isMade = observed !== undefined && (node.direction === "build" || this.isLeaving(observed));
    const isGone = observed === undefined && node.direction === "destroy";
    if (isMade || isGone) return this.notes.appliedTo({ ...known, sentAt: known.sentAt ?? intent.at });
    if (this.ports.now() - intent.at >= visibleWithinMs) {
      return this.notes.appliedTo({ ...known, ...this.unheard(intent) });
    }
    return this.waiting(this.latest, "It is not known yet whether the cloud has heard", 0);
  }

  private isLeaving(observed: unknown): boolean {
    return (this.step.removal?.(this.node.params, observed, this.context()) ?? "not-begun") !== "not-begun";
  }

  /** Why it stays: because of others, or since something that needs it does; undefined when it may go. */
  private async keptFor(observed: unknown): Promise<JsonObject | undefined> {
    const { step, node } = this;
    const context = this.context();
    const above = Object.entries(context.outputs).find(([, outputs]) => isKept(outputs));
    if (above !== undefined) return { keptWith: above[0] };
    const kept = (await step.stays?.(node.params, observed, context)) ?? [];
    return kept.length === 0 ? undefined : { kept };
  }

  /**
   * Says since when it is gone, and whether it ever was there. What vanishes without having been removed may only be
   * hidden for a moment, as Azure does with what was just made again under an old name.
   */
  private gone(): StepRecord {
    const { seenAt } = this.notes.current();
    const now = this.ports.now();
    const found = typeof seenAt === "number";
    if (found && this.latest.sentAt === undefined && now - seenAt < visibleWithinMs) {
      return this.report({
        state: "waiting",
        reason: "The cloud does not show it any more; that must hold for a minute",
      });
    }
    return this.report({ state: "done", outputs: { goneAt: now, found } });
  }

  private async create(ensure: NonNullable<AnyStep<C>["ensure"]>): Promise<StepRecord> {
    if (this.acceptedLately()) {
      return this.report({ state: "waiting", reason: "The cloud has taken the request, and does not show it yet" });
    }
    const { sentAt, intent } = this.latest;
    if (sentAt !== undefined && intent === undefined) return nextGeneration(this.latest, this.ports.now());
    const leave = await this.begin("create");
    await ensure(this.node.params, this.context(), leave);
    return this.sent();
  }

  private acceptedLately(): boolean {
    const { sentAt, intent } = this.latest;
    return sentAt !== undefined && intent === undefined && this.ports.now() - sentAt < visibleWithinMs;
  }

  private async begin(what: string): Promise<Leave> {
    // An unknown outcome keeps the time of its first attempt: the age of its idempotency token counts from there.
    const at = this.latest.intent?.at ?? this.ports.now();
    const claimed = this.node.claims?.length ? { claimed: true as const } : {};
    const before = this.latest;
    this.latest = this.notes.appliedTo({ ...before, ...this.unheard(before.intent), intent: { what, at }, ...claimed });
    try {
      const leave = await this.ports.begin(this.latest);
      this.calling = true;
      return leave;
    } catch (thrown) {
      // Somebody else holds a claim, or has frozen changes: neither the intent nor a claim was written.
      if (toInterconnectError(thrown).kind === "conflict") this.latest = notBegun(before);
      throw thrown;
    }
  }

  /** What stays to be known of a create without an answer that is sent again, or that is looked for no more. */
  private unheard(intent: StepRecord["intent"]): Pick<StepRecord, "unheardAt"> {
    return intent?.what === "create" ? { unheardAt: this.ports.now() } : {};
  }

  /** The one mutating call of this move was answered. */
  private sent(): StepRecord {
    const { intent: _done, ...rest } = this.latest;
    const now = this.ports.now();
    return this.waiting({ ...rest, sentAt: now }, "The cloud has taken the request", 0);
  }

  private report(settled: Settled): StepRecord {
    const { intent: _known, ...known } = this.latest;
    this.latest = known;
    if (settled.state === "dead") throw this.ended(settled.error);
    const { error: _over, reason: _old, failingSince: _up, ...rest } = known;
    if (settled.state === "waiting") return this.waiting(rest, settled.reason, settled.retryAfterMs ?? 0);
    const { nextLookAt: _none, claimed: _released, ...done } = rest;
    return this.notes.appliedTo({
      ...done,
      state: "done",
      outputs: settled.outputs,
      doneAt: this.ports.now(),
      looks: rest.looks + 1,
      failures: 0,
    });
  }

  /** A removal that has failed is over: the next one is asked for anew. What a create made is still there. */
  private ended(error: InterconnectError): InterconnectError {
    const { sentAt: _failed, ...rest } = this.latest;
    if (this.node.direction === "destroy") this.latest = rest;
    return error;
  }

  private waiting(record: StepRecord, reason: string, retryAfterMs: number): StepRecord {
    const now = this.ports.now();
    const age = now - (record.sentAt ?? record.startedAt ?? now);
    const pause = pauseBeforeNextLook(this.step.usualMs(this.node.params, this.node.direction), age, retryAfterMs);
    const { error: _over, failingSince: _up, ...rest } = record;
    return this.notes.appliedTo({ ...rest, reason, nextLookAt: now + pause, looks: rest.looks + 1, failures: 0 });
  }

  private context(): StepContext<C> {
    const now = this.ports.now();
    const { intent, sentAt } = this.latest;
    return {
      clouds: this.ports.clouds,
      ...this.ports.context,
      memo: this.notes.current(),
      sentAt,
      onlyLooks: this.onlyLooks,
      unfinished: intent && { ...intent, ageMs: now - intent.at },
      now,
      note: (patch) => this.notes.add(patch),
    };
  }
}
