import type { Operation } from "./records.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** How long after the beginning of a pause it is told again: 1 h, 4 h, then every day. In ms. */
const first = [hour, 4 * hour] as const;

const dueAfterMs = (reminder: number): number => first[reminder - 1] ?? (reminder - first.length) * day;

/** How many reminders of the present pause are due by now; 0 for an operation that is not paused. */
export function remindersDue({ state, stateSince }: Operation, now: number): number {
  if (state !== "paused") return 0;
  const paused = now - stateSince;
  let due = 0;
  while (dueAfterMs(due + 1) <= paused) due += 1;
  return due;
}

/** When the next reminder is due, on the operation's clock; undefined for an operation that is not paused. */
export function nextReminder(operation: Operation, now: number): number | undefined {
  if (operation.state !== "paused") return undefined;
  return operation.stateSince + dueAfterMs(remindersDue(operation, now) + 1);
}
