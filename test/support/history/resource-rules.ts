import type { LedgerResource } from "../../simulators/kit/ledger.ts";
import { belongsTo, madeFor } from "./calls-of.ts";
import type { History, Subject } from "./history.ts";

const kindOf = ({ service, type }: LedgerResource): string => `${service} ${type}`;

const isAlive = ({ goneAtMs }: LedgerResource): boolean => goneAtMs === undefined;

/** Never two of a kind at a time, and nothing of a kind that nobody asked for. */
export function neverTwo(history: History): readonly string[] {
  return history.subjects.flatMap((subject) => {
    const made = madeFor(history, subject);
    const odd = made.filter((one) => !subject.made.includes(kindOf(one)));
    return [
      ...odd.map((one) => `${subject.name}: ${kindOf(one)} ${one.name} was not asked for`),
      ...subject.made.flatMap((kind) => twoOf(subject, kind, made)),
    ];
  });
}

function twoOf({ name }: Subject, kind: string, made: readonly LedgerResource[]): readonly string[] {
  const some = made.filter((one) => kindOf(one) === kind);
  return some.flatMap((one, index) => {
    const next = some[index + 1];
    if (next === undefined || (one.goneAtMs ?? Number.POSITIVE_INFINITY) <= next.createdAtMs) return [];
    return [`${name}: two of ${kind} at a time, ${one.id} and ${next.id}`];
  });
}

/** What is wanted is there, all of it. */
export function allThere(history: History): readonly string[] {
  return history.subjects
    .filter(({ wanted }) => wanted === "up")
    .flatMap((subject) => {
      const alive = new Set(madeFor(history, subject).filter(isAlive).map(kindOf));
      return subject.made.filter((kind) => !alive.has(kind)).map((kind) => `${subject.name}: there is no ${kind}`);
    });
}

/** What is wanted carries traffic: both ends have its bandwidth, and both sessions are up. */
export function allHealthy(history: History): readonly string[] {
  return history.subjects.flatMap((subject) => {
    if (subject.wanted !== "up") return [];
    const alive = madeFor(history, subject).filter(isAlive);
    return alive.flatMap((one) => [...wrongBandwidth(history, subject, one), ...sessionsDown(history, subject, one)]);
  });
}

function wrongBandwidth({ after }: History, subject: Subject, one: LedgerResource): readonly string[] {
  const shown = JSON.stringify(after.get(one.id)) ?? "";
  const mbps = /"bandwidthInMbps":(?<mbps>\d+)/.exec(shown)?.groups?.["mbps"];
  const gbps = /"bandwidthShapeName":"(?<gbps>\d+) Gbps"/.exec(shown)?.groups?.["gbps"];
  const has = gbps === undefined ? mbps : `${gbps}000`;
  if (has === undefined || Number(has) === subject.bandwidthMbps) return [];
  return [`${subject.name}: ${kindOf(one)} has ${has} Mbps, not ${subject.bandwidthMbps}`];
}

function sessionsDown({ ledger }: History, { name }: Subject, { id, type }: LedgerResource): readonly string[] {
  if (type !== "virtualcircuit") return [];
  return (["session primary", "session secondary"] as const).flatMap((session) => {
    const last = ledger.states.findLast(({ about, what }) => about === id && what === session);
    return last === undefined || last.value === "UP" ? [] : [`${name}: the ${session} is ${last.value}`];
  });
}

/** What is not wanted any more is gone, all of it. */
export function noneLeft(history: History): readonly string[] {
  return history.subjects
    .filter(({ wanted }) => wanted !== "up")
    .flatMap((subject) =>
      madeFor(history, subject)
        .filter((one) => isAlive(one) && !staysTheirs(subject, one))
        .map((one) => `${subject.name}: ${kindOf(one)} ${one.name} is left`),
    );
}

const staysTheirs = ({ wanted, taken = [] }: Subject, { id }: LedgerResource): boolean =>
  wanted === "before" && taken.includes(id);

/** Whatever was made belongs to somebody. */
export function noStrays({ ledger, subjects, sinceMs }: History): readonly string[] {
  return ledger.resources
    .filter(({ origin, createdAtMs }) => origin === "created" && createdAtMs >= sinceMs)
    .filter((one) => !subjects.some((subject) => belongsTo(subject, one)))
    .map((one) => `${kindOf(one)} ${one.name} belongs to nobody`);
}

/** Nothing is paid for that is gone. */
export function billsEnd({ ledger }: History): readonly string[] {
  const alive = new Set(ledger.resources.filter(isAlive).map(({ id }) => id));
  return ledger.bills
    .filter(({ id, untilMs }) => untilMs === undefined && !alive.has(id))
    .map(({ item, id }) => `${item} ${id} is billed and gone`);
}
