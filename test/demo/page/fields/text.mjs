import { h } from "../dom.mjs";

const ENTER = "on_enter_pressed";
const EACH_CHARACTER = "on_character_entered";

/** What makes the app hear of typing at once: Enter, unless the element says otherwise. */
const triggersOf = ({ dispatch_action_config: config }) => config?.trigger_actions_on ?? [ENTER];

/**
 * A line or a paragraph to type in. `entered(value, final)` hears of every change; `final` when the app would be told.
 */
export const textField = (element, state, { attributes, entered }) => {
  const triggers = triggersOf(element);
  const isLine = !element.multiline;
  const valueOf = (target) => (target.value === "" ? null : target.value);
  const input = h(isLine ? "input" : "textarea", {
    ...attributes,
    ...(isLine ? { type: "text" } : { rows: 3 }),
    ...(element.type === "number_input" && { inputmode: "decimal" }),
    class: "input",
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    autocomplete: "off",
    spellcheck: isLine ? "false" : undefined,
    input: ({ target }) => entered(valueOf(target), triggers.includes(EACH_CHARACTER)),
    keydown: (event) => {
      if (event.key === "Enter" && isLine && triggers.includes(ENTER)) entered(valueOf(event.target), true);
    },
  });
  input.value = state?.value ?? element.initial_value ?? "";
  return input;
};
