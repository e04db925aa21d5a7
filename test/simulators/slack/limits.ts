/**
 * What Slack allows, in characters, items, milliseconds and calls.
 * Each figure is a published limit unless the line says otherwise.
 *
 * @see https://docs.slack.dev/reference/block-kit
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerModal: 100,
  id: 255,
  header: 150,
  text: 3000,
  sectionFields: 10,
  sectionField: 2000,
  contextElements: 10,
  actionsElements: 25,
  imageUrl: 3000,
  imageAltText: 2000,
  imageTitle: 2000,
  inputLabel: 2000,
  inputHint: 2000,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionGroupLabel: 75,
  selectOptions: 100,
  choiceOptions: 10,
  placeholder: 150,
  inputLength: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  markdownCharacters: 12_000,
  listIndent: 8,
  viewTitle: 24,
  privateMetadata: 3000,
  viewBytes: 250_000,
  viewStack: 3,
  /** Slack truncates here; the simulator refuses, since a truncated message is a bug of the sender. */
  postText: 40_000,
  updateText: 4000,
  /** Published as "8 KB". */
  metadataBytes: 8192,
} as const;

/** Wall-clock milliseconds that Slack gives its apps. */
export const WALL_MS = {
  acknowledge: 3000,
  trigger: 3000,
  responseUrl: 30 * 60_000,
} as const;

/** How often one `response_url` may be used. */
export const RESPONSE_URL_USES = 5;

/** Calls a minute, per method and workspace, that each tier promises at least. */
export const TIER_PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** A tier of {@link TIER_PER_MINUTE}, or `posting` for the one message a second and channel. */
export type RateTier = keyof typeof TIER_PER_MINUTE | "posting" | "unlimited";

/** Messages a second in one channel, and how many may come at once. Slack says "short bursts" without a figure. */
export const POSTING = { perSecond: 1, burst: 4 } as const;
