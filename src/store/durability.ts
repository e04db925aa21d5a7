import type { Redis } from "ioredis";
import { InterconnectError } from "../domain/errors.ts";

/**
 * How this server keeps what must not vanish when its host does.
 *
 * - `fsync-always`: every answered write is on disk.
 * - `waitaof`: we wait for the disk after writes that matter (Redis 7.2 and later).
 * - `replica`: we wait for a replica after writes that matter.
 * - `weak`: a lost host may lose the last second; not ready for real money.
 */
export type DurabilityMode = "fsync-always" | "waitaof" | "replica" | "weak";

const waitMs = 2_000;

/** Asks the server which of its means holds. Servers that hide their configuration count as `weak` unless they replicate. */
export async function detectDurability(redis: Redis): Promise<DurabilityMode> {
  const info = await redis.info();
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim();
  const [major = 0, minor = 0] = (field("redis_version") ?? "").split(".").map(Number);
  const appendOnly = field("aof_enabled") === "1";
  if (appendOnly && (await appendfsync(redis)) === "always") return "fsync-always";
  if (appendOnly && (major > 7 || (major === 7 && minor >= 2))) return "waitaof";
  return Number(field("connected_slaves") ?? 0) > 0 ? "replica" : "weak";
}

async function appendfsync(redis: Redis): Promise<string | undefined> {
  try {
    const answer: unknown = await redis.config("GET", "appendfsync");
    return Array.isArray(answer) ? String(answer[1]) : undefined;
  } catch {
    // Hosted servers forbid CONFIG; then only what INFO shows counts.
    return undefined;
  }
}

/**
 * Waits until everything written so far is safe from the loss of the Redis host, as far as the server's means can
 * promise it. Waiting blocks a connection, so it has one of its own, and who asks while it waits shares the next wait.
 */
export class Durability {
  readonly mode: DurabilityMode;
  private readonly redis: Redis;
  private readonly mark: string;
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** @param redis a connection that nothing else uses */
  constructor(redis: Redis, mark: string, mode: DurabilityMode) {
    this.redis = redis;
    this.mark = mark;
    this.mode = mode;
  }

  /** @throws InterconnectError `RedisUnavailable` when the promise was not kept in time; the writes may stand */
  settled(): Promise<void> {
    if (this.mode === "fsync-always" || this.mode === "weak") return Promise.resolve();
    if (this.running === undefined) return this.begin();
    this.next ??= this.running.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  private begin(): Promise<void> {
    this.next = undefined;
    this.running = this.wait().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async wait(): Promise<void> {
    // Written after all that it stands for: when the mark is safe, so is everything before it.
    await this.redis.set(this.mark, Date.now());
    const kept =
      this.mode === "waitaof"
        ? Number(([] as unknown[]).concat(await this.redis.call("WAITAOF", "1", "0", String(waitMs)))[0])
        : await this.redis.wait(1, waitMs);
    if (kept >= 1) return;
    throw new InterconnectError({
      code: "RedisUnavailable",
      kind: "transient",
      message: "Redis did not confirm in time that the last write is safe.",
      hint: "Check the Redis server's disk or replica.",
    });
  }
}
