import type { Redis } from "ioredis";
import type { Seal } from "../approval/seal.ts";
import type { Incoming, JobSink } from "../chat/ports.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { Log } from "../observability/log.ts";
import type { Alarms, Taking } from "./alarms.ts";
import { lateWorker } from "./alarms.ts";
import type { Keys } from "./keys.ts";
import { type TransactionResult, transact } from "./transaction.ts";

/** Chat products deliver an act again within minutes; a day leaves room for any outage of ours. */
const rememberedMs = 24 * 60 * 60 * 1_000;

export interface ActsPorts {
  /**
   * Where acts are taken over: a connection that fails within a second instead of queueing while Redis is away. A chat
   * product waits 3 s for its answer, and somebody must be told that nothing was taken.
   */
  readonly redis: Redis;
  readonly keys: Keys;
  readonly alarms: Alarms;
  /** Proves that an act came in through the bot: write access to Redis alone clicks no button. */
  readonly seal: Seal;
  readonly log: Log;
  /** Rings for an act that was just taken over for the first time. */
  readonly ring?: (id: string) => Promise<void>;
}

/** Acts of people, from the moment they are taken over until they are worked on. */
export class Acts implements JobSink {
  private readonly ports: ActsPorts;

  constructor(ports: ActsPorts) {
    this.ports = ports;
  }

  async accept(incoming: Incoming): Promise<"taken" | "duplicate"> {
    const taken = await this.take(incoming);
    if (!taken.ok) return "duplicate";
    // The act is safe already; a lost ring only costs the time until the next sweep.
    void this.ports.ring?.(incoming.dedupeId).catch(() => undefined);
    return "taken";
  }

  /** What a person did; undefined when it is done, or when nobody did it. */
  async load(id: string): Promise<Incoming | undefined> {
    const { redis, keys, seal, log } = this.ports;
    const [text, sealed] = await redis.hmget(keys.incoming(id), "act", "seal");
    if (typeof text !== "string") return undefined;
    if (seal.fits(sealed ?? "", "act", { id, text })) return JSON.parse(text) as Incoming;
    log.error({ act: id }, "an act that did not come in through the bot was dropped");
    return undefined;
  }

  private async take(incoming: Incoming): Promise<TransactionResult> {
    const { redis, keys, alarms, seal } = this.ports;
    const id = incoming.dedupeId;
    const text = JSON.stringify(incoming);
    try {
      return await transact(redis, {
        guards: [["missing", keys.seen(id)]],
        commands: [
          ["SET", keys.seen(id), "1", "PX", String(rememberedMs)],
          ["HSET", keys.incoming(id), "act", text, "seal", seal.of("act", { id, text })],
          ...alarms.wake("acts", id),
        ],
      });
    } catch (cause) {
      throw notTaken(cause);
    }
  }

  /** The act has had all its effects. */
  async finish(taking: Taking): Promise<void> {
    const { redis, keys, alarms } = this.ports;
    const result = await transact(redis, {
      guards: [alarms.stillTaken(taking)],
      commands: [["DEL", keys.incoming(taking.id)], ...alarms.end("acts", taking.id)],
    });
    if (!result.ok) throw lateWorker(taking);
  }
}

function notTaken(cause: unknown): InterconnectError {
  return new InterconnectError({
    code: "RedisUnavailable",
    kind: "transient",
    message: "The bot could not take this down; nothing was changed.",
    hint: "Try again in a minute.",
    cause,
  });
}
