import { cut } from "../../src/chat/cut.ts";
import type { FormField, FormValues, Option, SearchField } from "../../src/chat/form.ts";
import { clean } from "../../src/domain/plain-text.ts";
import type { Choice, ChoiceSetInput, Input } from "./adaptive-card.ts";
import { limits } from "./limits.ts";
import { inert } from "./render-text.ts";
import { datasetOf } from "./search.ts";

/** A field as the input of a card. Nothing is required by the card: the form itself says what is missing, and where. */
export function renderInput(field: FormField, values: FormValues, options: readonly Option[]): Input {
  const { name: id } = field;
  const label = inert(`${clean(field.label)}${field.optional ? " (optional)" : ""}`, limits.label);
  switch (field.kind) {
    case "text": {
      const most = Math.min(field.maxLength ?? limits.inputLength, limits.inputLength);
      const text = { type: "Input.Text", id, label, isMultiline: field.multiline ?? false, maxLength: most } as const;
      return { ...text, ...placeholderOf(field), ...(field.value !== undefined && { value: cut(field.value, most) }) };
    }
    case "select":
    case "choice": {
      const choices = renderChoices(field.options);
      const style = field.kind === "choice" ? "expanded" : "compact";
      return { type: "Input.ChoiceSet", id, label, style, choices, ...chosen(field.value, choices) };
    }
    case "search":
      return renderSearch(field, label, datasetOf(field.source, values), options);
    case "checkbox":
      return {
        type: "Input.Toggle",
        id,
        label,
        title: inert(clean(field.text), limits.optionText),
        valueOn: "yes",
        valueOff: "",
        value: field.checked ? "yes" : "",
      };
  }
}

/** A list that one types in. What is chosen already is always in it, else it would not be shown. */
function renderSearch(field: SearchField, label: string, dataset: string, options: readonly Option[]): ChoiceSetInput {
  const { name: id, value } = field;
  const offered = renderChoices(options);
  const own =
    value === undefined || offered.some((one) => one.value === value) ? [] : renderChoices([{ value, label: value }]);
  const choices = [...own, ...offered];
  return {
    type: "Input.ChoiceSet",
    id,
    label,
    style: "filtered",
    choices,
    "choices.data": { type: "Data.Query", dataset },
    ...placeholderOf(field),
    ...chosen(value, choices),
  };
}

/** Options as choices: what does not fit is left out, since a value that is cut would name something else. */
export function renderChoices(options: readonly Option[]): readonly Choice[] {
  return options
    .filter(({ value }) => value !== "" && value.length <= limits.optionValue)
    .slice(0, limits.options)
    .map(({ value, label, description }) => {
      const words = [label, description].filter((part) => part !== undefined && part !== "").join(" · ");
      return { value, title: inert(clean(words), limits.optionText) };
    });
}

function chosen(value: string | undefined, choices: readonly Choice[]): { value?: string } {
  return value !== undefined && choices.some((one) => one.value === value) ? { value } : {};
}

function placeholderOf({ placeholder }: { readonly placeholder?: string }): { placeholder?: string } {
  return placeholder === undefined ? {} : { placeholder: inert(clean(placeholder), limits.placeholder) };
}
