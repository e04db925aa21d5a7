import type { Finding } from "../../../domain/finding.ts";
import { isWithin } from "../../arm-scope.ts";
import { blocking } from "../../question.ts";
import { valueOr } from "../../readings.ts";
import { type RemovalCheck, type RemovalQuestion, removedOf } from "../question.ts";

/** No lock forbids what is to be removed, nor a change of the gateway that a connection leaves. */
export const locksCheck: RemovalCheck = {
  id: "locks",
  title: "No lock stands in the way",
  run: (question) =>
    valueOr(question.facts.networks.azure.locks, []).flatMap((lock) => {
      const held = heldBy(question, lock);
      return held.length === 0 ? [] : [locked(lock, held)];
    }),
};

interface Lock {
  readonly name: string;
  readonly level: string;
  readonly scope: string;
}

function heldBy(question: RemovalQuestion, { level, scope }: Lock): readonly string[] {
  const { ids } = question.facts.azure;
  const removed = removedOf(question).flatMap(({ what, armId }) => (armId === undefined ? [] : [{ what, armId }]));
  const changed =
    level === "ReadOnly" ? [{ what: `gateway ${question.plan.azure.gateway.name}`, armId: ids.gateway }] : [];
  const held = [...removed, ...changed].filter(({ armId }) => isWithin(armId, scope)).map(({ what }) => what);
  return [...new Set(held)];
}

function locked({ name, level, scope }: Lock, held: readonly string[]): Finding {
  return blocking({
    code: "azure-lock",
    side: "azure",
    cause: `The lock ${name} forbids removing ${held.join(", ")}, and the circuit bills until it is gone.`,
    evidence: [`lock: ${name} (${level})`, `scope: ${scope}`],
    remedy: "Have the lock lifted by whoever set it, then ask again.",
    owner: "operator",
  });
}
