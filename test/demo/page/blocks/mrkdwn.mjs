import { h, linkTo } from "../dom.mjs";
import { dateElement } from "./dates.mjs";
import { emoji } from "./emoji.mjs";
import { channelMention, everybody, groupMention, personMention } from "./mentions.mjs";
import { withSymbols } from "./symbols.mjs";

/** Slack's own markup, drawn as elements. Nothing in it is ever read as HTML. */

const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const plain = (text) => withSymbols(unescape(text));

const DATE = /^!date\^(\d+)\^([^^|]+)(?:\^[^|]*)?\|(.*)$/s;

const SPECIALS = [
  [/^@([A-Z0-9]+)/, ([, id]) => personMention(id)],
  [/^#([A-Z0-9]+)/, ([, id]) => channelMention(id)],
  [/^!subteam\^([A-Z0-9]+)/, ([, id]) => groupMention(id)],
  [DATE, ([, at, format, fallback]) => dateElement(Number(at), format, unescape(fallback))],
  [/^!(here|channel|everyone)/, ([, range]) => everybody(range)],
];

/** What stands in angle brackets: a mention, a date or a link. */
const special = (inner) => {
  for (const [pattern, draw] of SPECIALS) {
    const found = pattern.exec(inner);
    if (found) return draw(found);
  }
  const [url, label = url] = inner.split("|", 2);
  return linkTo(unescape(url), unescape(label));
};

const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}*])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}_])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}~])~(\S(?:[^~\n]*\S)?)~(?![\p{L}\p{N}])|:([a-z0-9_+-]+):/gu;

const styled = ([, code, inner, bold, italic, strike, name]) => {
  if (code !== undefined) return h("code", {}, unescape(code));
  if (inner !== undefined) return special(inner);
  if (bold !== undefined) return h("strong", {}, inline(bold));
  if (italic !== undefined) return h("em", {}, inline(italic));
  if (strike !== undefined) return h("s", {}, inline(strike));
  return emoji(name);
};

const inline = (text) => {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(...plain(text.slice(end, found.index)), styled(found));
    end = found.index + found[0].length;
  }
  return [...parts, ...plain(text.slice(end))];
};

const line = (text) => {
  const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(text);
  return quoted ? h("blockquote", {}, inline(quoted[1])) : h("span", { class: "line" }, inline(text));
};

const linesOf = (text) => (text === "" ? [] : text.split("\n").map(line));

/** Draws marked-up text: a list of nodes, one line each. */
export const mrkdwn = (text) =>
  text
    .split(/\n?```\n?([\s\S]*?)```\n?/)
    .flatMap((part, at) => (at % 2 === 1 ? h("pre", {}, unescape(part)) : linesOf(part)));

/** A text object: plain text stays as it is. */
export const textObject = ({ type, text }) =>
  type === "mrkdwn" ? mrkdwn(text) : text.split("\n").map((one) => h("span", { class: "line" }, withSymbols(one)));
