import type { Side } from "../../domain/errors.ts";
import { bold, type Card, card, note, say, table, text } from "../card.ts";
import { sentenceCase } from "../words.ts";
import { pairWords } from "./plan-body.ts";
import { breakWords, type RemovalData, savingBlocks, staysBlocks } from "./removal-card.ts";

/** One step of a teardown, in the order in which they go. */
export interface RemovalStep {
  readonly side: Side | "both";
  /** `removes the circuit icb-1`, or what it waits for. */
  readonly does: string;
  /** Which steps it waits for, from 1. */
  readonly after: readonly number[];
}

const sides: Readonly<Record<RemovalStep["side"], string>> = { azure: "Azure", oci: "OCI", both: "Both", bot: "Bot" };

/** Every step of a teardown and what it waits for, and what stays; for whoever asks for the whole of it. */
export function wholeRemoval(data: RemovalData, steps: readonly RemovalStep[]): Card {
  const { plan, review } = data;
  return card(`The whole teardown of ${plan.name}`, undefined, [
    text(say`${bold(pairWords(plan))}, environment ${plan.environment}`),
    text(breakWords(review)),
    table(
      ["Step", "Side", "What happens", "After"],
      steps.map(({ side, does, after }, at) => [
        String(at + 1),
        sides[side],
        sentenceCase(does),
        after.length === 0 ? "at once" : after.join(", "),
      ]),
    ),
    note("What waits for the same steps goes side by side. Everything is looked at once more before it is removed."),
    ...staysBlocks(review),
    ...savingBlocks(data),
  ]);
}
