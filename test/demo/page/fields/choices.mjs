import { textObject } from "../blocks/mrkdwn.mjs";
import { h } from "../dom.mjs";

let groups = 0;

const ticked = (element, state) => {
  if (element.type === "radio_buttons") {
    const one = state ? state.selected_option : element.initial_option;
    return one ? [one.value] : [];
  }
  return ((state ? state.selected_options : element.initial_options) ?? []).map(({ value }) => value);
};

/** Radio buttons or checkboxes, with what each of them means. */
export const choicesField = (element, state, { attributes, entered }) => {
  const isRadio = element.type === "radio_buttons";
  const chosen = ticked(element, state);
  groups += 1;
  const name = `group-${groups}`;
  const { id, "data-key": key, ...described } = attributes;
  const tell = () => {
    const values = [...group.querySelectorAll("input:checked")].map((input) => input.value);
    entered(isRadio ? (values[0] ?? null) : values, true);
  };
  const choice = ({ text, value, description }, at) =>
    h(
      "label",
      { class: "choice" },
      h("input", {
        type: isRadio ? "radio" : "checkbox",
        id: at === 0 ? id : undefined,
        "data-key": `${key}/${value}`,
        name,
        value,
        checked: chosen.includes(value),
        change: tell,
      }),
      h(
        "span",
        {},
        h("span", {}, textObject(text)),
        description && h("span", { class: "choice-note" }, description.text),
      ),
    );
  const group = h(
    "div",
    { class: "choices", role: isRadio ? "radiogroup" : "group", ...described },
    element.options.map(choice),
  );
  return group;
};
