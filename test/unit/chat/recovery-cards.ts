import type { Card } from "../../../src/chat/card.ts";
import { operationCard } from "../../../src/chat/views/operation-card.ts";
import { approvalWanted, checkingAgainCard, decidedCard, planCard } from "../../../src/chat/views/plan-card.ts";
import { startedPost } from "../../../src/chat/views/posts.ts";
import * as recovery from "../../../src/chat/views/recovery.ts";
import { removedCard } from "../../../src/chat/views/removed.ts";
import { statusCard } from "../../../src/chat/views/status.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { anOperation, begun, minute, operationData } from "../../builders/operation.ts";
import { alex, aPlan, approvers, aReport, dana } from "../../builders/plan.ts";

/** What half a link lacks, in words. */
export const missing = ["virtual circuit in OCI", "connection in Azure"];

const foundAgain: readonly recovery.FoundAgain[] = [
  { name: "erp", uid: "k3x9q2m7ab", known: "standing", missing: [], doubled: [], unsure: [] },
  { name: "hr", uid: "x9q2m7abk3", known: "removed", missing: [], doubled: [], unsure: [] },
  { name: "crm", uid: "m7abk3x9q2", missing: [], doubled: [], unsure: ["the GatewaySubnet of app-vnet"] },
  { name: "crm", uid: "q2m7abk3x9", missing, doubled: [], unsure: [] },
];
const doubled = { name: "web", uid: "abk3x9q2m7", missing: [], doubled: ["DRG in OCI"], unsure: [] };
const reasons = ["unsigned", "other-environment", "no-plan", "other-accounts", "elsewhere"] as const;
const ignored = reasons.map((why) => ({ name: `${why}-vnet`, side: "azure" as const, why }));

const plan = aPlan({ reason: "To finish what was half built" });
const finishing = { there: ["circuit in Azure", "gateway in Azure", "DRG in OCI"], missing };
const request = {
  plan,
  request: "i4f0a",
  expiresAt: begun + 20 * 60 * minute,
  approvers: [approvers],
  approvalsNeeded: 1,
  approvals: [],
  checks: 27,
  findings: [],
  finishing,
};
const stopped = anOperation(
  {
    "oci.virtual-circuit": {
      state: "blocked",
      blockedAt: begun + minute,
      error: { code: "QuotaExceeded", kind: "blocked", message: "Oracle refuses another virtual circuit." },
    },
  },
  { plan, state: "paused", stateSince: begun + minute },
);
const resumes = ["azure.circuit", "azure.gateway", "oci.drg"];
const finished = {
  uid: plan.uid,
  plan,
  approvedBy: [alex],
  builtAt: begun + minute,
  report: aReport(),
  verdictSince: begun + minute,
  waits: undefined,
  recovered: { by: dana, at: begun, missing: [] },
};

/** Every card about what is found again by its tags. */
export const recoveryCards: Readonly<Record<string, Card>> = {
  recovery: recovery.recoveryCard({ environment: "prod", found: [...foundAgain, doubled], ignored }),
  "recovery, nothing": recovery.recoveryCard({ environment: "prod", found: [], ignored: [] }),
  "taken back": recovery.takenBack(
    [
      { name: "erp", outcome: "restored" },
      { name: "crm", outcome: "partial" },
      { name: "hr", outcome: "name-taken" },
    ],
    { platform: "slack", channel: "C0NET" },
  ),
  "not found again": recovery.notFoundAgain("erp", []),
  "found twice": recovery.notFoundAgain("crm", foundAgain.slice(2)),
  "finishing, open": planCard(request),
  "finishing, without a circuit": planCard({ ...request, finishing: { there: [], missing } }),
  "finishing, checking again": checkingAgainCard({ ...request, approvals: [{ by: alex, at: begun }] }),
  "finishing, rejected": decidedCard(request, { state: "rejected", by: alex, at: begun, reason: "Take it down" }),
  "finishing wanted": approvalWanted(request, [{ kind: "channel", platform: "slack", channel: "C0NET" }]),
  "post, finishing started": startedPost({ name: "erp", kind: "create", plan, resumes }, [alex]),
  "operation, finishing stopped": operationCard(operationData({ ...stopped, record: { ...stopped.record, resumes } })),
  "finishing, rolled back": removedCard({
    ...operationData({
      ...stopped,
      state: "done",
      stateSince: begun + 9 * minute,
      record: {
        ...stopped.record,
        kind: "rollback",
        resumes,
        nodes: teardownGraph(plan, {}, { soakMs: 0, keeps: [] }),
      },
    }),
    proof: { circuitGoneAt: begun + 8 * minute, virtualCircuitGoneAt: begun + 4 * minute },
  }),
  "status, finished": statusCard({ kind: "built", built: finished }),
};
