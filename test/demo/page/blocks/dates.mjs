import { virtualNow } from "../clock.mjs";
import { h } from "../dom.mjs";

/** Slack's date formats, in the reader's own time zone. */

const DAY_MS = 86_400_000;

const shaped = (shape) => (date) => new Intl.DateTimeFormat("en-GB", shape).format(date);

const TOKENS = {
  date_num: (date) => date.toLocaleDateString("sv-SE"),
  date: shaped({ day: "numeric", month: "long", year: "numeric" }),
  date_short: shaped({ day: "numeric", month: "short", year: "numeric" }),
  date_long: shaped({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  time: shaped({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  time_secs: shaped({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
};

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

const DAY_NAMES = { "-1": "yesterday", 0: "today", 1: "tomorrow" };

/** Days near the present by name, as the `_pretty` formats have it. */
const pretty = (token) => (date) => {
  const days = Math.round((midnight(date) - midnight(new Date(virtualNow()))) / DAY_MS);
  return DAY_NAMES[days] ?? TOKENS[token](date);
};

const STEPS = [
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const ago = (date) => {
  const pastMs = date.getTime() - virtualNow();
  const [unit, ms] = STEPS.find(([, step]) => Math.abs(pastMs) >= step) ?? ["second", 1000];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(pastMs / ms), unit);
};

const writerOf = (token) => {
  if (token === "ago") return ago;
  return token.endsWith("_pretty") ? pretty(token.slice(0, -"_pretty".length)) : TOKENS[token];
};

/** A moment in Unix seconds, written as `format` says, e.g. `{date_short} at {time}`. */
export const dateElement = (timestamp, format, fallback) => {
  const date = new Date(timestamp * 1000);
  if (Number.isNaN(date.getTime())) return h("span", {}, fallback ?? "");
  const text = format.replace(/\{(\w+)\}/g, (whole, token) => writerOf(token)?.(date) ?? whole);
  return h("time", { datetime: date.toISOString(), title: date.toUTCString() }, text);
};

/** The time of day of a virtual moment in ms, for the head of a message. */
export const timeOfDay = (atMs) =>
  h(
    "time",
    { datetime: new Date(atMs).toISOString(), title: new Date(atMs).toUTCString() },
    TOKENS.time(new Date(atMs)),
  );
