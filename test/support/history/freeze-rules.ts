import { callsOf, intentsFor, type OwnCall, worded } from "./calls-of.ts";
import type { Frozen, History, JournalEntry, Subject } from "./history.ts";

/** While changes are frozen none begins, and no call leaves but what was under way when the freeze was stored. */
export function nothingWhileFrozen(history: History): readonly string[] {
  return history.freezes.flatMap((frozen) => {
    const held = history.subjects.filter(({ environment }) => [environment, "everywhere"].includes(frozen.scope));
    return held.flatMap((subject) => [...begun(history, subject, frozen), ...sent(history, subject, frozen)]);
  });
}

/** An intent whose worker read the time shortly before the end may have been stored after it; its call tells. */
const isSurelyWithin = (atMs: number, frozen: Frozen): boolean =>
  isWithin(atMs, frozen) && isWithin(atMs + (frozen.readBeforeMs ?? 0), frozen);

const isWithin = (atMs: number, { fromMs, untilMs = Number.POSITIVE_INFINITY }: Frozen): boolean =>
  atMs > fromMs && atMs < untilMs;

const spanOf = ({ fromMs, untilMs }: Frozen): string => `frozen from ${fromMs} until ${untilMs ?? "now"}`;

const journalOf = ({ operations }: History, { uid }: Subject): readonly JournalEntry[] =>
  operations.filter((operation) => operation.uid === uid).flatMap(({ journal }) => journal);

function begun(history: History, subject: Subject, frozen: Frozen): readonly string[] {
  return journalOf(history, subject)
    .filter(({ event, at }) => event === "intent" && isSurelyWithin(at, frozen))
    .map(({ step, what, at }) => `${subject.name} ${step}: intent of "${what}" at ${at}, ${spanOf(frozen)}`);
}

function sent(history: History, subject: Subject, frozen: Frozen): readonly string[] {
  const calls = callsOf(history).filter((call) => call.subject === subject && isWithin(call.atMs, frozen));
  return calls.flatMap((call, index) => {
    const number = calls.slice(0, index + 1).filter(({ kind }) => kind === call.kind).length;
    if (number <= underWay(history, subject, call, frozen.fromMs).length) return [];
    return [`${worded(call)} at ${call.atMs}, ${spanOf(frozen)}`];
  });
}

/** The intents that may lead to such a call and had no outcome yet at this moment. */
function underWay(history: History, subject: Subject, call: OwnCall, atMs: number): readonly JournalEntry[] {
  const outcomes = journalOf(history, subject).filter(({ event, at }) => event === "outcome" && at < atMs);
  return intentsFor(history, call).filter(
    ({ step, at }) => at <= atMs && !outcomes.some((outcome) => outcome.step === step && outcome.at >= at),
  );
}
