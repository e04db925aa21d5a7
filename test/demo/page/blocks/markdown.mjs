import { h, linkTo } from "../dom.mjs";

/** The part of Markdown that a `markdown` block uses here: headings, lists, code, emphasis and links. */

const INLINE = /`([^`\n]+)`|\*\*(\S(?:[^\n]*?\S)?)\*\*|\*(\S(?:[^*\n]*\S)?)\*|\[([^\]\n]+)\]\(([^)\s]+)\)/g;

const styled = ([, code, bold, italic, label, url]) => {
  if (code !== undefined) return h("code", {}, code);
  if (bold !== undefined) return h("strong", {}, bold);
  if (italic !== undefined) return h("em", {}, italic);
  return linkTo(url, label);
};

const inline = (text) => {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(end, found.index), styled(found));
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
};

const LINES = [
  [/^#{1,6}\s+(.*)$/, ([, text]) => h("p", { class: "heading" }, inline(text))],
  [/^\s*[-*]\s+(.*)$/, ([, text]) => h("p", { class: "bullet" }, inline(text))],
  [/^>\s?(.*)$/, ([, text]) => h("blockquote", {}, inline(text))],
];

const line = (text) => {
  for (const [pattern, draw] of LINES) {
    const found = pattern.exec(text);
    if (found) return draw(found);
  }
  return h("span", { class: "line" }, inline(text));
};

const linesOf = (text) => (text === "" ? [] : text.split("\n").map(line));

/** Draws Markdown: a list of nodes. */
export const markdown = (text) =>
  text.split(/\n?```\w*\n?([\s\S]*?)```\n?/).flatMap((part, at) => (at % 2 === 1 ? h("pre", {}, part) : linesOf(part)));
