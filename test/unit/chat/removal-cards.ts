import type { Card } from "../../../src/chat/card.ts";
import {
  type RemovalCardData,
  removalCard,
  removalCheckingCard,
  removalDecidedCard,
  removalReview,
  removalWanted,
} from "../../../src/chat/views/removal-card.ts";
import { removedCard, removedPost } from "../../../src/chat/views/removed.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import { reviewRemoval } from "../../../src/plan/removal/review.ts";
import { anOperation, begun, done, minute, operationData } from "../../builders/operation.ts";
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

/** What people see of a teardown. @param blocking what may stand in its way */
export function removalCards(blocking: Finding): Readonly<Record<string, Card>> {
  const asked = removal(blocking);
  return {
    "teardown, shown": removalReview({ plan: aPlan(), review, soakMinutes: 15 }),
    "teardown, blocked": removalReview(asked),
    "teardown, open": removalCard(asked),
    "teardown, checking again": removalCheckingCard({ ...asked, approvals: [{ by: alex, at: begun }] }),
    "teardown, withdrawn": removalDecidedCard(asked, { state: "withdrawn", by: dana, at: begun }),
    "teardown wanted": removalWanted(asked, [{ kind: "channel", platform: "slack", channel: "C0NET" }]),
    "teardown, done": removedCard(torn),
    "teardown, done, with what others joined": removedCard(shared),
    "rollback, before a circuit was made": removedCard(early),
    "post, removed": removedPost(torn),
  };
}
