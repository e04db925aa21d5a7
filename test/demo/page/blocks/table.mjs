import { h } from "../dom.mjs";
import { richText } from "./rich-text.mjs";

const cellContent = (cell) => (cell.type === "raw_text" ? cell.text : richText(cell));

const row = (cells, tag, columns) =>
  h(
    "tr",
    {},
    cells.map((cell, at) =>
      h(
        tag,
        { class: `align-${columns[at]?.align ?? "left"}`, scope: tag === "th" ? "col" : undefined },
        cellContent(cell),
      ),
    ),
  );

/** Draws a `table` block; its first row is the head. */
export const table = ({ rows, column_settings: columns = [] }) => {
  const [head = [], ...body] = rows;
  return h(
    "div",
    { class: "table", tabindex: 0, role: "region", "aria-label": "Table" },
    h(
      "table",
      {},
      h("thead", {}, row(head, "th", columns)),
      h(
        "tbody",
        {},
        body.map((one) => row(one, "td", columns)),
      ),
    ),
  );
};
