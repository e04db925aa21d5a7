import type { Interactive } from "../block-kit/block-kit.ts";
import type { Block, InputBlock } from "../block-kit/blocks.ts";
import { optionsOf } from "../block-kit/elements.ts";
import type { RichOption } from "../block-kit/objects.ts";

/** What a person enters: text, one choice, several choices, or null to clear. Choices are option values. */
export type Entry = string | readonly string[] | null;

/** What a field holds, in the shape in which Slack reports it. */
export type FieldState =
  | { type: "plain_text_input" | "number_input"; value: string | null }
  | {
      type: "static_select" | "external_select" | "radio_buttons";
      selected_option: RichOption | null;
    }
  | {
      type: "multi_static_select" | "multi_external_select" | "checkboxes";
      selected_options: readonly RichOption[];
    };

/** An element that holds a value: everything but a button. */
export type Field = Exclude<Interactive, { type: "button" }>;

/** The field as it stands before anybody touches it. */
export function untouched(field: Field): FieldState {
  switch (field.type) {
    case "plain_text_input":
    case "number_input":
      return { type: field.type, value: field.initial_value ?? null };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type: field.type, selected_option: field.initial_option ?? null };
    default:
      return { type: field.type, selected_options: field.initial_options ?? [] };
  }
}

/** What a menu offers of its own; an external one only what its app has answered. */
function choicesOf(field: Field, offered: readonly RichOption[]): readonly RichOption[] {
  switch (field.type) {
    case "static_select":
    case "multi_static_select":
      return optionsOf(field);
    case "radio_buttons":
    case "checkboxes":
      return field.options;
    case "external_select":
      return [...offered, ...(field.initial_option ? [field.initial_option] : [])];
    case "multi_external_select":
      return [...offered, ...(field.initial_options ?? [])];
    default:
      return [];
  }
}

function choose(field: Field, value: string, offered: readonly RichOption[]): RichOption {
  const found = choicesOf(field, offered).find((one) => one.value === value);
  if (!found) throw new RangeError(`"${value}" is not offered by ${field.action_id}`);
  return found;
}

/**
 * The field after somebody entered something.
 * @throws RangeError when that cannot be entered, such as a choice that is not on the list
 */
export function entered(field: Field, entry: Entry, offered: readonly RichOption[] = []): FieldState {
  const values = entry === null ? [] : [entry].flat();
  switch (field.type) {
    case "plain_text_input":
    case "number_input":
      return { type: field.type, value: values[0] ?? null };
    case "static_select":
    case "external_select":
    case "radio_buttons": {
      const [value] = values;
      const selected = value === undefined ? null : choose(field, value, offered);
      return { type: field.type, selected_option: selected };
    }
    default:
      return {
        type: field.type,
        selected_options: values.map((value) => choose(field, value, offered)),
      };
  }
}

const isEmpty = (state: FieldState): boolean => {
  if ("value" in state) return state.value === null || state.value === "";
  if ("selected_option" in state) return state.selected_option === null;
  return state.selected_options.length === 0;
};

function textProblem(field: Field, value: string): string | undefined {
  if (field.type === "plain_text_input") {
    if (value.length < (field.min_length ?? 0)) return `at least ${field.min_length} characters`;
    if (value.length > (field.max_length ?? 3000)) return `at most ${field.max_length} characters`;
  }
  return field.type === "number_input" ? numberProblem(field, Number(value)) : undefined;
}

function numberProblem(field: Field & { type: "number_input" }, number: number): string | undefined {
  if (Number.isNaN(number)) return "not a number";
  if (!field.is_decimal_allowed && !Number.isInteger(number)) return "not a whole number";
  if (number < Number(field.min_value ?? Number.NEGATIVE_INFINITY)) return "too small";
  if (number > Number(field.max_value ?? Number.POSITIVE_INFINITY)) return "too large";
  return undefined;
}

/** What Slack's own client says of a field before it lets anybody submit; undefined when it is fine. */
export function clientProblem(block: InputBlock, state: FieldState): string | undefined {
  if (isEmpty(state)) return block.optional ? undefined : "required";
  if ("value" in state) return textProblem(block.element, state.value ?? "");
  const most = "max_selected_items" in block.element ? block.element.max_selected_items : undefined;
  const chosen = "selected_options" in state ? state.selected_options.length : 1;
  return most !== undefined && chosen > most ? `at most ${most}` : undefined;
}

/** The input blocks among blocks: the only ones whose values reach the app for certain. */
export const inputsOf = (blocks: readonly Block[]): InputBlock[] => blocks.filter((block) => block.type === "input");
