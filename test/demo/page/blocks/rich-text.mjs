import { h, linkTo } from "../dom.mjs";
import { dateElement } from "./dates.mjs";
import { emoji } from "./emoji.mjs";
import { channelMention, everybody, groupMention, personMention } from "./mentions.mjs";
import { withSymbols } from "./symbols.mjs";

/** Formatted text in which nothing is parsed: every element says what it is. */

const INLINE = {
  text: ({ text }) => withSymbols(text),
  link: ({ url, text }) => linkTo(url, text ?? url),
  user: ({ user_id }) => personMention(user_id),
  usergroup: ({ usergroup_id }) => groupMention(usergroup_id),
  channel: ({ channel_id }) => channelMention(channel_id),
  emoji: ({ name }) => emoji(name),
  date: ({ timestamp, format, fallback }) => dateElement(timestamp, format, fallback),
  broadcast: ({ range }) => everybody(range),
};

const STYLE_TAGS = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };

const inlineElement = (element) => {
  const drawn = INLINE[element.type]?.(element) ?? "";
  return Object.entries(STYLE_TAGS).reduce(
    (inner, [style, tag]) => (element.style?.[style] ? h(tag, {}, inner) : inner),
    drawn,
  );
};

const inlines = (elements) => elements.map(inlineElement);

const PARTS = {
  rich_text_section: ({ elements }) => h("p", { class: "rich" }, inlines(elements)),
  rich_text_quote: ({ elements }) => h("blockquote", {}, inlines(elements)),
  rich_text_preformatted: ({ elements }) => h("pre", {}, inlines(elements)),
  rich_text_list: ({ style, elements, indent = 0, offset = 0 }) =>
    h(
      style === "ordered" ? "ol" : "ul",
      { class: `indent-${indent}`, start: style === "ordered" ? offset + 1 : undefined },
      elements.map((item) => h("li", {}, inlines(item.elements))),
    ),
};

/** Draws a `rich_text` block. */
export const richText = ({ elements }) =>
  h(
    "div",
    { class: "rich-text" },
    elements.map((part) => PARTS[part.type]?.(part)),
  );
