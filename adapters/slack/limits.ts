/**
 * What Slack allows, in characters and items. Texts are cut to these, so that a long name never makes a message
 * impossible.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 * @see https://docs.slack.dev/reference/methods/chat.update
 */
export const limits = {
  blocksPerMessage: 50,
  blocksPerModal: 100,
  header: 150,
  /** Of one text in a rich_text block; not published, taken from the section block. */
  text: 3000,
  buttonsPerBlock: 25,
  buttonLabel: 75,
  buttonValue: 2000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  optionValue: 150,
  options: 100,
  radioOptions: 10,
  inputLabel: 2000,
  inputHint: 2000,
  inputLength: 3000,
  placeholder: 150,
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  /** Of a response_action error; not published, taken from the hint. */
  fieldError: 2000,
  tableRows: 100,
  tableCharacters: 10_000,
  /** The published limit of an edit; posts allow more, but a card may be edited later. */
  messageText: 4000,
} as const;

/**
 * Wall-clock milliseconds. Slack wants an acknowledgement, and the use of a trigger, within 3 s: a look-up, opening a
 * form and handing an act over (at most 1 s by its own promise) fit into that one after the other.
 */
export const timesMs = {
  lookUp: 1000,
  openForm: 900,
  /** One call of the Web API. */
  call: 10_000,
} as const;

/** Bytes of one request from Slack; the largest are submissions of full modals. */
export const bodyLimitBytes = 512 * 1024;

/** A signature dated this far ahead of our clock is refused, seconds. Slack itself only speaks of the past. */
export const futureToleranceS = 60;
