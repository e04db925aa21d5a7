import type { Clock } from "../domain/clock.ts";
import { InterconnectError } from "../domain/errors.ts";
import { look, move } from "./move.ts";
import { withoutMove } from "./next-record.ts";
import { dueSteps, isCancelled, isEnded, nextLook, outputsFor, stateFromSteps, stepOf } from "./order.ts";
import type { Operation, OperationRecord, StepNode, StepRecord } from "./records.ts";
import { nextReminder, remindersDue } from "./reminders.ts";
import type { AnyStep, Leave } from "./step.ts";

/** One step's move, as it was stored. */
export interface Moved {
  readonly node: StepNode;
  readonly step: StepRecord;
  /** The step takes longer than its deadline says. */
  readonly overdue: boolean;
  /** An intent to change something was written during this move. */
  readonly called: boolean;
}

/** What happened to an operation in one stored change; what the story is told from. */
export interface Transition {
  readonly before: Operation;
  readonly after: Operation;
  /** Absent when no step moved: somebody said Cancel or Retry, or it has been paused for so long that it is said again. */
  readonly moved?: Moved;
}

/** The runner's view of the store, bound to one taking of the operation. Every write fails once another took it. */
export interface OperationLease {
  load(): Promise<Operation>;
  /** True once this worker is to end: moves under way are finished and stored, and the rest is another worker's. */
  ending(): boolean;
  /** Stores one change with everything it causes (journal, posts, card, claims, locks), all or nothing. */
  commit(transition: Transition): Promise<void>;
  /** Writes an intent, durably where it is billable or final, and answers with the leave to send. */
  begin(operation: OperationRecord, node: StepNode, record: StepRecord): Promise<Leave>;
  /**
   * Stores when to look next, unless somebody signalled since the operation was loaded.
   *
   * @returns `woken` when there is something new to read first
   */
  sleep(until: number | undefined): Promise<"asleep" | "woken">;
}

export interface RunnerPorts<C> {
  readonly clock: Clock;
  readonly steps: ReadonlyMap<string, AnyStep<C>>;
  cloudsOf(record: OperationRecord): Promise<C>;
}

/** The end of a tick: when to come back (on the operation's clock), or undefined when only a signal can go on. */
export type TickResult = number | undefined;

/**
 * Runs everything of an operation that is due and what becomes ready by it, until nothing is left to do now. Steps
 * never wait for siblings: each result is stored as it arrives and its dependants start at once.
 *
 * @throws InterconnectError `late` when another worker has taken the operation; nothing more was stored then
 */
