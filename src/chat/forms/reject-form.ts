import { note } from "../card.ts";
import type { FormView } from "../form.ts";

export const rejectFormId = "reject";

/** Asks why; the answer is shown on the card and told to the requester. `request` is the opaque id of the request. */
export function rejectForm(request: string): FormView {
  return {
    form: rejectFormId,
    subject: request,
    title: "Reject the request",
    blocks: [],
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
    footer: [note("Name and addresses become free again; a new request can be made at any time.")],
    submit: "Reject",
  };
}
