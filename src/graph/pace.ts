const second = 1_000;

/**
 * Pauses between two looks, in ms. Half a minute at most: what is found late delays everything behind it, and in 20
 * minutes a whole minute is more than all the rest of our share; it costs some 10 % more looks than a minute would.
 */
const shortest = 1 * second;
const nearTheEnd = 5 * second;
const longest = 30 * second;
const longestAfterFailure = 60 * second;

/** Within this share of the usual duration, before and after it, looks come close together. */
const windowShare = 0.2;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * When to look next at something that usually takes `usualMs` and has taken `ageMs` so far: every 5 s around the
 * usual end, else a tenth of the usual duration, at least 1 s and at most 30 s; never past the beginning of the window.
 * What a cloud asks for by Retry-After is respected where it is longer.
 *
 * @returns the pause in ms
 */
export function pauseBeforeNextLook(usualMs: number, ageMs: number, retryAfterMs = 0): number {
  const tenth = clamp(usualMs / 10, shortest, longest);
  const windowStart = usualMs * (1 - windowShare);
  const windowEnd = usualMs * (1 + windowShare);
  const untilWindow = windowStart - ageMs;
  if (untilWindow > 0) return Math.max(Math.min(tenth, Math.max(untilWindow, shortest)), retryAfterMs);
  const pause = ageMs <= windowEnd ? Math.min(nearTheEnd, tenth) : tenth;
  return Math.max(pause, retryAfterMs);
}

/** Pause after the n-th failure in a row (n from 1): doubles from 2 s, at most 60 s; longer when the cloud says so. */
export function pauseAfterFailure(failures: number, retryAfterMs = 0): number {
  return Math.max(clamp(2 * second * 2 ** (failures - 1), 2 * second, longestAfterFailure), retryAfterMs);
}
