/**
 * The product's only source of time where the clouds set the pace: looks, deadlines, ages, estimates, cost and every
 * time shown. Locks, HTTP time-outs, signatures, chat rates and request expiry stay on wall time.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch, in this clock's time. */
  now(): number;
  /** How many milliseconds of wall time a span of this clock's time lasts. */
  toWallMs(spanMs: number): number;
  /** The wall time (Unix milliseconds) at which this clock shows `at`. */
  wallTimeOf(at: number): number;
}
