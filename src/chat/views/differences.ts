import type { Difference } from "../../domain/adoption.ts";
import { type Block, list, say, text } from "../card.ts";

/** What the bot would have planned otherwise. */
export function differenceBlocks(differences: readonly Difference[]): readonly Block[] {
  if (differences.length === 0) return [text("The bot would have planned it the same way.")];
  return [
    text("The bot would have planned:"),
    list(differences.map(({ what, found, planned }) => say`${what}: ${planned}, not ${found}`)),
  ];
}
