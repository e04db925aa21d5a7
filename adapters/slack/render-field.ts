import type {
  Checkboxes,
  ExternalSelect,
  InputBlock,
  PlainTextElement,
  PlainTextInput,
  PlainTextOption,
} from "@slack/types";
import { cut } from "../../src/chat/cut.ts";
import type { CheckboxField, FormField, Option, SearchField, SelectField, TextField } from "../../src/chat/form.ts";
import { clean } from "../../src/domain/plain-text.ts";
import { limits } from "./limits.ts";

/** The block of a field, for the errors of a submission. */
export function blockIdOf(field: string, generation: number): string {
  return `${field}.${generation}`;
}

export function renderField(field: FormField, generation: number): InputBlock {
  return {
    type: "input",
    block_id: blockIdOf(field.name, generation),
    label: shown(field.label, limits.inputLabel),
    element: renderElement(field),
    optional: field.optional ?? false,
    ...(field.help !== undefined && { hint: shown(field.help, limits.inputHint) }),
    ...(leads(field) && { dispatch_action: true }),
  };
}

function leads(field: FormField): boolean {
  return (field.kind === "select" || field.kind === "choice") && (field.leads ?? false);
}

function renderElement(field: FormField): InputBlock["element"] {
  switch (field.kind) {
    case "text":
      return renderText(field);
    case "select":
    case "choice":
      return renderSelect(field);
    case "search":
      return renderSearch(field);
    case "checkbox":
      return renderCheckbox(field);
  }
}

function renderText({ name, value, multiline, maxLength, placeholder }: TextField): PlainTextInput {
  const most = Math.min(maxLength ?? limits.inputLength, limits.inputLength);
  return {
    type: "plain_text_input",
    action_id: name,
    multiline: multiline ?? false,
    max_length: most,
    ...(value !== undefined && { initial_value: cut(value, most) }),
    ...placeholderOf(placeholder),
  };
}

function renderSearch({ name, value, placeholder }: SearchField): ExternalSelect {
  const chosen = value === undefined ? undefined : renderOption({ value, label: value });
  return {
    type: "external_select",
    action_id: name,
    min_query_length: 0,
    ...(chosen && { initial_option: chosen }),
    ...placeholderOf(placeholder),
  };
}

function renderCheckbox({ name, text, checked }: CheckboxField): Checkboxes {
  const option = { value: "yes", text: shown(text, limits.optionText) };
  return { type: "checkboxes", action_id: name, options: [option], ...(checked && { initial_options: [option] }) };
}

function renderSelect(field: SelectField): InputBlock["element"] {
  const options = renderOptions(field.options);
  const initial = options.find(({ value }) => value === field.value);
  const chosen = initial === undefined ? {} : { initial_option: initial };
  if (field.kind === "choice" && options.length <= limits.radioOptions) {
    return { type: "radio_buttons", action_id: field.name, options, ...chosen };
  }
  return { type: "static_select", action_id: field.name, options, ...chosen };
}

/** Options as Slack takes them: what does not fit is left out, since a value that is cut would name something else. */
export function renderOptions(options: readonly Option[]): PlainTextOption[] {
  return options.flatMap((option) => renderOption(option) ?? []).slice(0, limits.options);
}

function renderOption({ value, label, description }: Option): PlainTextOption | undefined {
  if (value === "" || value.length > limits.optionValue) return undefined;
  return {
    value,
    text: shown(label, limits.optionText),
    ...(description !== undefined && description !== "" && { description: shown(description, limits.optionText) }),
  };
}

function placeholderOf(text: string | undefined): { placeholder?: PlainTextElement } {
  return text === undefined ? {} : { placeholder: shown(text, limits.placeholder) };
}

/** A text of a form, which may come from outside. */
function shown(text: string, max: number): PlainTextElement {
  return plain(clean(text), max);
}

/** Slack refuses an empty text. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: "plain_text", text: text === "" ? " " : cut(text, max), emoji: true };
}
