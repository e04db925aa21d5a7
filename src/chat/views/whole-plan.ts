import type { CostEstimate, Plan } from "../../domain/plan.ts";
import { bold, type Card, card, code, fields, list, note, type Saying, say, table, text } from "../card.ts";
import { money } from "../words.ts";
import { elsewhereWords } from "./elsewhere.ts";
import { costWords, pairWords, peeringWords, reachBlocks } from "./plan-body.ts";
import { type PlanLine, planLines } from "./plan-lines.ts";

/** Every resource with its name and addresses, and what it costs; for whoever asks for the whole plan. */
export function wholePlan(plan: Plan): Card {
  return card(`The whole plan of ${plan.name}`, undefined, [
    text(say`${bold(pairWords(plan))}, environment ${plan.environment}`),
    plan.owned === false && text(`It was ${elsewhereWords}: the bot created nothing of it, and changes nothing.`),
    table(
      ["Create or use", "Side", "What", "Name"],
      planLines(plan).map((line) => row(plan.owned === false ? { ...line, create: false } : line)),
    ),
    fields([
      ["Primary", peeringWords(plan.primary)],
      ["Secondary", peeringWords(plan.secondary)],
      ["Cost", costWords(plan)],
    ]),
    plan.cost !== undefined && list(costItems(plan.cost)),
    ...reachBlocks(plan),
    plan.owned !== false &&
      text(
        plan.activate === "hold"
          ? "Built on hold: traffic flows only after somebody says activate."
          : "Traffic flows as soon as both BGP sessions are up.",
      ),
    plan.owned !== false &&
      note(
        plan.serviceKey === "thread"
          ? "The service key is shown in the thread once Oracle has used it."
          : "The service key is shown only to who asks for it, and each look is recorded.",
      ),
  ]);
}

function row({ side, create, takes, what, name, detail }: PlanLine): readonly Saying[] {
  const named = detail === "" ? code(name) : say`${code(name)} ${detail}`;
  const isThere = takes ? "take over" : "use";
  return [create ? "create" : isThere, side === "azure" ? "Azure" : "OCI", what, named];
}

function costItems({ items, currency }: CostEstimate): readonly Saying[] {
  return items.map(({ name, perMonth }) => `${name}: ${money(perMonth, currency)} a month`);
}
