import { interconnectUid, personId } from "../../src/domain/ids.ts";
import type { Plan } from "../../src/domain/plan.ts";
import { makePlan, type PlanIds } from "../../src/plan/make-plan.ts";
import type { PlanInput } from "../../src/plan/plan-input.ts";
import { anEnvironment } from "./environment.ts";
import { networkFacts } from "./network-facts.ts";
import { aRequest } from "./request.ts";

export const planIds: PlanIds = { uid: interconnectUid("k3m9q2x7ab"), requester: personId("slack:T1/U1") };

export function aPlanInput(changes: Partial<PlanInput> = {}): PlanInput {
  return {
    request: aRequest(),
    environment: anEnvironment(),
    facts: networkFacts(),
    reservations: [],
    ...changes,
  };
}

/** The plan of an input; throws the findings when there is none. */
export function planOf(changes: Partial<PlanInput> = {}): Plan {
  const { plan, findings } = makePlan(aPlanInput(changes), planIds);
  if (plan === undefined) throw new RangeError(findings.map(({ code }) => code).join(", "));
  return plan;
}
