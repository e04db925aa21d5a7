import type { Environment } from "../../domain/environment.ts";
import type { BandwidthMbps, Plan } from "../../domain/plan.ts";
import type { RemovalFacts } from "../../domain/removal-facts.ts";
import type { PriceFile } from "../cost.ts";

/** Everything a review is made from. */
export interface ResizeInput {
  /** The plan of the link as it is. */
  readonly plan: Plan;
  readonly toMbps: BandwidthMbps;
  readonly environment: Environment;
  readonly facts: RemovalFacts;
  readonly prices?: PriceFile | undefined;
}
