import type { KnownBlock, ModalView, PlainTextElement } from "@slack/types";

/** Plain text as Block Kit writes it. */
export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text });

/** A section of markup. */
export const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });

/** A row of one button. */
export const buttonRow = (actionId: string, label: string, value: string): KnownBlock => ({
  type: "actions",
  elements: [{ type: "button", action_id: actionId, text: plain(label), value }],
});

/** A modal with one text field, changed as asked. */
export const aModal = (changes: Partial<ModalView> = {}): ModalView => ({
  type: "modal",
  callback_id: "new-interconnect",
  title: plain("New interconnect"),
  submit: plain("Check"),
  blocks: [
    {
      type: "input",
      block_id: "name",
      label: plain("Name"),
      element: { type: "plain_text_input", action_id: "name" },
    },
  ],
  ...changes,
});
