import type { People } from "../approval/people.ts";
import type { Card } from "../chat/card.ts";
import type { DecisionOutcome } from "../chat/views/decision.ts";
import { checkingAgainCard, decidedCard, planCard } from "../chat/views/plan-card.ts";
import { removalCard, removalCheckingCard, removalDecidedCard } from "../chat/views/removal-card.ts";
import { resizeCard, resizeCheckingCard, resizeDecidedCard } from "../chat/views/resize-card.ts";
import { type Environment, underTeardownPolicy } from "../domain/environment.ts";
import type { Decision, RequestRecord } from "../store/request-records.ts";
import { cardData, type Deciders, decidersOf, removalData, resizeData } from "./request-card.ts";

/** What differs between the things one can ask for: under which policy they are decided, and how they read. */

/** The environment as it decides about this request. */
export function decidingEnvironment(environment: Environment, { kind }: Pick<RequestRecord, "kind">): Environment {
  return kind === "teardown" ? underTeardownPolicy(environment) : environment;
}

/** The card that asks. */
export function openCard(
  people: Pick<People, "accountsOf">,
  record: RequestRecord,
  environment: Environment,
  decisions: readonly Decision[] = [],
): Card {
  const deciders = decidersOf(people, environment);
  switch (record.kind) {
    case "create":
      return planCard(cardData(record, deciders, decisions));
    case "teardown":
      return removalCard(removalData(record, deciders, decisions));
    case "resize":
      return resizeCard(resizeData(record, deciders, decisions));
  }
}

/** After the last approval that was missing, while both clouds are read once more. */
export function checkingCard(
  people: Pick<People, "accountsOf">,
  record: RequestRecord,
  environment: Environment,
  decisions: readonly Decision[],
): Card {
  const deciders = decidersOf(people, environment);
  switch (record.kind) {
    case "create":
      return checkingAgainCard(cardData(record, deciders, decisions));
    case "teardown":
      return removalCheckingCard(removalData(record, deciders, decisions));
    case "resize":
      return resizeCheckingCard(resizeData(record, deciders, decisions));
  }
}

/** The card of a request that has ended: nobody decides any more, so its environment may be gone. */
export function closedCard(record: RequestRecord, outcome: DecisionOutcome): Card {
  const nobody: Deciders = { approvers: [], approvalsNeeded: 0 };
  switch (record.kind) {
    case "create":
      return decidedCard(cardData(record, nobody, []), outcome);
    case "teardown":
      return removalDecidedCard(removalData(record, nobody, []), outcome);
    case "resize":
      return resizeDecidedCard(resizeData(record, nobody, []), outcome);
  }
}
