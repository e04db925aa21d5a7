import type { Finding } from "../../domain/finding.ts";
import type { RemovalReview } from "../../domain/removal.ts";
import type { Own } from "./own.ts";
import type { RemovalInput } from "./removal-input.ts";
import type { Uses } from "./uses.ts";

/** The input with what follows from it, worked out once for all checks. */
export interface RemovalQuestion extends RemovalInput {
  /** What is there of what the plan made, kept or not. */
  readonly own: readonly Own[];
  /** Who else uses it. */
  readonly uses: Uses;
  readonly keeps: RemovalReview["keeps"];
  readonly traffic: RemovalReview["traffic"];
}

/** One rule of a removal: pure, and silent when all is well or when it does not apply. */
export interface RemovalCheck {
  readonly id: string;
  /** What is right when the check finds nothing, in a few words. */
  readonly title: string;
  run(question: RemovalQuestion): readonly Finding[];
}

/** What is really removed. */
export function removedOf({ own, keeps }: Pick<RemovalQuestion, "own" | "keeps">): readonly Own[] {
  return own.filter(({ step }) => !keeps.some((kept) => kept.step === step));
}
