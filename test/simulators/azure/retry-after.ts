/** What a write's answer says when nothing else is known of its kind. */
export const USUAL_RETRY_AFTER_SECONDS = 10;

/**
 * Age of an operation in seconds -> what its status says. Taken from a recorded gateway create of 2023:
 * the older the operation, the longer the wait it asks for, up to minutes.
 */
const BY_AGE: readonly (readonly [belowSeconds: number, retryAfterSeconds: number])[] = [
  [15, 10],
  [50, 20],
  [120, 40],
  [200, 80],
  [380, 160],
];

const AFTER_THAT_SECONDS = 100;

/** Seconds after which a running operation asks to be looked at again. */
export const retryAfterSeconds = (ageMs: number): number =>
  BY_AGE.find(([belowSeconds]) => ageMs < belowSeconds * 1000)?.[1] ?? AFTER_THAT_SECONDS;
