import { wordsFor } from "../../../src/chat/views/operation-words.ts";
import { verdictWords } from "../../../src/chat/views/result.ts";
import type { Verdict } from "../../../src/domain/finding.ts";

const VERDICTS = Object.entries(verdictWords) as readonly (readonly [Verdict, string])[];

/** The verdict that a title tells of the interconnect with this name: the longest words, since "is up" begins another. */
export const verdictIn = (title: string, name: string): Verdict | undefined =>
  VERDICTS.toSorted(([, a], [, b]) => b.length - a.length).find(([, words]) => title.includes(`${name} ${words}`))?.[0];

/** Whether a title tells that all of the interconnect with this name is gone. */
export const goneIn = (title: string, name: string): "gone" | undefined =>
  (["teardown", "rollback"] as const).some((kind) => title.includes(`${name} ${wordsFor({ kind, plan: {} }).done}`))
    ? "gone"
    : undefined;
