import type { Block } from "./card.ts";

/**
 * What the bot asks, before any chat product draws it: a form is a list of fields, and what has been filled in is a
 * record of strings by field name. Errors sit on their field.
 */

export interface Option {
  readonly value: string;
  readonly label: string;
  /** A second, smaller line. */
  readonly description?: string;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** What is wrong with the value that is filled in. */
  readonly error?: string;
  readonly optional?: boolean;
}

export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly value?: string;
  readonly placeholder?: string;
  readonly multiline?: boolean;
  readonly maxLength?: number;
}

export interface SelectField extends FieldBase {
  /** `select` is a menu, `choice` shows all its options at once. */
  readonly kind: "select" | "choice";
  readonly options: readonly Option[];
  readonly value?: string;
  /** True when other fields depend on this one: the form follows as soon as it changes. */
  readonly leads?: boolean;
}

/** A menu that is searched as one types; its options come from what the bot knows about the environment. */
export interface SearchField extends FieldBase {
  readonly kind: "search";
  readonly source: SearchSource;
  readonly value?: string;
  readonly placeholder?: string;
}

export interface CheckboxField extends FieldBase {
  readonly kind: "checkbox";
  readonly text: string;
  readonly checked: boolean;
}

export type FormField = TextField | SelectField | SearchField | CheckboxField;

/** Lists one can search in. */
export type SearchSource = "vnet" | "gateway" | "vcn" | "drg";

/** A form, or with no `submit` a message in the place of one. */
export interface FormView {
  /** Which form this is: a key of the table in `forms.ts`. */
  readonly form: string;
  /** Opaque id of what it is about; empty for a form about nothing that exists yet. */
  readonly subject: string;
  /** At most 24 characters. */
  readonly title: string;
  /** Above the fields. */
  readonly blocks: readonly Block[];
  readonly fields: readonly FormField[];
  /** Below the fields. */
  readonly footer?: readonly Block[];
  readonly submit?: string;
}

/** What is filled in, by field name. A ticked checkbox is `yes`, one that is not ticked is absent, as is what is empty. */
export type FormValues = Readonly<Record<string, string>>;

/** What is wrong, by field name. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A query typed into a search field. */
export interface SuggestQuery {
  readonly source: SearchSource;
  readonly typed: string;
  /** What is filled in so far: the environment, the network that a gateway must belong to. */
  readonly values: FormValues;
}

/** A message in the place of a form. */
export function formMessage(form: string, title: string, blocks: readonly Block[]): FormView {
  return { form, subject: "", title, blocks, fields: [] };
}

/** The same form with errors on its fields. */
export function withErrors(view: FormView, errors: FieldErrors): FormView {
  const fields = view.fields.map((field) => {
    const error = errors[field.name];
    return error === undefined ? field : { ...field, error };
  });
  return { ...view, fields };
}

/** The same form with what is filled in on its fields. */
export function withValues(view: FormView, values: FormValues): FormView {
  const fields = view.fields.map((field): FormField => {
    const value = values[field.name];
    if (field.kind === "checkbox") return { ...field, checked: value === "yes" };
    return value === undefined ? field : { ...field, value };
  });
  return { ...view, fields };
}
