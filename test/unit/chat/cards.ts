import type { Card } from "../../../src/chat/card.ts";
import { blockedPlan, cannotCheck } from "../../../src/chat/views/findings.ts";
import { didYouMean, helpFor, helpOverview, misread } from "../../../src/chat/views/help.ts";
import { listCard } from "../../../src/chat/views/list.ts";
import { operationCard } from "../../../src/chat/views/operation-card.ts";
import type { OperationData } from "../../../src/chat/views/operation-data.ts";
import type { PlanCardData } from "../../../src/chat/views/plan-card.ts";
import { approvalWanted, checkingAgainCard, decidedCard, planCard } from "../../../src/chat/views/plan-card.ts";
import * as posts from "../../../src/chat/views/posts.ts";
import * as refusals from "../../../src/chat/views/refusals.ts";
import { resultCard, resultPost } from "../../../src/chat/views/result.ts";
import { type Standing, statusCard } from "../../../src/chat/views/status.ts";
import { tooManyVerifications, verificationCard, verifyingWord } from "../../../src/chat/views/verification.ts";
import { wholePlan } from "../../../src/chat/views/whole-plan.ts";
import type { StepRecord } from "../../../src/graph/records.ts";
import { active, anOperation, begun, done, minute, operationData, usualMs } from "../../builders/operation.ts";
import { aFinding, aKeyRef, alex, aPlan, approvers, aReport, dana } from "../../builders/plan.ts";
import { adoptionCards } from "./adoption-cards.ts";
import { freeze, frozenCards } from "./frozen-cards.ts";
import { missing, recoveryCards } from "./recovery-cards.ts";
import { removalCards } from "./removal-cards.ts";
import { resizeCards } from "./resize-cards.ts";

/** One card of every kind, as people may meet it; what the tests of views and of rendering go through. */

export const request: PlanCardData = {
  plan: aPlan({
    reach: {
      ociShowsAzure: ["10.20.0.0/20"],
      azureShowsOci: ["10.1.0.0/16"],
      beyond: [{ prefix: "10.7.0.0/20", of: "spoke-7", direction: "to-oci" }],
      openSubnets: 6,
    },
  }),
  request: "i4f0a",
  expiresAt: begun + 20 * 60 * minute,
  approvers: [approvers],
  approvalsNeeded: 1,
  approvals: [],
  checks: 22,
  findings: [aFinding()],
};

const steps: Readonly<Record<string, Partial<StepRecord>>> = {
  "azure.resource-group": done(0, 0.1),
  "azure.circuit": done(0.1, 1.5),
  "azure.vnet": done(0.1, 0.3),
  "azure.public-ip": done(0.1, 0.3),
  "azure.gateway": active(1),
  "oci.drg": done(0, 0.5),
  "oci.drg-attachment": done(0.5, 1),
  "oci.virtual-circuit": active(12),
};

export const building = operationData(anOperation(steps));

const paused = operationData(
  anOperation(
    {
      ...steps,
      "oci.virtual-circuit": {
        ...active(2),
        state: "blocked",
        blockedAt: begun + 3 * minute,
        error: {
          code: "QuotaExceeded",
          kind: "blocked",
          message:
            "Oracle refuses another virtual circuit: the limit virtual-circuit-count in uk-london-1 is 1, in use 1.",
          hint: "Raise the limit in the OCI console, then press Retry.",
          details: {
            side: "oci",
            cloudCode: "LimitExceeded",
            requestId: "6F1A",
            cloudMessage: "The following service limits were exceeded: virtual-circuit-count",
          },
        },
      },
    },
    { state: "paused", stateSince: begun + 3 * minute },
  ),
);

const heldPlan = aPlan({ activate: "hold" });
const beforeGate = anOperation({}, { plan: heldPlan }).record.nodes.flatMap(({ id, kind }) =>
  ["gate.activate", "azure.connection", "oci.route-rules", "link.verify"].includes(kind) ? [] : [[id, done(0, 34)]],
);
const held = operationData(
  anOperation({ ...Object.fromEntries(beforeGate), "gate.activate": active(34) }, { plan: heldPlan }),
  { now: begun + 40 * minute },
);

const provisioned = operationData(
  anOperation({ ...steps, "oci.virtual-circuit": done(2, 5), "azure.provider-provisioned": done(5, 6) }),
);

const allDone = Object.fromEntries(building.operation.record.nodes.map(({ id }) => [id, done(0.1, 36)]));
const finished: OperationData & { report: ReturnType<typeof aReport> } = {
  ...operationData(anOperation(allDone, { state: "done", stateSince: begun + 36.2 * minute })),
  report: aReport(),
};

