/**
 * What Teams allows its bots.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export const LIMITS = {
  /** Of one card as JSON. Nothing above it is promised to arrive. */
  cardBytes: 28 * 1024,
  /** Of one activity without its pictures. */
  activityBytes: 100 * 1024,
  /** Of one picture that is sent within the message. */
  pictureBytes: 1024 * 1024,
  /** Teams draws six actions side by side; more must be `secondary`, behind a menu. */
  actionsInSet: 6,
} as const;

/** The newest version of Adaptive Cards that bots may send. */
export const CARD_VERSION = "1.5";

/** Wall-clock milliseconds that Teams gives its bots to answer. */
export const WALL_MS = { turn: 15_000, invoke: 10_000 } as const;

/** So many calls within so many wall milliseconds. */
export interface Window {
  readonly withinMs: number;
  readonly calls: number;
}

/** Calls of one bot in one thread: what is sent, edited or deleted, and what is read. */
export const PER_THREAD = {
  send: [
    { withinMs: 1000, calls: 7 },
    { withinMs: 2000, calls: 8 },
    { withinMs: 30_000, calls: 60 },
    { withinMs: 3_600_000, calls: 1800 },
  ],
  read: [
    { withinMs: 1000, calls: 14 },
    { withinMs: 2000, calls: 16 },
    { withinMs: 30_000, calls: 120 },
    { withinMs: 3_600_000, calls: 3600 },
  ],
} as const satisfies Record<string, readonly Window[]>;

/** All calls of one bot in one tenant. */
export const PER_TENANT: readonly Window[] = [{ withinMs: 1000, calls: 30 }];
