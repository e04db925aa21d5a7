import type { Button, Confirm } from "./card.ts";
import { createFormId } from "./forms/create-form.ts";
import { rejectFormId } from "./forms/reject-form.ts";

/**
 * Every button there is. A button carries its action and an opaque subject; whoever presses it meets the same policy
 * as somebody who types.
 */
const rows = {
  /** Subject: a request. */
  approve: { label: "Approve", style: "primary" },
  reject: { label: "Reject…", style: "danger", opens: rejectFormId },
  plan: { label: "Whole plan" },
  /** Subject: an operation. */
  activate: { label: "Activate", style: "primary" },
  retry: { label: "Retry", style: "primary" },
  cancel: { label: "Cancel…" },
  rollback: { label: "Roll back…", style: "danger" },
  reconnect: { label: "Reconnect", style: "primary" },
  /** Subject: a freeze. */
  unfreeze: { label: "Unfreeze…" },
  /** Subject: an interconnect. */
  verify: { label: "Verify again" },
  status: { label: "Status" },
  "reveal-key": { label: "Reveal the service key" },
  /** Subject: a draft of a request. */
  "send-again": { label: "Fix and send again", style: "primary", opens: createFormId },
  /** Subject: a command line of the person's own, run as if typed. */
  command: { label: "Yes" },
} as const satisfies Readonly<Record<string, ActionRow>>;

interface ActionRow {
  readonly label: string;
  readonly style?: "primary" | "danger";
  /** The form that the press opens at once, before anything is queued. */
  readonly opens?: string;
}

export type ActionName = keyof typeof rows;

export const actionNames = Object.keys(rows) as readonly ActionName[];

const table: Readonly<Record<ActionName, ActionRow>> = rows;

/** Which form a button opens, by action. */
export const actionForms: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([action, { opens }]) => (opens === undefined ? [] : [[action, opens]])),
);

export function isAction(name: string): name is ActionName {
  return Object.hasOwn(rows, name);
}

/** A button of the table; `more` replaces its label or asks first. */
export function button(action: ActionName, subject: string, more: { label?: string; confirm?: Confirm } = {}): Button {
  const { label, style } = table[action];
  return { label, action, subject, ...(style && { style }), ...more };
}
