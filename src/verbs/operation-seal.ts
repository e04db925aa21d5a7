import { createHash } from "node:crypto";
import type { Seal } from "../approval/seal.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { OperationRecord } from "../graph/records.ts";
import { planHash } from "../plan/plan-hash.ts";

/** What of an operation a decision stands for: everything that says what is built, where, for whom, and where it is told. */
function facts({ id, kind, uid, environment, thread, owner, nodes }: OperationRecord, hash: string) {
  const graph = createHash("sha256").update(JSON.stringify(nodes)).digest("hex");
  // Operations of earlier versions put no plan into tags.
  const tagged = owner.plan === undefined ? {} : { tagged: owner.plan };
  return { id, kind, uid, environment, thread, graph, planHash: hash, ...tagged };
}

/** Seals an operation at the moment it is decided. */
export function sealOperation(seal: Seal, operation: OperationRecord, hash: string): OperationRecord {
  return { ...operation, decision: { planHash: hash, seal: seal.of("operation", facts(operation, hash)) } };
}

/**
 * Write access to Redis alone decides nothing: an operation that changes something runs only under its seal.
 *
 * @throws InterconnectError `NotAllowed` (blocked) when the seal is missing or does not fit
 */
export function checkSeal(seal: Seal, operation: OperationRecord): void {
  if (changesNothing(operation) || isDecided(seal, operation)) return;
  throw new InterconnectError({
    code: "NotAllowed",
    kind: "blocked",
    message: `The record of ${operation.name}'s operation does not carry a valid decision, so nothing is sent to the clouds.`,
    hint: "The operator of this bot should find out who changed the record in Redis.",
  });
}

/** What counts is what its steps do, not what it is called. */
function changesNothing({ kind, nodes }: OperationRecord): boolean {
  return kind === "verify" && nodes.every((node) => node.kind === "link.verify");
}

function isDecided(seal: Seal, operation: OperationRecord): boolean {
  const { decision, plan, owner, uid, environment } = operation;
  if (decision === undefined || planHash(plan) !== decision.planHash) return false;
  const mark = seal.owner(uid, environment);
  const isOwn = owner.uid === mark.uid && owner.environment === mark.environment && owner.seal === mark.seal;
  return isOwn && seal.fits(decision.seal, "operation", facts(operation, decision.planHash));
}
