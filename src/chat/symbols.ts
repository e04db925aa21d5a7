import type { Span, Tone } from "./card.ts";

/** A symbol only helps the eye: the word beside it carries the state. */
export const symbols = {
  done: "✅",
  "under-way": "⏳",
  "not-yet": "◻️",
  look: "⚠️",
  stopped: "⛔",
  undone: "↩️",
} as const satisfies Record<Tone | "not-yet", string>;

/** A symbol for a sentence; the word stands before it. */
export const mark = (name: keyof typeof symbols): Span => ({ kind: "plain", text: symbols[name] });

/** The bar of a progress block, ten parts long. Its words ("6 of 12 steps") always stand before it. */
export function bar(done: number, of: number): string {
  const full = of <= 0 ? 0 : Math.min(10, Math.floor((10 * done) / of));
  return "▰".repeat(full) + "▱".repeat(10 - full);
}
