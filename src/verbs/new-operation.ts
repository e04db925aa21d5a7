import { planText } from "../approval/plan-text.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { OperationId, PersonId, ThreadId } from "../domain/ids.ts";
import type { Plan } from "../domain/plan.ts";
import type { OperationKind, OperationRecord, StepNode } from "../graph/records.ts";
import { planHash } from "../plan/plan-hash.ts";
import { sealOperation } from "./operation-seal.ts";
import type { VerbPorts } from "./ports.ts";

export interface NewOperation {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly plan: Plan;
  readonly thread: ThreadId;
  readonly requester: PersonId;
  readonly nodes: readonly StepNode[];
  readonly billedSince?: number | undefined;
  readonly resumes?: readonly string[];
}

const foreign = (name: string): InterconnectError =>
  new InterconnectError({
    code: "ForeignResource",
    kind: "blocked",
    message: `${name} was made elsewhere and is not owned by the bot. Nothing was changed.`,
    hint: "Change it where it was made.",
  });

/** An operation as it begins now, about the interconnect of its plan, sealed by the decision it follows from. What is not the bot's is only read. */
export function newOperation(
  { clock, seal }: Pick<VerbPorts, "clock" | "seal">,
  { billedSince, plan, ...rest }: NewOperation,
): OperationRecord {
  const { uid, name, environment } = plan;
  if (plan.owned === false && rest.kind !== "verify") throw foreign(name);
  const operation: OperationRecord = {
    ...rest,
    uid,
    name,
    environment,
    owner: { ...seal.owner(uid, environment), plan: planText(seal, plan) },
    createdAt: clock.now(),
    ...(billedSince !== undefined && { billedSince }),
    plan,
  };
  return sealOperation(seal, operation, planHash(plan));
}
