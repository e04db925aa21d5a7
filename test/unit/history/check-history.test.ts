import { aGivenBackLink, anAdoption } from "../../builders/adopted-history.ts";
import { aHistory, circuitId } from "../../builders/history.ts";
import { checkHistory, rules } from "../../support/history/check-history.ts";
import type { JournalEntry } from "../../support/history/history.ts";
import { forgeries } from "./forgeries.ts";
import { changedJournal, extraCall, gone, said, up } from "./forging.ts";

test.each([{ wanted: "up" as const }, { wanted: "gone" as const }])(
  "finds nothing in a link that was built and is $wanted",
  ({ wanted }) => {
    expect(checkHistory(aHistory(wanted))).toEqual([]);
  },
);

test.each([
  { end: "finished", history: anAdoption() },
  { end: "given back", history: aGivenBackLink() },
])("finds nothing in a link that was made elsewhere, taken over and $end", ({ history }) => {
  expect(checkHistory(history)).toEqual([]);
});

test.each(forgeries)("$rule: finds $what, and nothing else", ({ rule, forged }) => {
  const found = checkHistory(forged);
  expect(new Set(found.map((breach) => breach.rule))).toEqual(new Set([rule]));
});

test("has a forgery for every rule", () => {
  expect(new Set(forgeries.map(({ rule }) => rule))).toEqual(new Set(Object.keys(rules)));
});

test("lets a create be sent again after a look, though the first one is still on its way", () => {
  const [get, put, ...rest] = up.asked;
  if (!get || !put) throw new Error("nothing was asked");
  const again = extraCall(
    up,
    { service: "azure", operation: "PUT expressRouteCircuits", target: circuitId, atMs: 15 },
    "create",
    "azure.circuit",
  );
  const asked = [get, put, { ...get, atMs: 12 }, { ...put, atMs: 13, status: 409 }, ...rest];
  expect(checkHistory({ ...again, asked })).toEqual([]);
});

test("lets a worker that was killed after its intent be followed by another one's", () => {
  const again = (journal: readonly JournalEntry[]): readonly JournalEntry[] => {
    const [first, ...rest] = journal;
    return first ? [first, ...[first, ...rest].map((one) => ({ ...one, epoch: 2 }))] : [];
  };
  expect(checkHistory(changedJournal(up, again))).toEqual([]);
});

test("lets a call arrive whose intent was written just before a freeze", () => {
  expect(checkHistory({ ...up, freezes: [{ scope: "prod", fromMs: 50.5, untilMs: 53 }] })).toEqual([]);
});

test("lets an intent be stored after a freeze whose worker read the time just before its end, if its call left later", () => {
  const until = (untilMs: number) => [{ scope: "prod", fromMs: 45, untilMs, readBeforeMs: 20 }];
  expect(checkHistory({ ...up, freezes: until(50.5) })).toEqual([]);
  expect(checkHistory({ ...up, freezes: until(53) })).not.toEqual([]);
});

test("lets the operation that takes over find out what came of an intent", () => {
  const [building, removing] = gone.operations;
  if (!building || !removing) throw new Error("too few operations");
  const givenUp = { ...building, journal: building.journal.slice(0, -1) };
  expect(checkHistory({ ...gone, operations: [givenUp, removing] })).toEqual([]);
});

test("allows as many repeats as answers were lost where the chat cannot be read", () => {
  const repeated = said(up, (ids) => [...ids.slice(0, 1), ...ids]);
  expect(checkHistory({ ...repeated, repeatsAllowed: 1 })).toEqual([]);
});
