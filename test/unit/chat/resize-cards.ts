import type { Card } from "../../../src/chat/card.ts";
import { operationCard } from "../../../src/chat/views/operation-card.ts";
import { pausedPost, startedPost } from "../../../src/chat/views/posts.ts";
import * as resize from "../../../src/chat/views/resize-card.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import type { ResizeReview } from "../../../src/domain/resize.ts";
import { resizeGraph } from "../../../src/steps/resize-graph.ts";
import { at } from "../../builders/network-facts.ts";
import { active, anOperation, begun, done, minute, operationData } from "../../builders/operation.ts";
import { aFinding, alex, aPlan, approvers, dana } from "../../builders/plan.ts";
import { removalFacts } from "../../builders/removal-facts.ts";

const before = aPlan();
const plan = aPlan({
  bandwidthMbps: 2000,
  cost: { currency: "GBP", perMonth: 1420, pricesOf: "2026-11-21", items: [{ name: "Circuit 2 Gbps", perMonth: 720 }] },
});
/** A resize from 1 to 2 Gbps. */
export const review: ResizeReview = {
  readAt: at,
  fromMbps: 1000,
  plan,
  ...(before.cost && { costBefore: before.cost }),
  traffic: removalFacts().azure.traffic,
  findings: [aFinding()],
};
const data: resize.ResizeCardData = {
  review,
  request: "r2",
  expiresAt: begun,
  approvers: [approvers],
  approvalsNeeded: 1,
  approvals: [],
  requester: dana,
  reason: "quarter-end loads",
};

const graph = anOperation({}, { plan });
const resizing = (steps: Parameters<typeof anOperation>[0], more: Parameters<typeof anOperation>[1] = {}) => {
  const operation = anOperation(steps, { plan, ...more });
  return operationData({
    ...operation,
    record: { ...graph.record, kind: "resize", nodes: resizeGraph(plan, {}) },
  });
};
const growing = resizing({
  "azure.circuit-bandwidth": done(0, 0.3),
  "oci.virtual-circuit-bandwidth": {
    ...active(0.3),
    reason: "Oracle is provisioning the virtual circuit anew (PROVISIONING); no traffic flows meanwhile",
  },
});
const stuck = resizing(
  {
    "azure.circuit-bandwidth": done(0, 0.3),
    "oci.virtual-circuit-bandwidth": {
      ...active(0.3),
      state: "blocked",
      blockedAt: begun + minute,
      error: { code: "CloudRefused", kind: "blocked", message: "Oracle did not take the bandwidth." },
    },
  },
  { state: "paused", stateSince: begun + minute },
);

/** What people read about a link that is to have more bandwidth. */
export function resizeCards(blocking: Finding): Readonly<Record<string, Card>> {
  const { cost: _unknown, ...unpriced } = plan;
  const blocked = { ...review, plan: unpriced, findings: [blocking] };
  return {
    "resize, which": resize.resizeChoice(before, [2000, 5000, 10_000]),
    "resize, shown": resize.resizeShown(review),
    "resize, blocked": resize.resizeShown(blocked),
    "resize, open": resize.resizeCard(data),
    "resize, checking again": resize.resizeCheckingCard({ ...data, approvals: [{ by: alex, at: begun }] }),
    "resize, rejected": resize.resizeDecidedCard(data, { state: "rejected", by: alex, at: begun, reason: "Not today" }),
    "resize wanted": resize.resizeWanted(data, [{ kind: "channel", platform: "slack", channel: "C0NET" }]),
    "operation, resizing": operationCard(growing),
    "operation, resize stopped": operationCard(stuck),
    "post, resize started": startedPost({ name: "erp", kind: "resize", plan: aPlan() }, [alex]),
    "post, resize stopped": pausedPost(stuck),
  };
}
