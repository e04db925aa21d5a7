import { h } from "../dom.mjs";
import { control } from "./controls.mjs";
import { markdown } from "./markdown.mjs";
import { mrkdwn, textObject } from "./mrkdwn.mjs";
import { richText } from "./rich-text.mjs";
import { withSymbols } from "./symbols.mjs";
import { table } from "./table.mjs";

/**
 * Draws Block Kit. `context` says what a control does when it is used; an `input` block is drawn by whoever shows the
 * modal it is in.
 */

const picture = (url, alt) =>
  url?.startsWith("/")
    ? h("img", { src: url, alt, loading: "lazy" })
    : h("span", { class: "picture" }, `Picture: ${alt}`);

const accessory = (block, context) => {
  const { accessory: element } = block;
  if (!element) return undefined;
  if (element.type === "image") return picture(undefined, element.alt_text);
  return h("div", { class: "accessory" }, control(block, element, context));
};

const BLOCKS = {
  header: ({ text }) => h("h3", { class: "header" }, withSymbols(text.text)),
  section: (block, context) =>
    h(
      "div",
      { class: "section" },
      h(
        "div",
        { class: "section-text" },
        block.text && h("div", {}, textObject(block.text)),
        block.fields &&
          h(
            "div",
            { class: "fields" },
            block.fields.map((field) => h("div", {}, textObject(field))),
          ),
      ),
      accessory(block, context),
    ),
  context: ({ elements }) =>
    h(
      "div",
      { class: "context" },
      elements.map((one) => h("div", {}, one.type === "image" ? picture(undefined, one.alt_text) : textObject(one))),
    ),
  divider: () => h("hr"),
  actions: (block, context) =>
    h(
      "div",
      { class: "actions" },
      block.elements.map((element) => control(block, element, context)),
    ),
  image: ({ slack_file: file, alt_text: alt, title }) =>
    h(
      "figure",
      {},
      title && h("figcaption", {}, title.text),
      picture(file?.id && `/_sim/slack/files/${encodeURIComponent(file.id)}`, alt),
    ),
  rich_text: (block) => richText(block),
  table: (block) => table(block),
  markdown: ({ text }) => h("div", {}, markdown(text)),
};

/** One block, drawn. */
export const drawBlock = (block, context) =>
  BLOCKS[block.type]?.(block, context) ?? h("p", { class: "unknown" }, `A block of type ${block.type}`);

/** What a message or modal says; the text alone where it has no blocks. */
export const drawContent = ({ text, blocks }, context) =>
  blocks.length === 0 ? [h("div", {}, mrkdwn(text))] : blocks.map((block) => drawBlock(block, context));
