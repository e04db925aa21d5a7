import { virtualNow } from "../clock.mjs";
import { h, keepingFocus } from "../dom.mjs";
import { duration, stateChip } from "./states.mjs";

/** One cloud's resources: what was made on top, what was there before folded away; what a cloud makes by itself is left out. */

const BUSY = new Set([
  "Updating",
  "PROVISIONING",
  "PENDING_PROVIDER",
  "ATTACHING",
  "UPDATING",
  "Deleting",
  "TERMINATING",
  "DETACHING",
]);

const age = ({ state, createdAtMs }) =>
  BUSY.has(state) && h("span", { class: "note" }, `for ${duration(virtualNow() - createdAtMs)}`);

const row = (one) =>
  h(
    "li",
    { class: one.state === "gone" ? "resource gone" : "resource" },
    h("span", { class: "resource-name" }, h("strong", {}, one.name), h("span", { class: "note" }, one.kind)),
    h(
      "span",
      { class: "resource-state" },
      age(one),
      stateChip(one.state),
      one.detail &&
        h(
          "span",
          { class: "resource-detail" },
          h("span", { class: "note" }, one.detail.label),
          stateChip(one.detail.word),
        ),
    ),
  );

const brought = (rows, open, toggled) =>
  rows.length > 0 &&
  h(
    "details",
    { open, toggle: ({ target }) => toggled(target.open) },
    h("summary", { "data-key": "brought" }, `${rows.length} there before`),
    h("ul", { class: "resources" }, rows.map(row)),
  );

/** Makes the list of one cloud; the function it returns redraws it. */
export const resourceList = (container, title) => {
  let open = false;
  const toggled = (now) => {
    open = now;
  };
  return (rows) => {
    const made = rows.filter(({ origin }) => origin === "created").toReversed();
    const before = rows.filter(({ origin }) => origin === "seeded");
    keepingFocus(container, () =>
      container.replaceChildren(
        h("h3", {}, title),
        made.length > 0
          ? h("ul", { class: "resources" }, made.map(row))
          : h("p", { class: "note" }, "Nothing has been made yet."),
        ...[brought(before, open, toggled)].filter(Boolean),
      ),
    );
  };
};
