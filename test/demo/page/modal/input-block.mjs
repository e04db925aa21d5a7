import { h } from "../dom.mjs";
import { fieldElement } from "../fields/field.mjs";

/** One question of a modal: its label, its field, what helps and what is wrong. */

const GROUPS = ["radio_buttons", "checkboxes", "multi_static_select"];

/** Slack's own client says only a word or two; what the app says is a sentence already. */
const sentence = (error) => (error === "required" ? "Fill this in." : error.charAt(0).toUpperCase() + error.slice(1));

/**
 * Draws an `input` block. `context` has `stateOf(block, element)`, `errorOf(blockId)`, `entered(block, value, final)`
 * and `ask(block, element, text)`.
 */
export const inputBlock = (block, context) => {
  const { block_id: id, element, label, hint, optional } = block;
  const error = context.errorOf(id);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const isGroup = GROUPS.includes(element.type);
  const attributes = {
    id: `${id}-field`,
    "data-key": `${id}/${element.action_id}`,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? "true" : undefined,
    "aria-required": optional ? undefined : "true",
    "aria-labelledby": isGroup ? `${id}-label` : undefined,
    autofocus: element.focus_on_load,
  };
  const field = fieldElement(element, context.stateOf(block, element), {
    attributes,
    entered: (value, final) => context.entered(block, value, final),
    ask: (text) => context.ask(block, element, text),
  });
  const title = [label.text, optional && h("span", { class: "note" }, " optional")];
  return h(
    "div",
    { class: error ? "question wrong" : "question" },
    isGroup
      ? h("span", { id: `${id}-label`, class: "label" }, title)
      : h("label", { for: `${id}-field`, class: "label" }, title),
    field,
    hint && h("p", { id: `${id}-hint`, class: "hint" }, hint.text),
    error && h("p", { id: `${id}-error`, class: "error" }, sentence(error)),
  );
};
