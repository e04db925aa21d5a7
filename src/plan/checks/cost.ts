import type { Environment } from "../../domain/environment.ts";
import type { Finding } from "../../domain/finding.ts";
import type { CostOutcome } from "../cost.ts";
import { blocking, note, type PlanCheck } from "../question.ts";

/** The monthly sum is known and within the environment's limit; an unknown price counts as above every limit. */
export const costCheck: PlanCheck = {
  id: "cost",
  title: "The monthly cost is known and within the limit",
  run: ({ environment, cost }) => costFindings(environment, cost),
};

/** What is wrong with a monthly cost, by the environment's limit. */
export function costFindings({ policy }: Pick<Environment, "policy">, cost: CostOutcome): readonly Finding[] {
  const limit = policy.maxMonthlyCost;
  if (cost.state === "unknown") {
    const make = limit === undefined ? note : blocking;
    return [
      make({
        code: "cost-unknown",
        side: "bot",
        field: "env",
        cause: "What this will cost is not known: a price is missing.",
        evidence: cost.missing.map((what) => `missing: ${what}`),
        remedy:
          limit === undefined
            ? "Add the missing prices to the operator's price file to have the sum shown."
            : `The environment allows ${limit} a month, and an unknown price counts as above it. Add the missing prices to the price file.`,
        owner: "operator",
      }),
    ];
  }
  const { perMonth, currency, pricesOf } = cost.cost;
  if (limit === undefined || perMonth <= limit) return [];
  return [
    blocking({
      code: "cost-above-limit",
      side: "bot",
      field: "bandwidth",
      cause: `It would cost about ${perMonth} ${currency} a month; the environment allows ${limit}.`,
      evidence: [`prices of: ${pricesOf}`, `limit: ${limit} ${currency} a month`],
      remedy: "Take a smaller bandwidth or gateway, or have the operator raise maxMonthlyCost.",
      owner: "operator",
    }),
  ];
}
