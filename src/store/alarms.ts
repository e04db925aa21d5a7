import type { Redis } from "ioredis";
import { InterconnectError } from "../domain/errors.ts";
import type { Keys } from "./keys.ts";
import type { Command, Guard } from "./transaction.ts";
import { transact } from "./transaction.ts";

/** Kinds of things that are woken up: operations, threads with something to say, acts of people, requests that end. */
export const alarmNames = ["operations", "threads", "acts", "requests"] as const;
export type AlarmName = (typeof alarmNames)[number];

/** One taking of something by one worker. Every write in its name is guarded by its epoch. */
export interface Taking {
  readonly alarm: AlarmName;
  readonly id: string;
  readonly epoch: string;
  readonly wakeSeq: string;
}

/** How far the due time is put off while somebody works on it; the queue's own lock notices a dead worker earlier. */
const takenForMs = 10_000;

/** The records behind the alarm clock: who may write, what was said meanwhile, and what is due when (wall time). */
export class Alarms {
  private readonly redis: Redis;
  private readonly keys: Keys;

  constructor(redis: Redis, keys: Keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** Takes it over: from now on every earlier taking's writes are refused. Undefined when it is not due any more. */
  async take(alarm: AlarmName, id: string): Promise<Taking | undefined> {
    const key = this.keys.alarm(alarm, id);
    const due = this.keys.due(alarm);
    const result = await transact(this.redis, {
      guards: [["exists", due]],
      commands: [
        ["ZSCORE", due, id],
        ["HINCRBY", key, "epoch", "1"],
        ["HINCRBY", key, "wakeSeq", "0"],
        ["ZADD", due, "XX", String(Date.now() + takenForMs), id],
      ],
    });
    if (!result.ok || result.answers[0] === null) return undefined;
    return { alarm, id, epoch: String(result.answers[1]), wakeSeq: String(result.answers[2]) };
  }

  /** Guard of every write in the name of a taking. */
  stillTaken(taking: Taking): Guard {
    return ["field-is", this.keys.alarm(taking.alarm, taking.id), "epoch", taking.epoch];
  }

  /** Part of a transaction that gives somebody something to do: wakes it, or sees to it that it does not fall asleep. */
  wake(alarm: AlarmName, id: string, atWallMs = 0): readonly Command[] {
    return [
      ["HINCRBY", this.keys.alarm(alarm, id), "wakeSeq", "1"],
      ["ZADD", this.keys.due(alarm), String(atWallMs), id],
    ];
  }

  /** Part of the transaction that ends something for good. */
  end(alarm: AlarmName, id: string): readonly Command[] {
    return [
      ["ZREM", this.keys.due(alarm), id],
      ["DEL", this.keys.alarm(alarm, id)],
    ];
  }

  /**
   * Puts it to sleep until a wall time, or until woken when there is none.
   *
   * @returns `woken` when something was said since it was taken; the taking then goes on with the new `wakeSeq`
   * @throws InterconnectError `LateWorker` when somebody else took it
   */
  async sleep(taking: Taking, untilWallMs: number | undefined): Promise<"asleep" | { readonly woken: Taking }> {
    const key = this.keys.alarm(taking.alarm, taking.id);
    const due = this.keys.due(taking.alarm);
    const result = await transact(this.redis, {
      guards: [this.stillTaken(taking), ["field-is", key, "wakeSeq", taking.wakeSeq]],
      commands: [untilWallMs === undefined ? ["ZREM", due, taking.id] : ["ZADD", due, String(untilWallMs), taking.id]],
    });
    if (result.ok) return "asleep";
    if (result.guard === 0) throw lateWorker(taking);
    return { woken: { ...taking, wakeSeq: result.found ?? "0" } };
  }

  /** Ids that should have been looked at before `wallMs`, most overdue first. */
  overdue(alarm: AlarmName, wallMs: number, limit: number): Promise<string[]> {
    return this.redis.zrangebyscore(this.keys.due(alarm), "-inf", wallMs, "LIMIT", 0, limit);
  }

  async isDue(alarm: AlarmName, id: string): Promise<boolean> {
    return (await this.redis.zscore(this.keys.due(alarm), id)) !== null;
  }
}

export function lateWorker(taking: Taking): InterconnectError {
  return new InterconnectError({
    code: "LateWorker",
    kind: "late",
    message: `Another worker has taken ${taking.alarm} ${taking.id}; this one stops.`,
  });
}
