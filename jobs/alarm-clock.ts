import { createHash } from "node:crypto";
import type { Job } from "bullmq";
import { DelayedError, Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { InterconnectError, toInterconnectError } from "../src/domain/errors.ts";
import type { Log } from "../src/observability/log.ts";
import type { AlarmName, Alarms, Taking } from "../src/store/alarms.ts";
import type { Keys } from "../src/store/keys.ts";
import { together } from "./together.ts";

/**
 * A killed worker's jobs are taken over at the first look for stalled ones after their lock has run out. Whoever finds
 * the mark of a neighbour's look leaves one out, and the neighbour may have been the one that was killed: so within 7 s.
 */
const lockDurationMs = 5_000;
const stalledIntervalMs = 1_000;

/** Part of the lock's life in which nothing may be sent any more: covers the way to the cloud and clock steps. */
const leaveMarginMs = 1_000;

/** How often missing alarms are looked for, and how overdue something is before it counts as missed. */
const sweepEveryMs = 2_000;
const missedAfterMs = 3_000;
const sweepBatch = 500;

/**
 * A BullMQ worker asks for one job after the other, however many it may hold at a time, so that it begins about 500 a
 * second and falls ever further behind above that. Clocks that hold more get several workers.
 */
const jobsPerWorker = 125;

/** What a tick gets: the taking, and a leave that ends before the queue would give the work to somebody else. */
export interface Lease {
  readonly taking: Taking;
  /**
   * Renews the queue's lock and answers with the wall-clock-free moment (as `performance.now()`) until which a
   * mutating call may be sent.
   *
   * @throws InterconnectError `LateWorker` when the lock is gone
   */
  renew(): Promise<number>;
  /** True once the process is told to end: what is under way is finished, and nothing more is begun. */
  ending(): boolean;
}

/**
 * One visit to something that is due. Puts it to sleep itself (that belongs into the transaction of what it did) and
 * answers with the wall time of the next visit, or undefined when only a signal wakes it.
 */
export type Tick = (lease: Lease) => Promise<{ readonly taking: Taking; readonly nextWallMs: number | undefined }>;

export interface AlarmClockOptions {
  readonly name: AlarmName;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly alarms: Alarms;
  readonly log: Log;
}

/** What a job rings for: one thing, or several new ones. */
interface Due {
  readonly ids: readonly string[];
}

const onlyOneOf = ({ data: { ids } }: Job<Due>): string | undefined => (ids.length === 1 ? ids[0] : undefined);

/** A BullMQ id may hold no colon and must not be all digits. */
const jobIdOf = (id: string): string => `a-${createHash("sha256").update(id).digest("base64url").slice(0, 32)}`;

/**
 * Rings for things that have something to do. The truth (what is due when) stands in our own records; a BullMQ job is
 * only the bell, one for each thing, that delays itself to the next visit.
 */
export class AlarmBell {
  readonly queue: Queue<Due>;

  constructor({ name, redis, keys }: AlarmClockOptions) {
    this.queue = new Queue(name, { connection: redis, prefix: keys.queuePrefix() });
    this.queue.on("error", () => undefined);
  }

  /** Call after the transaction that woke `id`. Losing this call only costs time: the sweep notices. */
  async ring(id: string): Promise<void> {
    await promote(await this.add([id]));
  }

  /**
   * The same for something new, which no job can be holding back until later. What comes while Redis takes one job
   * shares the next: when many people act at once, none of them waits for the bells of the others.
   */
  readonly ringNew = together((ids: readonly string[]) => this.add(ids));

  /** Gives each of several new things a job of its own. */
  async ringApart(ids: readonly string[]): Promise<void> {
    await this.queue.addBulk(ids.map((id) => ({ name: "alarm", data: { ids: [id] }, opts: jobOptions([id]) })));
  }

  private add(ids: readonly string[]): Promise<Job<Due>> {
    return this.queue.add("alarm", { ids }, jobOptions(ids));
  }

  async close(): Promise<void> {
    await this.queue.close();
  }
}

const jobOptions = (ids: readonly string[]) => ({
  jobId: jobIdOf(ids.join(" ")),
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 1,
});

const jobNotInState = -3;
const jobGone = -1;

/** Makes a delayed job due now. One that runs, waits or has just ended is left as it is. */
async function promote(job: Job): Promise<void> {
  try {
    await job.promote();
  } catch (thrown) {
    const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? thrown.code : undefined;
    if (code !== jobNotInState && code !== jobGone) throw thrown;
  }
}

interface ClockOptions extends AlarmClockOptions {
  readonly blocking: Redis;
  /** How many things may be visited at a time. */
  readonly concurrency: number;
  readonly tick: Tick;
}

/** Runs ticks for one kind of alarm. Start as many processes as wanted; each thing is visited by one at a time. */
export class AlarmClock {
  private readonly bell: AlarmBell;
  private readonly workers: readonly Worker<Due>[];
  private readonly alarms: Alarms;
  private readonly name: AlarmName;
  private readonly log: Log;
  private readonly tick: Tick;
  private sweeper: NodeJS.Timeout | undefined;
  private closing = false;

  constructor(options: ClockOptions) {
    this.bell = new AlarmBell(options);
    this.alarms = options.alarms;
    this.name = options.name;
    this.log = options.log;
    this.tick = options.tick;
    const count = Math.ceil(options.concurrency / jobsPerWorker);
    this.workers = Array.from({ length: count }, (_, index) => this.createWorker(options, index === 0));
  }

  start(): void {
    for (const worker of this.workers) void worker.run();
    void this.sweepForever();
  }

  /** Stops taking new work, waits for what is under way in ticks, and leaves the rest to other workers at once. */
  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.sweeper);
    await Promise.all(this.workers.map((worker) => worker.close()));
    await this.bell.close();
  }

  private createWorker({ name, keys, blocking, concurrency }: ClockOptions, takesOver: boolean): Worker<Due> {
    const worker = new Worker<Due>(name, (job, token) => this.visit(job, token ?? ""), {
      connection: blocking,
      prefix: keys.queuePrefix(),
      concurrency: Math.min(concurrency, jobsPerWorker),
      lockDuration: lockDurationMs,
      stalledInterval: stalledIntervalMs,
      skipStalledCheck: !takesOver,
      // Counted over a job's whole life and never reset; an operation may outlive any number of workers.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      autorun: false,
    });
    worker.on("error", (error) => this.log.warn({ alarm: name, err: error }, "queue error"));
    worker.on("completed", (job) => void this.ringIfDue(job));
    return worker;
  }

  private async visit(job: Job<Due>, token: string): Promise<void> {
    const id = onlyOneOf(job);
    if (id === undefined) return this.bell.ringApart(job.data.ids);
    const taking = await this.alarms.take(this.name, id);
    if (!taking) return;
    const outcome = await this.tickSafely(job, token, taking);
    if (outcome.nextWallMs === undefined) return;
    await job.moveToDelayed(outcome.nextWallMs, token);
    // A signal between falling asleep and the line above found no delayed job to promote: the sweep finds it overdue.
    throw new DelayedError();
  }

  private async tickSafely(job: Job<Due>, token: string, taking: Taking): ReturnType<Tick> {
    try {
      return await this.tick({ taking, renew: () => renew(job, token), ending: () => this.closing });
    } catch (thrown) {
      const error = toInterconnectError(thrown);
      if (error.kind === "late") this.log.info({ alarm: this.name, id: taking.id }, "taken by another worker");
      else this.log.error({ alarm: this.name, id: taking.id, err: thrown }, "tick failed; tried again in 2 s");
      return { taking, nextWallMs: Date.now() + 2_000 };
    }
  }

  /** Something said while the last visit ended found its job still there, so no new one was made. */
  private async ringIfDue(job: Job<Due>): Promise<void> {
    const id = onlyOneOf(job);
    if (id === undefined) return;
    try {
      if (!this.closing && (await this.alarms.isDue(this.name, id))) await this.bell.ring(id);
    } catch (error) {
      this.log.warn({ alarm: this.name, id, err: error }, "could not ring again; the sweep will");
    }
  }

  private async sweepForever(): Promise<void> {
    if (this.closing) return;
    try {
      const missed = await this.alarms.overdue(this.name, Date.now() - missedAfterMs, sweepBatch);
      for (const id of missed) await this.bell.ring(id);
    } catch (error) {
      this.log.warn({ alarm: this.name, err: error }, "sweep failed");
    }
    if (this.closing) return;
    this.sweeper = setTimeout(() => void this.sweepForever(), sweepEveryMs);
  }
}

async function renew(job: Job, token: string): Promise<number> {
  const asked = performance.now();
  const held = await job.extendLock(token, lockDurationMs);
  if (held === 1) return asked + lockDurationMs - leaveMarginMs;
  throw new InterconnectError({
    code: "LateWorker",
    kind: "late",
    message: "This worker lost its lock before it could send; another one goes on.",
  });
}
