import type { FormField, FormValues, Option, SearchSource } from "../form.ts";
import { chosen } from "./create-values.ts";

/** Parts that several fields of the create form share. */

export const existingOrNew = (existing: string, fresh: string): readonly Option[] => [
  { value: "existing", label: existing },
  { value: "new", label: fresh },
];

export function searchField(values: FormValues, source: SearchSource, label: string): FormField {
  const placeholder = "Type a part of its name";
  return { kind: "search", name: source, label, source, placeholder, ...filledIn(values, source) };
}

/** A search for an existing network, or the range of a new one. */
export function networkField(values: FormValues, argument: "vnet" | "vcn"): FormField {
  const kind = argument === "vnet" ? "VNet" : "VCN";
  if (chosen(values, argument) === "existing") return searchField(values, argument, `Which ${kind}`);
  const range = `${argument}-range`;
  return {
    kind: "text",
    name: range,
    label: `Range of the new ${kind}`,
    help: "Must overlap nothing that it will reach.",
    placeholder: argument === "vnet" ? "10.1.0.0/16" : "10.20.0.0/20",
    ...filledIn(values, range),
  };
}

/** The value of a field, if it has been filled in. */
export function filledIn(values: FormValues, name: string): { readonly value?: string } {
  const value = values[name];
  return value === undefined ? {} : { value };
}
