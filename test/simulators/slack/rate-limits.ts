import { POSTING, type RateTier, TIER_PER_MINUTE } from "./limits.ts";

interface Bucket {
  tokens: number;
  atMs: number;
}

const paceOf = (tier: Exclude<RateTier, "unlimited">): { perSecond: number; burst: number } => {
  if (tier === "posting") return POSTING;
  return { perSecond: TIER_PER_MINUTE[tier] / 60, burst: TIER_PER_MINUTE[tier] };
};

/** Slack's rate limits on wall time, one bucket for each method, and for each channel when posting. */
export class RateLimits {
  /** How many times Slack's figures are allowed: 1 as in life, `Infinity` for no limit. */
  generosity: number;
  private readonly buckets = new Map<string, Bucket>();

  constructor(generosity = 1) {
    this.generosity = generosity;
  }

  /** Counts a call; when there were too many, the seconds after which to try again. */
  take({ name, tier }: { name: string; tier: RateTier }, channel?: string): number | undefined {
    if (tier === "unlimited" || this.generosity === Number.POSITIVE_INFINITY) return undefined;
    const pace = paceOf(tier);
    const perMs = (pace.perSecond * this.generosity) / 1000;
    const bucket = this.refilled(tier === "posting" ? `${name} ${channel}` : name, perMs, pace.burst * this.generosity);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000));
    bucket.tokens -= 1;
    return undefined;
  }

  private refilled(key: string, perMs: number, most: number): Bucket {
    const nowMs = Date.now();
    const known = this.buckets.get(key) ?? { tokens: most, atMs: nowMs };
    const bucket = { tokens: Math.min(most, known.tokens + (nowMs - known.atMs) * perMs), atMs: nowMs };
    this.buckets.set(key, bucket);
    return bucket;
  }
}
