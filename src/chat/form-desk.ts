import type { Environment } from "../domain/environment.ts";
import type { PersonId } from "../domain/ids.ts";
import { readRequest } from "../plan/request-schema.ts";
import { actionForms } from "./actions.ts";
import {
  type FieldErrors,
  type FormValues,
  type FormView,
  type Option,
  type SuggestQuery,
  withValues,
} from "./form.ts";
import { createForm, createFormId } from "./forms/create-form.ts";
import { afterChange, argumentsOfForm, errorsOnFields, formOfArguments } from "./forms/create-values.ts";
import type { EnvironmentChoice } from "./forms/environment-choice.ts";
import { checkingForm, takenForm } from "./forms/form-messages.ts";
import { type Requested, rejectForm, rejectFormId } from "./forms/reject-form.ts";
import { resizeReadingForm } from "./forms/resize-form.ts";
import { readingForm } from "./forms/teardown-form.ts";
import { type CommandArguments, missingArguments, parseCommand } from "./parse-command.ts";
import type { FormDesk } from "./ports.ts";

export interface FormDeskOptions {
  /** Environments in which this person may ask. */
  environmentsFor(person: PersonId): Promise<readonly EnvironmentChoice[]>;
  /** What was filled in before, kept for "Fix and send again"; undefined when it is gone. */
  readDraft(subject: string, person: PersonId): Promise<FormValues | undefined>;
  /** What a request is about; undefined when it is gone. */
  requested(request: string): Promise<Requested | undefined>;
  /** All there are; whether this person may use one is judged when the request is made. */
  readonly environments: readonly Environment[];
  suggest(query: SuggestQuery, person: PersonId): Promise<readonly Option[]>;
}

/** Opens, follows and checks forms in the process that talks to people, without a queue and without a cloud. */
export function formDesk(options: FormDeskOptions): FormDesk {
  const create = async (values: FormValues, person: PersonId): Promise<FormView> =>
    createForm(values, { environments: await options.environmentsFor(person) });

  const reject = async (request: string): Promise<FormView> => rejectForm(request, await options.requested(request));

  return {
    async forCommand(line, person) {
      const read = parseCommand(line);
      if (read.kind !== "command") return undefined;
      const { name, confirm, bandwidth, reason } = read.args;
      if (read.verb === "teardown") return name === undefined || confirm !== undefined ? undefined : readingForm(name);
      if (read.verb === "resize") {
        const whole = bandwidth !== undefined && reason !== undefined;
        return name === undefined || whole ? undefined : resizeReadingForm(name);
      }
      if (read.verb !== "create") return undefined;
      if (missingArguments("create", read.args).length === 0) return undefined;
      return create(formOfArguments(read.args), person);
    },
    async forAction(action, subject, person) {
      const form = actionForms.get(action);
      if (form === rejectFormId) return reject(subject);
      if (form !== createFormId) return undefined;
      return create((await options.readDraft(subject, person)) ?? {}, person);
    },
    async redraw(form, subject, values, person) {
      if (form === createFormId) return create(values, person);
      return form === rejectFormId ? withValues(await reject(subject), values) : undefined;
    },
    follow: (form, values, changed, person) =>
      form === createFormId ? create(afterChange(values, changed), person) : Promise.resolve(undefined),
    check(form, values) {
      if (form === rejectFormId) return isBlank(values["reason"]) ? { reason: needed } : {};
      if (form !== createFormId) return {};
      return errorsOnFields(shapeErrors(argumentsOfForm(values), options.environments), values);
    },
    taken: (form, values) => (form === createFormId ? checkingForm(values["name"] ?? "") : takenForm(form)),
    suggest: (query, person) => options.suggest(query, person),
  };
}

const needed = "This is needed.";

const isBlank = (value: string | undefined): boolean => value === undefined || value.trim() === "";

/** What is wrong with a request before any cloud is asked, by argument name; the first problem of each. */
function shapeErrors(args: CommandArguments, environments: readonly Environment[]): FieldErrors {
  const read = readRequest(args, environments);
  if (!("problems" in read)) return {};
  const errors = read.problems.map(({ field, kind, message, hint }) => [
    field,
    kind === "missing" ? needed : `${message} ${hint}`.trim(),
  ]);
  return Object.fromEntries(errors.toReversed()) as FieldErrors;
}
