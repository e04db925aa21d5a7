import { Seal } from "../../../src/approval/seal.ts";
import { personId, requestId, threadId } from "../../../src/domain/ids.ts";
import { planHash } from "../../../src/plan/plan-hash.ts";
import type { CreateRequest, RequestNow } from "../../../src/store/request-records.ts";
import { isGenuine, sealDecision, sealRequest } from "../../../src/verbs/request-seal.ts";
import { aPlan } from "../../builders/plan.ts";
import { aRequest } from "../../builders/request.ts";

const seal = new Seal("the key that only the bot has, and no Redis");
const plan = aPlan();
const record = sealRequest<CreateRequest>(seal, {
  kind: "create",
  id: requestId("r1"),
  request: aRequest(),
  plan,
  planHash: planHash(plan),
  findings: [],
  checks: 0,
  thread: threadId("slack/C0NET/u1"),
  requester: plan.requester,
  createdAt: 0,
  expiresAt: 1_000,
});
const sam = sealDecision(seal, record, { person: personId("slack:T1/USAM"), verdict: "approve", at: 1, act: "act-1" });
const genuine: RequestNow = { record, state: "open", decisions: [sam], version: "2", outcome: undefined };

test("a request with its decisions as they were made is genuine", () => {
  expect(isGenuine(seal, genuine)).toBe(true);
});

const dearer = { ...plan, bandwidthMbps: 10000 as const };

test.each<{ what: string; forged: Partial<RequestNow> }>([
  { what: "another plan", forged: { record: { ...record, plan: dearer } } },
  { what: "another plan and its hash", forged: { record: { ...record, plan: dearer, planHash: planHash(dearer) } } },
  { what: "a later end", forged: { record: { ...record, expiresAt: 2_000 } } },
  { what: "another requester", forged: { record: { ...record, requester: personId("slack:T1/UEVE") } } },
  { what: "a decision of nobody's", forged: { decisions: [sam, { ...sam, person: personId("slack:T1/UEVE") }] } },
  { what: "an approval made of a refusal", forged: { decisions: [{ ...sam, verdict: "reject" }] } },
])("a request with $what is not", ({ forged }) => {
  expect(isGenuine(seal, { ...genuine, ...forged })).toBe(false);
});
