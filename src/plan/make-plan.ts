import { InterconnectError } from "../domain/errors.ts";
import { type Finding, worstFirst } from "../domain/finding.ts";
import type { InterconnectUid, PersonId } from "../domain/ids.ts";
import type { Plan } from "../domain/plan.ts";
import { ask } from "./ask.ts";
import { draftAzure } from "./azure-plan.ts";
import { planChecks } from "./check-table.ts";
import { draftOci } from "./oci-plan.ts";
import type { PlanInput } from "./plan-input.ts";
import type { PlanQuestion } from "./question.ts";
import { toPeeringSubnet } from "./slash30s.ts";

export interface PlanIds {
  readonly uid: InterconnectUid;
  readonly requester: PersonId;
}

export interface PlanOutcome {
  /** Absent when a finding blocks. */
  readonly plan?: Plan;
  /** Blocking ones first, then in the order of the checks. */
  readonly findings: readonly Finding[];
  /** Titles of the checks that found nothing. */
  readonly passed: readonly string[];
}

/**
 * Turns a request into a plan, or into the reasons why not. Pure: the same input gives the same plan, so that a second
 * look at start-up can compare hashes. Give the /30s of the first plan in the request then, since the pool's first free
 * ones may be others by that time. Reservations of the same uid are left out.
 */
export function makePlan(input: PlanInput, ids: PlanIds): PlanOutcome {
  const others = input.reservations.filter(({ uid }) => uid !== ids.uid);
  const question = ask({ ...input, reservations: others });
  const results = planChecks.map((check) => ({ title: check.title, findings: check.run(question) }));
  const findings = worstFirst(results.flatMap((result) => result.findings));
  const passed = results.filter((result) => result.findings.length === 0).map(({ title }) => title);
  if (findings.some(({ severity }) => severity === "blocking")) return { findings, passed };
  return { plan: draft(question, ids), findings, passed };
}

function draft(question: PlanQuestion, { uid, requester }: PlanIds): Plan {
  const { request, environment, slash30s, cost } = question;
  const [primary, secondary] = slash30s.chosen;
  const azure = draftAzure(question, uid);
  const oci = draftOci(question, uid);
  const { peeringLocation } = question;
  if (!primary || !secondary || !azure || !oci || peeringLocation === undefined) {
    throw new InterconnectError({
      code: "Bug",
      kind: "fatal",
      message: "A plan passed every check and still misses a part. Nothing was created.",
    });
  }
  return {
    version: 1,
    uid,
    name: request.name,
    environment: environment.name,
    requester,
    reason: request.reason,
    bandwidthMbps: request.bandwidthMbps,
    peeringLocation,
    primary: toPeeringSubnet(primary),
    secondary: toPeeringSubnet(secondary),
    azure,
    oci,
    reach: question.reach,
    activate: request.activate,
    serviceKey: environment.serviceKey,
    accepts: request.accepts,
    policyVersion: environment.policyVersion,
    ...(cost.state === "known" && { cost: cost.cost }),
  };
}
