import type { Finding } from "../../domain/finding.ts";
import { isWithin } from "../arm-scope.ts";
import { blocking, type PlanCheck, type PlanQuestion, warning } from "../question.ts";
import { found, valueOr } from "../readings.ts";

/** No lock stands in the way of creating, or of removing later. */
export const locksCheck: PlanCheck = {
  id: "locks",
  title: "No lock stands in the way",
  run(question) {
    const targets = targetsOf(question);
    return valueOr(question.facts.azure.locks, [])
      .filter(({ scope }) => targets.some((target) => isWithin(target, scope)))
      .map((lock) => locked(lock));
  },
};

/** ARM scopes in which something is made or changed. */
function targetsOf({ environment, choice, made = {} }: PlanQuestion): readonly string[] {
  const subscription = `/subscriptions/${environment.azure.subscriptionId}`;
  const group = environment.azure.resourceGroup;
  return [
    group === undefined ? subscription : `${subscription}/resourceGroups/${group}`,
    choice.azure.vnet?.id,
    found(choice.azure.gateway)?.id,
    ...Object.values(made),
  ].filter((target) => target !== undefined);
}

function locked({ name, level, scope }: { name: string; level: string; scope: string }): Finding {
  const readOnly = level === "ReadOnly";
  const make = readOnly ? blocking : warning;
  return make({
    code: readOnly ? "azure-lock-read-only" : "azure-lock-no-delete",
    side: "azure",
    field: "env",
    cause: readOnly
      ? `The lock ${name} forbids every change in its scope.`
      : `The lock ${name} will forbid removing the interconnect later, while the circuit bills.`,
    evidence: [`lock: ${name} (${level})`, `scope: ${scope}`],
    remedy: readOnly ? "Have the lock lifted, or use another environment." : "Know who can lift it before a teardown.",
    owner: "operator",
  });
}
