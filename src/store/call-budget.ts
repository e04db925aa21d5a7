import { setTimeout as pause } from "node:timers/promises";
import type { Redis, Result } from "ioredis";
import type { CallBudget } from "../clouds/transport.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { Keys } from "./keys.ts";

/** A bucket's size and how fast it fills, in calls and calls per second. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Sizes below what the other sides allow, with room for others who use the same accounts.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export function bucketSize(bucket: string): BucketSize {
  if (bucket.startsWith("azure/") && bucket.endsWith("/reads")) return { burst: 200, perSecond: 20 };
  // Teams allows 1,800 messages and edits an hour in a conversation, and a steady one a second breaks clients.
  if (bucket.startsWith("chat/teams/")) return { burst: 2, perSecond: 0.35 };
  // Slack allows some 50 edits a minute; posts are few and meet their own limit by its answer.
  if (bucket.startsWith("chat/")) return { burst: 15, perSecond: 0.8 };
  if (bucket.startsWith("azure/")) return { burst: 150, perSecond: 8 };
  return { burst: 100, perSecond: 10 };
}

/** The budget of an edit: Slack counts those of a whole workspace, Teams those of one conversation. */
export function editBucket({ platform, channel }: { readonly platform: string; readonly channel: string }): string {
  return platform === "teams" ? `chat/teams/edits/${channel}` : `chat/${platform}/edits`;
}

/** Longest wait inside a move; a call that would have to wait longer is put off instead. */
const longestWaitMs = 3_000;

/** Takes one token; answers with the ms to wait for it (0: now), reserving it. Refuses with -wait when that is too long. */
const script = `
local size, rate, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local t = redis.call('TIME'); local now = t[1] * 1000 + t[2] / 1000
local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(size, (tonumber(state[1]) or size) + (now - (tonumber(state[2]) or now)) * rate / 1000)
local wait = tokens >= 1 and 0 or math.ceil((1 - tokens) * 1000 / rate)
if wait > longest then return -wait end
redis.call('HSET', KEYS[1], 'tokens', tokens - 1, 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(size / rate * 1000) + 60000)
return wait
`;

declare module "ioredis" {
  interface RedisCommander<Context> {
    interconnectTakeToken(key: string, size: number, rate: number, longest: number): Result<number, Context>;
  }
}

/** Token buckets in Redis, so that all workers together stay below what the other side allows. Wall time. */
export class RedisCallBudget implements CallBudget {
  private readonly redis: Redis;
  private readonly keys: Keys;
  private readonly sizeOf: (bucket: string) => BucketSize;

  constructor(redis: Redis, keys: Keys, sizeOf: (bucket: string) => BucketSize) {
    this.redis = redis;
    this.keys = keys;
    this.sizeOf = sizeOf;
    redis.defineCommand("interconnectTakeToken", { numberOfKeys: 1, lua: script });
  }

  async take(bucket: string): Promise<void> {
    const { burst, perSecond } = this.sizeOf(bucket);
    const wait = await this.redis.interconnectTakeToken(this.keys.budget(bucket), burst, perSecond, longestWaitMs);
    if (wait < 0) {
      throw new InterconnectError({
        code: "CloudThrottled",
        kind: "transient",
        message: `The budget of calls for ${bucket} is used up; this waits its turn.`,
        retryAfterMs: -wait,
      });
    }
    if (wait > 0) await pause(wait);
  }
}
