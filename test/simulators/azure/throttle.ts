import type { SimClock } from "../kit/clock.ts";
import type { SimRequest } from "../kit/routes.ts";
import type { ArmProblem } from "./arm-problem.ts";

/** A bucket of tokens, refilled evenly in virtual time. */
export class TokenBucket {
  private readonly clock: SimClock;
  private readonly size: number;
  private readonly perSecond: number;
  private tokens: number;
  private atMs: number;

  constructor(clock: SimClock, size: number, perSecond: number) {
    this.clock = clock;
    this.size = size;
    this.perSecond = perSecond;
    this.tokens = size;
    this.atMs = clock.now();
  }

  get left(): number {
    this.refill();
    return Math.floor(this.tokens);
  }

  /** Takes one token; false when there is none. */
  take(): boolean {
    this.refill();
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Whole seconds until the next token. */
  get waitSeconds(): number {
    return Math.max(1, Math.ceil((1 - this.tokens) / this.perSecond));
  }

  private refill(): void {
    const nowMs = this.clock.now();
    this.tokens = Math.min(this.size, this.tokens + ((nowMs - this.atMs) / 1000) * this.perSecond);
    this.atMs = nowMs;
  }
}

type Kind = "reads" | "writes" | "deletes";

const kindOf = (method: string): Kind => {
  if (method === "DELETE") return "deletes";
  return method === "GET" || method === "HEAD" ? "reads" : "writes";
};

const FIVE_MINUTES = 300;

/**
 * The limits of Azure Resource Manager (per subscription and kind) and of the network provider.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export class Throttle {
  private readonly arm: Readonly<Record<Kind, TokenBucket>>;
  private readonly network: Readonly<Record<Kind, TokenBucket>>;

  constructor(clock: SimClock) {
    this.arm = {
      reads: new TokenBucket(clock, 250, 25),
      writes: new TokenBucket(clock, 200, 10),
      deletes: new TokenBucket(clock, 200, 10),
    };
    const changes = new TokenBucket(clock, 1000, 1000 / FIVE_MINUTES);
    this.network = {
      reads: new TokenBucket(clock, 10_000, 10_000 / FIVE_MINUTES),
      writes: changes,
      deletes: changes,
    };
  }

  /** 429 with Retry-After when a bucket is empty. */
  problem({ method, path }: SimRequest): ArmProblem | undefined {
    const kind = kindOf(method);
    const isNetwork = /\/providers\/Microsoft\.Network\//i.test(path);
    if (!this.arm[kind].take()) return refused("SubscriptionRequestsThrottled", this.arm[kind]);
    if (isNetwork && !this.network[kind].take()) return refused("TooManyRequests", this.network[kind]);
    return undefined;
  }

  /** The header that tells what is left of a kind. */
  remaining(method: string): Record<string, string> {
    const kind = kindOf(method);
    return { [`x-ms-ratelimit-remaining-subscription-${kind}`]: String(this.arm[kind].left) };
  }
}

const refused = (code: string, bucket: TokenBucket): ArmProblem => ({
  status: 429,
  code,
  message: `The number of requests has exceeded the limit. Please try again after '${bucket.waitSeconds}' seconds.`,
  headers: { "Retry-After": String(bucket.waitSeconds) },
});
