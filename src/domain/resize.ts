import type { Finding } from "./finding.ts";
import type { BandwidthMbps, CostEstimate, Plan } from "./plan.ts";
import type { TrafficFacts } from "./traffic.ts";

/** What is known before a resize is asked for: what it changes, what it costs, and what stands in its way. */
export interface ResizeReview {
  /** Unix milliseconds at which both clouds were asked. */
  readonly readAt: number;
  readonly fromMbps: BandwidthMbps;
  /** The plan as it will be. */
  readonly plan: Plan;
  /** What it costs until then, where that was known. */
  readonly costBefore?: CostEstimate;
  /** What flows now and will be interrupted. */
  readonly traffic: TrafficFacts;
  /** Blocking ones first. */
  readonly findings: readonly Finding[];
}
