import type { Card } from "../../../src/chat/card.ts";
import * as adoption from "../../../src/chat/views/adoption.ts";
import { operationCard } from "../../../src/chat/views/operation-card.ts";
import { approvalWanted, checkingAgainCard, decidedCard, planCard } from "../../../src/chat/views/plan-card.ts";
import { startedPost } from "../../../src/chat/views/posts.ts";
import { removalReview } from "../../../src/chat/views/removal-card.ts";
import { removedCard } from "../../../src/chat/views/removed.ts";
import { statusCard } from "../../../src/chat/views/status.ts";
import { verificationCard } from "../../../src/chat/views/verification.ts";
import { wholePlan } from "../../../src/chat/views/whole-plan.ts";
import type { StepRecord } from "../../../src/graph/records.ts";
import { reviewRemoval } from "../../../src/plan/removal/review.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { active, anOperation, begun, done, minute, operationData } from "../../builders/operation.ts";
import { alex, aPlan, approvers, aReport, dana } from "../../builders/plan.ts";
import { builtOfPlan, removalFacts } from "../../builders/removal-facts.ts";

const plan = aPlan({ owned: false });
const confirm = "adopt env=prod name=erp circuit=/subscriptions/s virtualcircuit=ocid1.virtualcircuit confirm=3f9a";
const own = "adopt env=prod name=erp circuit=/subscriptions/s own=yes";
const differences = [
  { what: "Circuit tier", found: "Premium", planned: "Standard" },
  { what: "Route rules of rt-app", found: "none to 10.1.0.0/16", planned: "one over the DRG" },
];
const watched = {
  uid: plan.uid,
  plan,
  approvedBy: [],
  builtAt: begun,
  report: undefined,
  verdictSince: undefined,
  waits: undefined,
  adopted: { by: dana, at: begun },
};

const taking = aPlan({
  takes: { virtualCircuitId: "ocid1.virtualcircuit.oc1..e" },
  reason: "Made elsewhere, and taken over",
});
const request = {
  plan: taking,
  request: "i4f0a",
  expiresAt: begun + 20 * 60 * minute,
  approvers: [approvers],
  approvalsNeeded: 1,
  approvals: [],
  checks: 22,
  findings: [],
  differences,
};
const waits = [{ kind: "channel", platform: "slack", channel: "C0NET" }] as const;
const takenOver = operationData(
  anOperation({ "azure.mark/circuit": done(0, 0.1), "oci.mark/virtual-circuit": active(0) }, { plan: taking }),
);
const refusedMark: Partial<StepRecord> = {
  state: "blocked",
  blockedAt: begun + minute,
  error: { code: "CloudForbidden", kind: "blocked", message: "Azure does not let the bot change the tags." },
};
const stopped = operationData(
  anOperation({ "azure.mark/circuit": refusedMark }, { plan: taking, state: "paused", stateSince: begun + minute }),
);

const givenBack = operationData(anOperation({}, { plan: taking, state: "done", stateSince: begun + 4 * minute }));
const theirs = ["azure.circuit", "oci.virtual-circuit"];
const nodes = teardownGraph(taking, {}, { soakMs: 0, keeps: [], givesBack: true });
const removed = {
  ...givenBack,
  operation: { ...givenBack.operation, record: { ...givenBack.operation.record, kind: "rollback" as const, nodes } },
  proof: { circuitGoneAt: begun, virtualCircuitGoneAt: begun, differences: [] },
};

/** Every card about links that were made elsewhere. */
export const adoptionCards: Readonly<Record<string, Card>> = {
  adoption: adoption.adoptionCard({ plan, differences, confirm, own }),
  "adoption, the same": adoption.adoptionCard({ plan, differences: [], confirm, own }),
  "adoption, incomplete": adoption.incomplete("erp", ["private peering in Azure"], { own, untold: [] }),
  "adoption, only a circuit": adoption.incomplete("erp", ["virtual circuit in OCI"], { own, untold: ["vnet", "vcn"] }),
  "adoption, changed": adoption.changedMeanwhile("erp"),
  "owning, open": planCard(request),
  "owning, checking again": checkingAgainCard({ ...request, approvals: [{ by: alex, at: begun }] }),
  "owning, rejected": decidedCard(
    { ...request, watched: true },
    { state: "rejected", by: alex, at: begun, reason: "Not today" },
  ),
  "owning wanted": approvalWanted(request, waits),
  "plan, owning": wholePlan(taking),
  "operation, taking over": operationCard(takenOver),
  "operation, taking over stopped": operationCard(stopped),
  "post, taking over started": startedPost({ name: "erp", kind: "create", plan: taking }, [alex]),
  "teardown of what was taken over": removalReview({
    plan: taking,
    review: reviewRemoval({ plan: taking, built: builtOfPlan, facts: removalFacts(), carried: true }),
    soakMinutes: 5,
  }),
  "teardown of what was half taken over": removalReview({
    plan: taking,
    review: reviewRemoval({ plan: taking, built: {}, facts: removalFacts(), carried: false, givesBack: theirs }),
    soakMinutes: 0,
  }),
  "owning, given back": removedCard(removed),
  adopted: adoption.adopted("erp", { platform: "slack", channel: "C0NET" }),
  "not owned": adoption.notOwned("erp", "teardown"),
  released: adoption.released("erp"),
  "status, adopted": statusCard({ kind: "built", built: watched }),
  "status, adopted and up": statusCard({
    kind: "built",
    built: { ...watched, report: aReport(), verdictSince: begun },
  }),
  "status, released": statusCard({
    kind: "built",
    built: { ...watched, adopted: { ...watched.adopted, releasedAt: begun } },
  }),
  "plan, adopted": wholePlan(plan),
  "verification, adopted": verificationCard({ name: "erp", uid: plan.uid, report: aReport(), owned: false }),
};
