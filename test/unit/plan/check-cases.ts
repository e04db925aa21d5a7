import type { Environment } from "../../../src/domain/environment.ts";
import type { Severity } from "../../../src/domain/finding.ts";
import type { NetworkFacts } from "../../../src/domain/network-facts.ts";
import type { InterconnectRequest } from "../../../src/domain/plan.ts";
import type { PlanInput } from "../../../src/plan/plan-input.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { networkFacts } from "../../builders/network-facts.ts";
import { aRequest } from "../../builders/request.ts";

/** A situation in which one check speaks up, and what is said in all. */
export interface CheckCase {
  /** Id of the check the case is for. */
  readonly check: string;
  readonly name: string;
  readonly request?: InterconnectRequest;
  readonly facts?: NetworkFacts;
  readonly environment?: Environment;
  readonly reservations?: PlanInput["reservations"];
  readonly prices?: PlanInput["prices"];
  /** Every finding but notes, of every check: `code severity`. */
  readonly findings: readonly `${string} ${Exclude<Severity, "note">}`[];
  /** Notes of this check. */
  readonly notes?: readonly string[];
  /** A word that the evidence shows. */
  readonly evidence?: string;
}

export function inputOf(one: CheckCase): PlanInput {
  return {
    request: one.request ?? aRequest(),
    environment: one.environment ?? anEnvironment(),
    facts: one.facts ?? networkFacts(),
    reservations: one.reservations ?? [],
    ...(one.prices && { prices: one.prices }),
  };
}
