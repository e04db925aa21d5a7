import type { FormField } from "../form.ts";

/** Why a change of a link is wanted, as far as it was filled in. */
export function reasonField(value: string | undefined, error?: string): FormField {
  return {
    kind: "text",
    name: "reason",
    label: "Reason",
    help: "Tells the approver why, in at most 300 characters.",
    multiline: true,
    maxLength: 300,
    ...(value !== undefined && { value }),
    ...(error !== undefined && { error }),
  };
}
