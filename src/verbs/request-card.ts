import { eachOnce, type People } from "../approval/people.ts";
import type { PlanCardData } from "../chat/views/plan-card.ts";
import type { RemovalCardData } from "../chat/views/removal-card.ts";
import type { ResizeCardData } from "../chat/views/resize-card.ts";
import type { Environment } from "../domain/environment.ts";
import type {
  CreateRequest,
  Decision,
  RequestRecord,
  ResizeRequest,
  TeardownRequest,
} from "../store/request-records.ts";

/** Whose decision a request waits for. */
export type Deciders = Pick<PlanCardData, "approvers" | "approvalsNeeded">;

/** Whom the policy names, each person once. */
export function decidersOf(people: Pick<People, "accountsOf">, { policy }: Environment): Deciders {
  const { approvers, approvalsNeeded } = policy;
  return { approvers: eachOnce(people, approvers), approvalsNeeded };
}

/** What the plan card shows of a request. */
export function cardData(record: CreateRequest, deciders: Deciders, decisions: readonly Decision[]): PlanCardData {
  const { plan, checks, findings, adoption, finishing } = record;
  return {
    plan,
    checks,
    findings,
    ...adoption,
    ...(finishing && { finishing }),
    ...decidingData(record, deciders, decisions),
  };
}

/** What the card of a teardown shows of its request. */
export function removalData(
  record: TeardownRequest,
  deciders: Deciders,
  decisions: readonly Decision[],
): RemovalCardData {
  const { plan, review, soakMinutes, requester, reason } = record;
  return { plan, review, soakMinutes, requester, reason, ...decidingData(record, deciders, decisions) };
}

/** What the card of a resize shows of its request. */
export function resizeData(record: ResizeRequest, deciders: Deciders, decisions: readonly Decision[]): ResizeCardData {
  const { review, requester, reason } = record;
  return { review, requester, reason, ...decidingData(record, deciders, decisions) };
}

function decidingData({ id, expiresAt }: RequestRecord, deciders: Deciders, decisions: readonly Decision[]) {
  return {
    request: id,
    expiresAt,
    ...deciders,
    approvals: decisions.map(({ person, at }) => ({ by: person, at })),
  };
}
