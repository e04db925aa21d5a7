import { choicesField } from "./choices.mjs";
import { multiSearchField, searchField } from "./search.mjs";
import { multiSelectField, selectField } from "./select.mjs";
import { textField } from "./text.mjs";

const FIELDS = {
  plain_text_input: textField,
  number_input: textField,
  static_select: selectField,
  multi_static_select: multiSelectField,
  radio_buttons: choicesField,
  checkboxes: choicesField,
  external_select: searchField,
  multi_external_select: multiSearchField,
};

/**
 * Anything that holds a value. `state` is what it holds in Slack's shape, undefined when nobody has touched it;
 * `context` has the `attributes` of the control, `entered(value, final)`, and `ask(text)` for a searched menu.
 */
export const fieldElement = (element, state, context) => FIELDS[element.type](element, state, context);
