import { code, note, say, text } from "../card.ts";
import type { FormView } from "../form.ts";

export const rejectFormId = "reject";

/** What a request that may be rejected is about. */
export interface Requested {
  readonly name: string;
  /** `teardown`; undefined for a new interconnect. */
  readonly change?: string;
}

/**
 * Asks why; the answer is shown on the card and told to the requester. `request` is the opaque id of the request. The
 * form may stand far from its card, so it says what it is about where that is known.
 */
export function rejectForm(request: string, what?: Requested): FormView {
  return {
    form: rejectFormId,
    subject: request,
    title: "Reject the request",
    blocks: what ? [text(about(what))] : [],
    fields: [
      {
        kind: "text",
        name: "reason",
        label: "Reason",
        help: "The requester and the channel read it. At most 300 characters.",
        multiline: true,
        maxLength: 300,
      },
    ],
    footer: [note(what ? after(what) : "A new request can be made at any time.")],
    submit: "Reject",
  };
}

const about = ({ name, change }: Requested) =>
  change === undefined ? say`The request for ${code(name)}.` : say`The request for the ${change} of ${code(name)}.`;

const after = ({ name, change }: Requested): string =>
  change === undefined
    ? "Name and addresses become free again; a new request can be made at any time."
    : `Nothing is changed: ${name} stays as it is. A new request can be made at any time.`;