const degraded = aReport({
  verdict: "degraded",
  findings: [
    aFinding({
      code: "session-down-secondary",
      severity: "blocking",
      cause: "The secondary BGP session is down, as seen by Azure.",
      evidence: ["ARP secondary: Incomplete"],
      remedy: "Open a case with Oracle that names the virtual circuit.",
      owner: "Oracle",
    }),
  ],
});

const built = {
  uid: "k3x9q2m7ab",
  plan: aPlan({ name: "crm" }),
  approvedBy: [alex],
  builtAt: begun,
  report: aReport(),
  verdictSince: begun,
  waits: undefined,
};

const lost = { by: alex, at: begun, missing };
const standings: readonly Standing[] = [
  { kind: "built", built },
  { kind: "requested", request },
  { kind: "building", data: building },
  { kind: "built", built: { ...built, plan: aPlan({ name: "hr" }), report: degraded } },
  { kind: "building", data: paused },
  { kind: "building", data: held },
  { kind: "built", built: { ...built, plan: aPlan({ name: "new" }), report: undefined, verdictSince: undefined } },
];

const gateway = building.operation.record.nodes.find(({ id }) => id === "azure.gateway") ?? failure("no gateway");
function failure(what: string): never {
  throw new Error(what);
}

const blocking = aFinding({
  severity: "blocking",
  field: "vnet",
  cause: "10.1.0.0/16 overlaps the VCN's 10.1.128.0/20.",
  evidence: ["VCN app-vcn: 10.1.128.0/20"],
  remedy: "Choose another range, or another VCN.",
  owner: "requester",
});
const unread = aFinding({
  severity: "blocking",
  field: "env",
  cause: "Azure did not show VNets.",
  evidence: ["VNets: Azure did not accept the bot's credentials."],
  remedy: "Give the bot's identity the right to read this, or try again when Azure answers.",
  owner: "operator",
});
const away = { code: "CloudUnreachable", kind: "transient", message: "Azure did not answer." } as const;
const busy = { code: "Busy", kind: "conflict", message: "crm is changing the gateway, for 4 min now." } as const;

