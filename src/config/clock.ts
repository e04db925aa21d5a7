import type { Clock } from "../domain/clock.ts";

/** How fast the operation's clock runs, and the wall time at which it agrees with wall time. */
export interface ClockSetting {
  readonly scale: number;
  readonly anchorMs: number;
}

const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Reads `<scale>` or `<scale>@<anchor in Unix milliseconds>`. Without an anchor it is the last midnight (UTC), so that
 * processes started on one day agree.
 *
 * @returns undefined when the text is neither
 */
export function parseClock(text: string, nowMs: number): ClockSetting | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:@(\d+))?$/.exec(text);
  const scale = Number(match?.[1]);
  if (!match || !(scale > 0) || scale > 10_000) return undefined;
  return { scale, anchorMs: match[2] === undefined ? nowMs - (nowMs % dayMs) : Number(match[2]) };
}

export function createClock({ scale, anchorMs }: ClockSetting): Clock {
  return {
    now: () => anchorMs + (Date.now() - anchorMs) * scale,
    toWallMs: (spanMs) => spanMs / scale,
    wallTimeOf: (at) => anchorMs + (at - anchorMs) / scale,
  };
}
