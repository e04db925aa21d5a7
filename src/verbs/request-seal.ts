import { createHash } from "node:crypto";
import type { Seal } from "../approval/seal.ts";
import type { ResizeReview } from "../domain/resize.ts";
import { canonicalJson, planHash } from "../plan/plan-hash.ts";
import type { Decision, RequestNow, RequestRecord, TeardownRequest } from "../store/request-records.ts";

type Unsealed<Kind extends RequestRecord> = Omit<Kind, "seal">;

/** Seals a request at the moment it is made: what was asked for, by whom, until when, and where it is told. */
export function sealRequest<Kind extends RequestRecord>(
  seal: Seal,
  request: Unsealed<Kind>,
): Unsealed<Kind> & { seal: string } {
  return { ...request, seal: seal.of("request", requestFacts(request)) };
}

/** Seals one decision about one plan, made by one act. */
export function sealDecision(seal: Seal, request: RequestRecord, decision: Omit<Decision, "seal">): Decision {
  return { ...decision, seal: seal.of("decision", decisionFacts(request, decision)) };
}

/** What the approval of a teardown is bound to: the plan, what is removed of it, what is left, and how long it waits. */
export function teardownHash({
  plan,
  review,
  soakMinutes,
}: Pick<TeardownRequest, "plan" | "review" | "soakMinutes">): string {
  const bound = {
    plan: planHash(plan),
    removes: review.removes.map(({ step }) => step).toSorted(),
    keeps: review.keeps.map(({ step }) => step).toSorted(),
    soakMinutes,
  };
  return createHash("sha256").update(canonicalJson(bound)).digest("hex");
}

/** What the approval of a resize is bound to: the plan as it will be, and what the link has until then. */
export function resizeHash({ plan, fromMbps }: Pick<ResizeReview, "plan" | "fromMbps">): string {
  return createHash("sha256")
    .update(canonicalJson({ resize: planHash(plan), fromMbps }))
    .digest("hex");
}

/** Write access to Redis alone approves nothing: the request and every decision about it so far carry their seals. */
export function isGenuine(seal: Seal, { record, decisions }: RequestNow): boolean {
  return (
    hashOf(record) === record.planHash &&
    seal.fits(record.seal, "request", requestFacts(record)) &&
    decisions.every((decision) => seal.fits(decision.seal, "decision", decisionFacts(record, decision)))
  );
}

function hashOf(record: RequestRecord): string {
  switch (record.kind) {
    case "create":
      return planHash(record.plan);
    case "teardown":
      return teardownHash(record);
    case "resize":
      return resizeHash({ plan: record.plan, fromMbps: record.review.fromMbps });
  }
}

function requestFacts({
  kind,
  id,
  planHash: hash,
  requester,
  expiresAt,
  thread,
}: Pick<RequestRecord, "kind" | "id" | "planHash" | "requester" | "expiresAt" | "thread">) {
  return { kind, id, hash, requester, expiresAt, thread };
}

function decisionFacts({ id, planHash: hash }: RequestRecord, { person, verdict, act }: Omit<Decision, "seal">) {
  return { request: id, hash, by: person, verdict, act };
}
