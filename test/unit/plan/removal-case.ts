import type { JsonObject } from "../../../src/domain/json.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import type { RemovalInput } from "../../../src/plan/removal/removal-input.ts";
import { aPlan } from "../../builders/plan.ts";
import { builtOfPlan, type RemovalChanges, removalFacts } from "../../builders/removal-facts.ts";

/** A situation before a removal in which one check speaks up, and what stays because of it. */
export interface RemovalCase {
  /** Id of the check the case is for; none where nothing is to be said. */
  readonly check: string;
  readonly name: string;
  readonly plan?: Plan;
  readonly built?: Readonly<Record<string, JsonObject>>;
  readonly changes?: RemovalChanges;
  readonly carried?: boolean;
  /** Every finding, of every check: `code severity`. */
  readonly findings: readonly string[];
  /** A word that the evidence shows. */
  readonly evidence?: string;
  /** Steps whose resources stay although they are owned. */
  readonly keeps?: readonly string[];
}

export function inputOf({ plan = aPlan(), built = builtOfPlan, changes, carried = true }: RemovalCase): RemovalInput {
  return { plan, built, carried, facts: removalFacts(changes, plan) };
}
