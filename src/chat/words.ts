import { platformOf } from "../domain/ids.ts";
import type { Reading } from "../domain/link-facts.ts";
import type { BandwidthMbps } from "../domain/plan.ts";
import type { TrafficFacts, TrafficRates } from "../domain/traffic.ts";

/** Figures as people say them. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** To the second below an hour, else to the minute: `36 min 12 s`, `1 h 4 min`, `41 days`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / second));
  if (seconds < 60) return `${seconds} s`;
  if (ms < hour) return twoParts(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(ms / minute);
  if (ms < 2 * day) return twoParts(Math.floor(minutes / 60), "h", minutes % 60, "min");
  return `${Math.round(ms / day)} days`;
}

/** Whole minutes below an hour and a half, for what is still going on: `14 min`, `2 h`, `less than a minute`. */
export function roughly(ms: number): string {
  if (ms < minute) return "less than a minute";
  if (ms < 90 * minute) return `${Math.round(ms / minute)} min`;
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`;
  return `${Math.round(ms / day)} days`;
}

function twoParts(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** `1 step`, `2 steps`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** An amount with its currency, without cents from a hundred on: `GBP 1,234`, `GBP 12.50`. */
export function money(amount: number, currency: string): string {
  const digits = Math.abs(amount) >= 100 ? 0 : 2;
  const figure = new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${currency} ${figure.format(amount)}`;
}

/** The date of a price list, from `YYYY-MM-DD`: `21 Nov 2026`. */
export function priceDate(isoDay: string): string {
  const moment = new Date(`${isoDay}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return isoDay;
  const shape = { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" } as const;
  return new Intl.DateTimeFormat("en-GB", shape).format(moment);
}

/** A rate of traffic: `12 Mbit/s`, `less than 1 Mbit/s`, `nothing`. */
function rate(bitsPerSecond: number): string {
  if (bitsPerSecond < 1) return "nothing";
  if (bitsPerSecond < 1_000_000) return "less than 1 Mbit/s";
  if (bitsPerSecond < 1_000_000_000) return `${Math.round(bitsPerSecond / 1_000_000)} Mbit/s`;
  return `${(bitsPerSecond / 1_000_000_000).toFixed(1)} Gbit/s`;
}

/** What flowed over a link lately, or that nobody knows. */
export function trafficWords({ lastHour, lastDay }: TrafficFacts): string {
  if (!lastHour.known && !lastDay.known) return `How much traffic flows is not known: ${lastHour.why}`;
  return `Traffic on average: ${ratesWords("in the last hour", lastHour)}; ${ratesWords("in the last day", lastDay)}.`;
}

function ratesWords(when: string, reading: Reading<TrafficRates>): string {
  if (!reading.known) return `${when} not known`;
  const { toAzureBps, toOciBps } = reading.value;
  return `${when} ${rate(toAzureBps)} to Azure and ${rate(toOciBps)} to OCI`;
}

export function gbps(bandwidthMbps: BandwidthMbps): string {
  return `${bandwidthMbps / 1000} Gbps`;
}

/** The platform of a person, a group or by its own id, as people call it. */
export function platformName(subject: string): string {
  const platform = platformOf(subject);
  return (
    new Map([
      ["slack", "Slack"],
      ["teams", "Teams"],
    ]).get(platform) ?? platform
  );
}

/** The first letter large, for a sentence that begins with a word of ours. */
export function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
