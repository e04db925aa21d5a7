import type { JsonObject } from "../../domain/json.ts";
import type { Plan } from "../../domain/plan.ts";
import type { RemovalFacts } from "../../domain/removal-facts.ts";

/** Everything a review is made from. */
export interface RemovalInput {
  readonly plan: Plan;
  /** Outputs of the steps that built it, by step id. */
  readonly built: Readonly<Record<string, JsonObject>>;
  readonly facts: RemovalFacts;
  /** Whether packets could ever flow over the link. */
  readonly carried: boolean;
  /** Steps whose resources were there before and are given back: the removal takes only the bot's marks off them. */
  readonly givesBack?: readonly string[];
}

/** The description by which the rules of a plan are known; see `oci-route-rules.ts`. */
export const markOf = ({ uid }: Pick<Plan, "uid">): string => `interconnect:${uid}`;
