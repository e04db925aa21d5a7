/**
 * What Teams allows, in characters and items. Texts are cut to these, so that a long name never makes a message
 * impossible.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export const limits = {
  /** Newer elements vanish silently in older clients. */
  cardVersion: "1.5",
  /** Of a whole activity. Teams takes 100 KB, some clients and the connector less; 28 KB is safe everywhere. */
  activityBytes: 28 * 1024,
  title: 200,
  /** Of one run of text; not published. */
  text: 3000,
  /** Buttons shown at once; the others are found behind a menu. */
  primaryButtons: 6,
  buttonsPerSet: 20,
  buttonLabel: 75,
  buttonSubject: 2000,
  confirmText: 600,
  label: 200,
  help: 500,
  placeholder: 150,
  inputLength: 3000,
  optionText: 150,
  optionValue: 150,
  options: 100,
  tableRows: 40,
  tableColumns: 6,
  /** Of `fallbackText`, what is read where a card cannot be drawn; and of `summary`, what a notification shows. */
  fallbackText: 4000,
  summary: 200,
  /** People mentioned in one activity. */
  mentions: 20,
} as const;

/** Wall-clock milliseconds. Teams gives a bot 10 to 15 s for a turn; people see an invoke wait. */
export const timesMs = {
  lookUp: 1000,
  /** One call of the connector, or for a token. */
  call: 10_000,
  /** How long the issuer's keys are believed without being read again. */
  keysKept: 24 * 60 * 60_000,
  /** Shortest time between two readings of the keys, whatever unknown keys tokens name. */
  keysAgain: 30_000,
  /** How long a name from a roster is shown before it is read again. */
  namesKept: 10 * 60_000,
} as const;

/** Bytes of one request from Teams; the largest are cards with long forms filled in. */
export const bodyLimitBytes = 256 * 1024;

/** Clocks of the issuer and ours may differ by this, seconds; what Microsoft's own SDK allows. */
export const clockToleranceS = 300;
