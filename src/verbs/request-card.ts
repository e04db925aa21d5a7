import type { PlanCardData } from "../chat/views/plan-card.ts";
import type { RemovalCardData } from "../chat/views/removal-card.ts";
import type { ResizeCardData } from "../chat/views/resize-card.ts";
import type { CreateRequest, Decision, RequestRecord, ResizeRequest, TeardownRequest } from "../store/requests.ts";

interface Deciders {
  readonly policy: Pick<PlanCardData, "approvers" | "approvalsNeeded">;
}

/** What the plan card shows of a request. */
export function cardData(record: CreateRequest, deciders: Deciders, decisions: readonly Decision[]): PlanCardData {
  const { plan, checks, findings } = record;
  return { plan, checks, findings, ...decidingData(record, deciders, decisions) };
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

function decidingData({ id, expiresAt }: RequestRecord, { policy }: Deciders, decisions: readonly Decision[]) {
  return {
    request: id,
    expiresAt,
    approvers: policy.approvers,
    approvalsNeeded: policy.approvalsNeeded,
    approvals: decisions.map(({ person, at }) => ({ by: person, at })),
  };
}
