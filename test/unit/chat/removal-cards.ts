import type { Card } from "../../../src/chat/card.ts";
import { operationCard } from "../../../src/chat/views/operation-card.ts";
import type { OperationData } from "../../../src/chat/views/operation-data.ts";
import { soakPost } from "../../../src/chat/views/posts.ts";
import {
  type RemovalCardData,
  removalCard,
  removalCheckingCard,
  removalDecidedCard,
  removalReview,
  removalWanted,
} from "../../../src/chat/views/removal-card.ts";
import { removedCard, removedPost } from "../../../src/chat/views/removed.ts";
import { wholeRemoval } from "../../../src/chat/views/whole-removal.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { Operation } from "../../../src/graph/records.ts";
import { reviewRemoval } from "../../../src/plan/removal/review.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { active, anOperation, begun, done, minute, operationData } from "../../builders/operation.ts";
import { alex, aPlan, approvers, dana } from "../../builders/plan.ts";
import { builtOfPlan, removalFacts } from "../../builders/removal-facts.ts";

const review = reviewRemoval({ plan: aPlan(), built: builtOfPlan, facts: removalFacts(), carried: true });
const removal = (blocking: Finding): RemovalCardData => ({
  plan: aPlan(),
  review: { ...review, findings: [blocking] },
  soakMinutes: 15,
  request: "r1",
  expiresAt: begun,
  approvers: [approvers],
  approvalsNeeded: 1,
  approvals: [],
  requester: dana,
  reason: "moved to the new link",
});
const torn = {
  ...operationData(anOperation({}, { state: "done", stateSince: begun + 40 * minute })),
  proof: { circuitGoneAt: begun + 39 * minute, virtualCircuitGoneAt: begun + 30 * minute, differences: [] },
  billedSince: begun - 41 * 24 * 60 * minute,
};
const left = {
  "azure.gateway": { ...done(0, 9), outputs: { kept: ["connection theirs"] } },
  "azure.public-ip": { ...done(0, 9), outputs: { keptWith: "azure.gateway" } },
};
const shared = { ...torn, operation: anOperation(left, { state: "done", stateSince: begun + 40 * minute }) };

const ended = anOperation({}, { state: "done", stateSince: begun + 2 * minute });
const { nodes } = ended.record;
const backwards = nodes.map((node) => ({ ...node, direction: "destroy" as const }));
const early = {
  ...operationData({ ...ended, record: { ...ended.record, kind: "rollback", nodes: backwards } }),
  proof: { circuitGoneAt: begun + minute, virtualCircuitGoneAt: begun + minute },
};

/** A teardown that has withdrawn traffic; `memo` is what its soak knows of the two circuits. */
function soaking(memo: JsonObject = {}, more: Partial<Operation> = {}): OperationData {
  const operation = anOperation({ "gate.soak": { ...active(3), memo } }, more);
  const going = teardownGraph(aPlan(), builtOfPlan, { soakMs: 15 * minute, keeps: [] });
  return operationData({ ...operation, record: { ...operation.record, kind: "teardown", nodes: going } });
}
const broken = { broken: "Oracle's virtual circuit has failed" };
const cancelled = { state: "paused", signals: { cancel: { at: begun, by: dana } } } as const;

/** What people see of a teardown. @param blocking what may stand in its way */
export function removalCards(blocking: Finding): Readonly<Record<string, Card>> {
  const asked = removal(blocking);
  return {
    "teardown, shown": removalReview({ plan: aPlan(), review, soakMinutes: 15 }),
    "teardown, blocked": removalReview(asked),
    "teardown, open": removalCard(asked),
    "teardown, checking again": removalCheckingCard({ ...asked, approvals: [{ by: alex, at: begun }] }),
    "teardown, withdrawn": removalDecidedCard(asked, { state: "withdrawn", by: dana, at: begun }),
    "teardown, whole": wholeRemoval({ plan: aPlan(), review, soakMinutes: 15 }, [
      { side: "azure", does: "removes connection erp-connection", after: [] },
      { side: "oci", does: "removes route rules in rt-app", after: [] },
      { side: "both", does: "waits 15 min", after: [1, 2] },
    ]),
    "teardown wanted": removalWanted(asked, [{ kind: "channel", platform: "slack", channel: "C0NET" }]),
    "teardown, soaking": operationCard(soaking()),
    "teardown, soaking, of a broken link": operationCard(soaking(broken)),
    "teardown, cancelled in its soak": operationCard(soaking({}, cancelled)),
    "teardown, cancelled in its soak, of a broken link": operationCard(soaking(broken, cancelled)),
    "post, soak": soakPost(soaking()),
    "post, soak, of a broken link": soakPost(soaking(broken)),
    "teardown, done": removedCard(torn),
    "teardown, done, with what others joined": removedCard(shared),
    "rollback, before a circuit was made": removedCard(early),
    "post, removed": removedPost(torn),
  };
}
