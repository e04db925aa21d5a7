/** How an act went. Times are virtual ms. */
export interface Outcome {
  /** What the bot said of the link at the end: `gone` after a proved removal, `none` when it came to no end. */
  readonly verdict: "healthy" | "degraded" | "down" | "unknown" | "gone" | "none";
  /** When the decision reached the bot with which what is measured began. */
  readonly decidedAtMs: number;
  /** When the goal was told in the thread. */
  readonly toldAtMs: number;
  /** Illegal calls that somebody on the stage made by hand. */
  readonly illegalByHand?: number;
}
