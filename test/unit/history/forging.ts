import { aHistory, uid } from "../../builders/history.ts";
import type { LedgerCall, LedgerResource } from "../../simulators/kit/ledger.ts";
import type { History, JournalEntry } from "../../support/history/history.ts";

export const up = aHistory("up");
export const gone = aHistory("gone");

type Ledger = History["ledger"];
export const withLedger = (history: History, change: Partial<Ledger>): History => ({
  ...history,
  ledger: { ...history.ledger, ...change },
});

export const isCall = (operation: string, target: string) => (one: LedgerCall) =>
  one.operation === operation && one.target === target;

export const changedCall = (
  history: History,
  which: (one: LedgerCall) => boolean,
  change: Partial<LedgerCall>,
): History =>
  withLedger(history, { calls: history.ledger.calls.map((one) => (which(one) ? { ...one, ...change } : one)) });

/** The call at another time, and its intent still before it. */
export const movedCall = (
  history: History,
  step: string,
  target: string,
  [line, atMs]: readonly [string, number],
): History => {
  const moved = changedCall(history, isCall(line, target), { atMs });
  const what = line.split(" ", 1)[0] === "DELETE" ? "delete" : "create";
  const shift = (one: JournalEntry): JournalEntry =>
    one.step === step && one.what === what ? { ...one, at: atMs - 1 } : one;
  return {
    ...moved,
    operations: moved.operations.map((operation) => ({ ...operation, journal: operation.journal.map(shift) })),
  };
};

export const extraCall = (history: History, call: Omit<LedgerCall, "status">, what: string, step: string): History => ({
  ...withLedger(history, { calls: [...history.ledger.calls, { ...call, status: 200 }] }),
  operations: history.operations.map((operation, index) =>
    index > 0
      ? operation
      : {
          ...operation,
          journal: [
            ...operation.journal,
            { at: call.atMs - 1, epoch: 1, step, event: "intent", what, generation: 1 },
            { at: call.atMs + 1, epoch: 1, step, event: "outcome", generation: 1 },
          ],
        },
  ),
});

export const changedResources = (
  history: History,
  change: (one: LedgerResource) => readonly LedgerResource[],
): History => withLedger(history, { resources: history.ledger.resources.flatMap(change) });

export const changedJournal = (
  history: History,
  change: (journal: readonly JournalEntry[]) => readonly JournalEntry[],
): History => ({
  ...history,
  operations: history.operations.map((operation) => ({ ...operation, journal: change(operation.journal) })),
});

export const said = (history: History, change: (ids: readonly string[]) => readonly string[]): History => ({
  ...history,
  said: change(history.said.map(({ id }) => id)).map((id) => ({ thread: uid, id })),
});