export const cards: Readonly<Record<string, Card>> = {
  ...resizeCards(blocking),
  ...frozenCards(building, { kind: "built", built }),
  "plan, open": planCard(request),
  "plan, one of two approvals": planCard({ ...request, approvalsNeeded: 2, approvals: [{ by: alex, at: begun }] }),
  "plan, without a price": planCard({ ...request, plan: withoutCost(), findings: [] }),
  "plan, checking again": checkingAgainCard({ ...request, approvals: [{ by: alex, at: begun }] }),
  "plan, approved": decidedCard(request, { state: "approved", by: [alex], at: begun }),
  "plan, rejected": decidedCard(request, {
    state: "rejected",
    by: alex,
    at: begun,
    reason: "Not before the freeze ends",
  }),
  "plan, expired": decidedCard(request, { state: "expired", at: begun }),
  "plan, void": decidedCard(request, { state: "void", at: begun, why: "The cost rose by more than 10 %." }),
  ...removalCards(blocking),
  "plan, whole": wholePlan(request.plan),
  "approval wanted": approvalWanted(request, [{ kind: "channel", platform: "slack", channel: "C0NET" }]),
  "operation, building": operationCard(building),
  "operation, on hold": operationCard(held),
  "operation, stopped": operationCard(paused),
  "operation, done": resultCard(finished),
  "operation, cancelled": operationCard(operationData(anOperation(steps, { state: "cancelled" }))),
  "post, started": posts.startedPost({ name: "erp", kind: "create", plan: aPlan() }, [alex]),
  "post, provisioned": posts.provisionedPost(provisioned, aKeyRef),
  "post, provisioned, key kept back": posts.provisionedPost(
    { ...provisioned, plan: aPlan({ serviceKey: "reveal" }) },
    aKeyRef,
  ),
  "post, on hold": posts.holdPost(held),
  "post, stopped": posts.pausedPost(paused),
  "post, result": resultPost(finished),
  "post, result degraded": resultPost({ ...finished, report: degraded }),
  "post, result unknown": resultPost({ ...finished, report: aReport({ verdict: "unknown" }) }),
  "post, late": posts.latePost(gateway, { elapsedMs: 61 * minute, reason: "Azure says Updating", usualMs }),
  "post, late over": posts.lateOverPost(gateway, 64 * minute),
  "post, late over, of a removal": posts.lateOverPost({ ...gateway, direction: "destroy" }, 64 * minute),
  "post, away": posts.awayPost("azure", begun, away),
  "post, back": posts.backPost("azure", 12 * minute),
  "post, queued": posts.queuedPost(gateway, busy),
  "post, reminder": posts.reminderPost({ ...paused, now: begun + 64 * minute }),
  "post, ended": posts.endedPost(paused),
  "post, come back": posts.reappearedPost("erp", ["Azure: the gateway erp-gw"]),
  verification: verificationCard({ name: "erp", uid: "k3x9q2m7ab", report: degraded }),
  verifying: verifyingWord("erp"),
  verifiedTooOften: tooManyVerifications("erp", 6),
  "status, built": statusCard({ kind: "built", built }),
  "status, never verified": statusCard({
    kind: "built",
    built: { ...built, report: undefined, verdictSince: undefined },
  }),
  "status, taken back": statusCard({
    kind: "built",
    built: { ...built, approvedBy: [], recovered: { ...lost, missing: [] } },
  }),
  "status, not complete": statusCard({
    kind: "built",
    built: { ...built, report: undefined, verdictSince: undefined, approvedBy: [], recovered: lost },
  }),
  ...recoveryCards,
  ...adoptionCards,
  list: listCard(standings),
  "list, empty": listCard([], { env: "test" }),
  "help, quiet": helpOverview({ waiting: [], running: [], freezes: [], now: begun }),
  "help, busy": helpOverview({
    waiting: [{ name: "erp", forWhat: "waits for your approval", until: begun + 60 * minute }],
    running: [{ name: "crm", doing: "is being built", sinceMs: begun - 14 * minute }],
    freezes: [freeze],
    now: begun,
  }),
  "help on create": helpFor("create"),
  "help on verify": helpFor("verify"),
  "did you mean": didYouMean({ kind: "unknown-verb", typed: "crate", rest: "name=erp", nearest: "create" }),
  "no such verb": didYouMean({ kind: "unknown-verb", typed: "xylophone", rest: "" }),
  misread: misread({ kind: "misread", verb: "status", problems: ['"crm" has no place in status.'] }),
  "blocked plan": blockedPlan("erp", [blocking, aFinding()], "d1"),
  "cannot check": cannotCheck("erp", [unread], "d1"),
  "not allowed": refusals.notAllowed("decide about erp", [approvers, alex]),
  "not a member": refusals.notAMember("ask for interconnects in prod", { platform: "slack", channel: "C0NET" }),
  "not heard": refusals.notHeard(),
  "nobody may": refusals.notAllowed("decide about erp", []),
  "own request": refusals.ownRequest("erp", [approvers]),
  "unknown across platforms": refusals.unknownAcross("erp", {
    person: "teams:aaaa/a1",
    requester: dana,
    unknown: ["teams:aaaa/a1", dana],
  }),
  "nobody can decide": refusals.nobodyCanDecide("prod", "teams:aaaa/d0"),
  "already decided": refusals.alreadyDecided({ name: "erp", state: "approved", by: alex, at: begun }),
  stale: refusals.staleButton(),
  "name taken": refusals.nameTaken("erp", { by: dana, since: begun }, "d1"),
  "not taken": refusals.notTaken(),
  "unknown name": refusals.unknownName("erp-tset", "status", { near: ["erp-test"], fitting: ["erp-test"] }),
  "unknown name, of which the verb is for none": refusals.unknownName("erp-tset", "retry", {
    near: ["erp-test"],
    fitting: [],
  }),
  "unknown name, none near": refusals.unknownName("zzz", "status", { near: [], fitting: [] }),
  "name needed": refusals.nameNeeded("verify", ["erp", "crm"]),
  "name needed, of which the verb is for none": refusals.nameNeeded("release", [], true),
  "unknown environment": refusals.unknownEnvironment("prd", ["prod", "test"]),
  error: refusals.errorWord(
    {
      code: "CloudForbidden",
      kind: "blocked",
      message: "Azure does not let the bot read the network hub-vnet.",
      hint: "The operator gives the reader role on it.",
      details: {
        side: "azure",
        cloudCode: "AuthorizationFailed",
        requestId: "9b1d",
        cloudMessage: "does not have authorization",
      },
    },
    "r-77aa",
  ),
};

function withoutCost() {
  const { cost: _cost, ...plan } = aPlan();
  return plan;
}
