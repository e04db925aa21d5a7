import { callsOf, intentsFor, madeFor, type OwnCall, ownCall, purposeOf, worded } from "./calls-of.ts";
import type { Asked, History, JournalEntry, OperationHistory } from "./history.ts";

/** No call that a careful client never makes. */
export function noIllegalCall({ ledger, sinceMs }: History): readonly string[] {
  return ledger.illegalCalls
    .filter(({ atMs }) => atMs >= sinceMs)
    .map(({ service, operation, target, rule }) => `${service} ${operation} ${target}: ${rule}`);
}

/** What was there before is never written, but for what is taken over and the rules of route tables that were brought. */
export function broughtNotWritten(history: History): readonly string[] {
  const taken = history.subjects.flatMap((subject) => subject.taken ?? []);
  const stays = [...history.before.keys()].filter((id) => !taken.includes(id));
  const known = new Set(stays.map((id) => id.toLowerCase()));
  return callsOf(history)
    .filter(({ target }) => known.has(target.toLowerCase()))
    .filter(({ kind, subject }) => kind !== "oci routeTables" || subject === undefined)
    .map(worded);
}

/** Each changing call has an intent of its own before it, in the journal and on the wire. */
export function intentBeforeCall(history: History): readonly string[] {
  return [...withoutEntry(history), ...withoutWord(history)];
}

function withoutWord({ wire, operations }: History): readonly string[] {
  const spoken = new Set<string>();
  return wire.flatMap((event) => {
    if (event.kind === "call") {
      return spoken.has(`${event.process} ${event.uid}`)
        ? []
        : [`${event.line} by ${event.process}, which wrote no intent`];
    }
    spoken.add(`${event.process} ${operations.find(({ id }) => id === event.operation)?.uid ?? ""}`);
    return [];
  });
}

function withoutEntry(history: History): readonly string[] {
  const sent = new Map<string, number>();
  return callsOf(history).flatMap((call) => {
    if (call.subject === undefined) return [`${worded(call)} is nobody's`];
    const key = `${call.subject.uid} ${call.kind}`;
    const number = (sent.get(key) ?? 0) + 1;
    sent.set(key, number);
    const intents = intentsFor(history, call).filter(({ at }) => Math.floor(at) <= call.atMs);
    return intents.length >= number ? [] : [`${worded(call)}: call ${number} after ${intents.length} intents`];
  });
}

/**
 * Each intent is followed by an outcome, before the same worker writes another one for that step. Of an operation that
 * was given up, the one that took over finds the outcome.
 */
export function outcomeAfterIntent({ operations, subjects }: History): readonly string[] {
  return subjects.flatMap(({ uid }) => {
    const own = operations.filter((operation) => operation.uid === uid);
    return openIntents(own.flatMap(({ id, journal }) => journal.map((entry) => ({ ...entry, operation: id }))));
  });
}

function openIntents(entries: readonly (JournalEntry & { readonly operation: string })[]): readonly string[] {
  return entries.flatMap(({ event, step, what, operation, epoch }, index) => {
    if (event !== "intent") return [];
    const next = entries.slice(index + 1).find((entry) => entry.step === step);
    if (next === undefined) return [`${operation} ${step}: no outcome of "${what}"`];
    const isSameTaking = next.operation === operation && next.epoch === epoch;
    return next.event === "intent" && isSameTaking
      ? [`${operation} ${step}: two intents in a row under epoch ${epoch}`]
      : [];
  });
}

/** A create goes out only when what it makes was seen to be absent since the last one. */
export function createOnAbsence(history: History): readonly string[] {
  const inOci = callsOf(history).filter((call) => call.method === "POST" && purposeOf(history, call) === "create");
  return [
    ...blindPuts(history).map((call) => `${worded(call)} without a look that found nothing`),
    ...inOci
      .filter((call) => !sameTokenOrGone(history, call, inOci))
      .map((call) => `${worded(call)} under a second token`),
  ];
}

/** Creates in Azure of which the request before, to the same path, was not a look that found nothing. */
function blindPuts(history: History): readonly OwnCall[] {
  const earlier = new Map<string, Asked>();
  return history.asked.flatMap((asked) => {
    const { method, path, status, atMs } = asked;
    const before = earlier.get(path.toLowerCase());
    earlier.set(path.toLowerCase(), asked);
    if (method !== "PUT" || (before?.method === "GET" && before.status === 404)) return [];
    const operation = `PUT ${path.split("/").at(-2) ?? ""}`;
    const call = ownCall(history, { service: "azure", operation, target: path, status, atMs });
    return purposeOf(history, call) === "create" ? [call] : [];
  });
}

/** Every earlier create was the same one, or what there was is gone. */
function sameTokenOrGone(history: History, call: OwnCall, creates: readonly OwnCall[]): boolean {
  const { subject } = call;
  if (subject === undefined) return true;
  const earlier = creates.findLast(
    (one) => one.subject === subject && one.kind === call.kind && one.token !== call.token && one.atMs < call.atMs,
  );
  if (earlier === undefined) return true;
  const type = call.kind.replace(/^oci (.*)s$/, "$1").toLowerCase();
  return madeFor(history, subject).some(
    (one) => one.service === "oci" && one.type === type && (one.goneAtMs ?? Number.POSITIVE_INFINITY) <= call.atMs,
  );
}

/** Which taking of which operation somebody works for; a later operation and a later epoch rank higher. */
interface Rank {
  readonly operation: number;
  readonly epoch: number;
}

const isBelow = (one: Rank, other: Rank): boolean =>
  one.operation < other.operation || (one.operation === other.operation && one.epoch < other.epoch);

/** No process sends or writes under an epoch after another one has done so under a newer one. */
export function noLateWorker(history: History): readonly string[] {
  return [...sentLate(history), ...history.operations.flatMap(writtenLate)];
}

function writtenLate({ id, journal }: OperationHistory): readonly string[] {
  return journal.flatMap(({ step, event, epoch }, index) => {
    const newest = Math.max(...journal.slice(0, index).map((earlier) => earlier.epoch), 0);
    return epoch < newest ? [`${id} ${step}: ${event} under epoch ${epoch} after one under ${newest}`] : [];
  });
}

/** A later operation about the same interconnect counts as newer than any epoch of the one before. */
function sentLate({ wire, operations }: History): readonly string[] {
  const own = new Map<string, Rank>();
  const newest = new Map<string, Rank>();
  return wire.flatMap((event) => {
    if (event.kind === "intent") {
      const operation = operations.findIndex(({ id }) => id === event.operation);
      own.set(`${event.process} ${operations[operation]?.uid ?? ""}`, { operation, epoch: event.epoch });
      return [];
    }
    const rank = own.get(`${event.process} ${event.uid}`);
    if (rank === undefined) return [];
    const highest = newest.get(event.uid) ?? rank;
    if (!isBelow(rank, highest)) newest.set(event.uid, rank);
    return isBelow(rank, highest)
      ? [`${event.line} by ${event.process} under epoch ${rank.epoch} after another one under ${highest.epoch}`]
      : [];
  });
}