export async function tick<C>(ports: RunnerPorts<C>, lease: OperationLease): Promise<TickResult> {
  for (;;) {
    const run = new Run(ports, lease, await lease.load());
    await run.untilIdle();
    const now = ports.clock.now();
    const next = lease.ending() ? now : earliest(nextLook(run.operation, now), nextReminder(run.operation, now));
    if ((await lease.sleep(next)) === "asleep") return next;
  }
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

interface Finished {
  readonly node: StepNode;
  readonly record: StepRecord;
  readonly called: boolean;
}

class Run<C> {
  operation: Operation;
  private readonly ports: RunnerPorts<C>;
  private readonly lease: OperationLease;
  private readonly inFlight = new Map<string, Promise<Finished>>();

  constructor(ports: RunnerPorts<C>, lease: OperationLease, operation: Operation) {
    this.ports = ports;
    this.lease = lease;
    this.operation = operation;
  }

  async untilIdle(): Promise<void> {
    if (isEnded(this.operation)) return;
    await this.honourRetry();
    await this.honourCancel();
    this.honourSignals();
    await this.honourFreeze();
    for (;;) {
      if (!this.lease.ending()) this.startDue();
      if (this.inFlight.size === 0) break;
      const finished = await this.firstFinishedOrDue();
      if (finished) await this.store(finished);
    }
    await this.remind();
  }

  private startDue(): void {
    const now = this.ports.clock.now();
    for (const node of dueSteps(this.operation, now)) {
      if (this.inFlight.has(node.id)) continue;
      const moving = this.moveOnce(node);
      // When one move finds the operation taken by another worker, the others end unheard.
      moving.catch(() => undefined);
      this.inFlight.set(node.id, moving);
    }
  }

  private async moveOnce(node: StepNode): Promise<Finished> {
    const { ports, lease, operation } = this;
    const before = stepOf(operation, node.id);
    const prepared = await this.prepared(node);
    if ("failure" in prepared) {
      return { node, record: withoutMove(before, prepared.failure, ports.clock.now()), called: false };
    }
    let called = false;
    const act = isCancelled(operation) ? look : move;
    const record = await act(prepared.code, node, before, {
      clouds: prepared.clouds,
      now: () => ports.clock.now(),
      context: {
        owner: operation.record.owner,
        outputs: outputsFor(operation, node),
        signals: operation.signals,
        frozen: operation.freeze !== undefined,
      },
      begin: async (latest) => {
        const leave = await lease.begin(operation.record, node, latest);
        called = true;
        return leave;
      },
    });
    return { node, record, called };
  }

  /** What a move needs, or why it cannot be had: that is told like every other failure of a step. */
  private async prepared(
    node: StepNode,
  ): Promise<{ readonly code: AnyStep<C>; readonly clouds: C } | { readonly failure: unknown }> {
    try {
      return { code: this.codeOf(node), clouds: await this.ports.cloudsOf(this.operation.record) };
    } catch (failure) {
      return { failure };
    }
  }

  /** Waits for the first move to end, but no longer than until another step is due. */
  private async firstFinishedOrDue(): Promise<Finished | undefined> {
    const moves = [...this.inFlight.values()];
    const others = Object.entries(this.operation.steps).flatMap(([id, step]) =>
      step.state === "active" && step.nextLookAt !== undefined && !this.inFlight.has(id) ? [step.nextLookAt] : [],
    );
    if (others.length === 0 || this.lease.ending()) return Promise.race(moves);
    const { clock } = this.ports;
    const waitMs = Math.max(0, clock.toWallMs(Math.min(...others) - clock.now()));
    let timer: NodeJS.Timeout | undefined;
    const due = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, waitMs, undefined);
    });
    try {
      return await Promise.race([...moves, due]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async store({ node, record, called }: Finished): Promise<void> {
    this.inFlight.delete(node.id);
    // No call begins in a freeze: the one that stood when the operation was read has ended since.
    const before = called ? withoutFreeze(this.operation) : this.operation;
    const after = this.inItsState({ ...before, steps: { ...before.steps, [node.id]: record } });
    const now = this.ports.clock.now();
    const age = now - (record.startedAt ?? now);
    const deadlineMs =
      this.ports.steps.get(node.kind)?.deadlineMs(node.params, node.direction) ?? Number.POSITIVE_INFINITY;
    const overdue = record.state === "active" && age > deadlineMs;
    await this.lease.commit({ before, after, moved: { node, step: record, overdue, called } });
    this.operation = after;
  }

  private inItsState(operation: Operation): Operation {
    const now = this.ports.clock.now();
    const state = stateFromSteps(operation, now);
    return state === operation.state ? operation : { ...operation, state, stateSince: now };
  }

  /**
   * Somebody said Cancel, or Retry after it: the operation's state follows although no step moves. What nobody knows the
   * outcome of is looked at first.
   */
  private async honourCancel(): Promise<void> {
    const before = this.operation;
    const after = this.inItsState(before);
    if (isCancelled(after) && after.state === "open") {
      this.operation = lookedAtNow(after, ({ intent }) => intent !== undefined, this.ports.clock.now());
    }
    if (after === before) return;
    await this.lease.commit({ before, after });
    this.operation = after;
  }

  /** A pause that goes on for long is told again; the story says each reminder once. */
  private async remind(): Promise<void> {
    const { operation } = this;
    if (remindersDue(operation, this.ports.clock.now()) > 0)
      await this.lease.commit({ before: operation, after: operation });
  }

  /** A person said Retry: what was blocked before that moment is tried again. */
  private async honourRetry(): Promise<void> {
    const said = this.operation.signals["retry"]?.["at"];
    if (typeof said !== "number") return;
    for (const node of this.operation.record.nodes) {
      const step = stepOf(this.operation, node.id);
      if (step.state !== "blocked" || (step.blockedAt ?? 0) > said) continue;
      await this.store({ node, record: triedAgain(step, this.ports.clock.now()), called: false });
    }
  }

  /** What waits for a word that has been said meanwhile is looked at now, whenever its next look was to be. */
  private honourSignals(): void {
    const { signals } = this.operation;
    const isHeard = (_step: StepRecord, { kind }: StepNode): boolean => {
      const signal = this.ports.steps.get(kind)?.signal;
      return signal !== undefined && signals[signal] !== undefined;
    };
    this.operation = lookedAtNow(this.operation, isHeard, this.ports.clock.now());
  }

  /** A freeze is told the moment it is met; when it is over, whom it held up goes on at once. */
  private async honourFreeze(): Promise<void> {
    const { operation } = this;
    if (operation.freeze) return this.lease.commit({ before: operation, after: operation });
    this.operation = lookedAtNow(operation, ({ error }) => error?.code === "Frozen", this.ports.clock.now());
  }

  private codeOf(node: StepNode): AnyStep<C> {
    const code = this.ports.steps.get(node.kind);
    if (code) return code;
    throw new InterconnectError({
      code: "Bug",
      kind: "fatal",
      message: `This version of the bot does not know the step ${node.kind}.`,
      hint: "Run the version that began the operation, or a later one.",
    });
  }
}

/** The operation with the next look of some of the steps under way moved to this moment. */
function lookedAtNow(
  operation: Operation,
  which: (step: StepRecord, node: StepNode) => boolean,
  now: number,
): Operation {
  const due = operation.record.nodes.flatMap((node): [string, StepRecord][] => {
    const step = stepOf(operation, node.id);
    return step.state === "active" && which(step, node) ? [[node.id, { ...step, nextLookAt: now }]] : [];
  });
  return { ...operation, steps: { ...operation.steps, ...Object.fromEntries(due) } };
}

function withoutFreeze({ freeze: _over, ...operation }: Operation): Operation {
  return operation;
}

function triedAgain(step: StepRecord, now: number): StepRecord {
  const { error: _error, blockedAt: _at, failingSince: _since, ...rest } = step;
  return { ...rest, state: "active", failures: 0, nextLookAt: now };
}
