import type { Finding } from "../../domain/finding.ts";
import { type FormValues, type FormView, withErrors } from "../form.ts";
import { createForm } from "./create-form.ts";
import { fieldOf } from "./create-values.ts";
import type { EnvironmentChoice } from "./environment-choice.ts";
import { findingsAbove } from "./form-messages.ts";

/**
 * The form as it was filled in, with what the plan met: a blocking finding sits on its field when the form shows that
 * field; every other one stands above the fields.
 */
export function createFormAgain(
  values: FormValues,
  findings: readonly Finding[],
  environments: readonly EnvironmentChoice[],
): FormView {
  const shown = new Set(createForm(values, { environments }).fields.map(({ name }) => name));
  const placed = findings.flatMap((finding) => {
    const field = finding.severity === "blocking" ? fieldOf(finding.field ?? "", values) : "";
    return shown.has(field) ? [{ finding, field }] : [];
  });
  const onFields = new Set(placed.map(({ finding }) => finding));
  const above = findingsAbove(
    findings,
    findings.filter((finding) => !onFields.has(finding)),
  );
  return withErrors(createForm(values, { environments, above }), errorsOf(placed));
}

function errorsOf(placed: readonly { readonly finding: Finding; readonly field: string }[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, finding } of placed) {
    errors[field] = [errors[field], finding.cause, finding.remedy].filter(Boolean).join(" ");
  }
  return errors;
}
