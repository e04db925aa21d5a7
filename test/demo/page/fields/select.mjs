import { h } from "../dom.mjs";
import { choicesField } from "./choices.mjs";

const optionElement = ({ text, value, description }) =>
  h("option", { value }, description ? `${text.text} (${description.text})` : text.text);

const optionElements = ({ options, option_groups: groups }) =>
  options
    ? options.map(optionElement)
    : groups.map(({ label, options: inGroup }) => h("optgroup", { label: label.text }, inGroup.map(optionElement)));

/** A menu of which one option is chosen. */
export const selectField = (element, state, { attributes, entered }) => {
  const chosen = (state ? state.selected_option : element.initial_option)?.value;
  const select = h(
    "select",
    {
      ...attributes,
      class: "input",
      change: ({ target }) => entered(target.value === "" ? null : target.value, true),
    },
    h("option", { value: "" }, element.placeholder?.text ?? "Choose one"),
    optionElements(element),
  );
  select.value = chosen ?? "";
  return select;
};

/** A menu of which several options may be chosen, shown as a list to tick. */
export const multiSelectField = (element, state, context) => {
  const options = element.options ?? element.option_groups.flatMap((group) => group.options);
  return choicesField({ ...element, type: "checkboxes", options }, state, context);
};
