import { h, linkTo } from "../dom.mjs";

/** The little markdown that Teams reads in the texts of cards and messages: bold, italics, links and mentions. */

const PART = /(<at>.*?<\/at>|\*\*.+?\*\*|\[[^\]]*\]\(https?:[^)\s]*\)|\b_[^_]+_\b)/;

const drawPart = (part) => {
  if (part.startsWith("<at>")) return h("span", { class: "mention" }, part.slice(4, -5));
  if (part.startsWith("**")) return h("strong", {}, part.slice(2, -2));
  if (part.startsWith("_")) return h("em", {}, part.slice(1, -1));
  const [, text, url] = /^\[([^\]]*)\]\((.*)\)$/.exec(part);
  return linkTo(url, text);
};

/** A text as nodes: whatever is no markup stays text. */
export const teamsMarkdown = (text) => text.split(PART).map((part, at) => (at % 2 === 1 ? drawPart(part) : part));
