import type { Reading } from "./link-facts.ts";

/** What went over a link on average, in bits per second. */
export interface TrafficRates {
  readonly toAzureBps: number;
  readonly toOciBps: number;
}

/** Traffic as one cloud measured it. No measurement is not known, never zero. */
export interface TrafficFacts {
  readonly lastHour: Reading<TrafficRates>;
  readonly lastDay: Reading<TrafficRates>;
}

/** One measured point. */
export interface TrafficPoint {
  /** Unix milliseconds. */
  readonly at: number;
  readonly bps: number;
}

/** What a cloud measured of the last day, by direction. */
export interface TrafficPoints {
  readonly toAzure: readonly TrafficPoint[];
  readonly toOci: readonly TrafficPoint[];
}

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The averages of the last hour and day; a window with a direction that nobody measured is not known. */
export function trafficOf(points: Reading<TrafficPoints>, cloud: string): TrafficFacts {
  const within = (ms: number): Reading<TrafficRates> => {
    if (!points.known) return points;
    const { value, at } = points;
    const toAzureBps = averageSince(value.toAzure, at - ms);
    const toOciBps = averageSince(value.toOci, at - ms);
    if (toAzureBps === undefined || toOciBps === undefined) {
      return { known: false, why: `${cloud} has measured nothing.`, at };
    }
    return { known: true, value: { toAzureBps, toOciBps }, at };
  };
  return { lastHour: within(HOUR_MS), lastDay: within(DAY_MS) };
}

/** Both clouds measure the same link, each at its own end: what counts is whichever measured more. */
export function trafficOfBoth(azure: TrafficFacts, oci: TrafficFacts): TrafficFacts {
  return { lastHour: larger(azure.lastHour, oci.lastHour), lastDay: larger(azure.lastDay, oci.lastDay) };
}

function larger(one: Reading<TrafficRates>, other: Reading<TrafficRates>): Reading<TrafficRates> {
  if (!one.known && !other.known) return { ...one, why: [...new Set([one.why, other.why])].join(" ") };
  if (!one.known || !other.known) return one.known ? one : other;
  return {
    ...one,
    value: {
      toAzureBps: Math.max(one.value.toAzureBps, other.value.toAzureBps),
      toOciBps: Math.max(one.value.toOciBps, other.value.toOciBps),
    },
  };
}

/** A rate for people, such as `1.2 Mbps`. */
export function rateWords(bps: number): string {
  const [size, unit] = units.find(([least]) => bps >= least) ?? [1, "bps"];
  return `${Number((bps / size).toFixed(1))} ${unit}`;
}

const units: readonly (readonly [number, string])[] = [
  [1e9, "Gbps"],
  [1e6, "Mbps"],
  [1e3, "kbps"],
];

function averageSince(points: readonly TrafficPoint[], since: number): number | undefined {
  const counted = points.filter(({ at }) => at >= since);
  if (counted.length === 0) return undefined;
  return counted.reduce((sum, { bps }) => sum + bps, 0) / counted.length;
}
