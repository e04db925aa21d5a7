import { cut } from "../../src/chat/cut.ts";
import type { FormField, FormView, Option } from "../../src/chat/form.ts";
import type { Place } from "../../src/chat/ports.ts";
import { symbols } from "../../src/chat/symbols.ts";
import { clean } from "../../src/domain/plain-text.ts";
import type { ActionSet, AdaptiveCard, Element } from "./adaptive-card.ts";
import { cardData, leadingFields, valuesShown } from "./card-data.ts";
import { limits } from "./limits.ts";
import type { Names } from "./names.ts";
import { execute } from "./render-actions.ts";
import { adaptiveCard, renderBlocks } from "./render-card.ts";
import { renderInput } from "./render-input.ts";
import { inert, plainText } from "./render-text.ts";

/** What is known beside the form itself. */
export interface FormSurroundings {
  readonly names: Names;
  /** Where the form was asked for, if not where it is shown. */
  readonly place?: Place;
  /** What search fields offer before anything is typed, by field. */
  readonly options: ReadonlyMap<string, readonly Option[]>;
}

/**
 * Draws a form as a card: fields are inputs, what is wrong stands below its field. A card does not tell when something
 * is chosen, so a form with fields that others depend on has a button that brings it up to date; sending it does so
 * too where that is still to do.
 */
export function renderForm(view: FormView, { names, place, options }: FormSurroundings): AdaptiveCard {
  const body: readonly Element[] = [
    plainText(cut(clean(view.title), limits.title), { weight: "bolder", size: "large" }),
    ...renderBlocks(view.blocks, names),
    ...view.fields.flatMap((field) => renderField(field, view, options.get(field.name) ?? [])),
    ...renderBlocks(view.footer ?? [], names),
    ...buttons(view, place),
  ];
  return adaptiveCard(body, { fallback: inert(clean(view.title), limits.fallbackText) });
}

function renderField(field: FormField, view: FormView, options: readonly Option[]): readonly Element[] {
  const { error, help } = field;
  return [
    renderInput(field, valuesShown(view), options),
    ...(error === undefined ? [] : [wrong(error)]),
    ...(help === undefined ? [] : [small(help)]),
  ];
}

function wrong(error: string): Element {
  return {
    ...plainText(`${symbols.look} ${clean(error)}`, { color: "attention", weight: "bolder" }),
    spacing: "small",
  };
}

function small(help: string): Element {
  return { ...plainText(inert(clean(help), limits.help), { size: "small", isSubtle: true }), spacing: "small" };
}

function buttons(view: FormView, place: Place | undefined): readonly ActionSet[] {
  const { form, subject, submit } = view;
  const shown = valuesShown(view);
  const leading = leadingFields(view);
  const led = Object.fromEntries(leading.map((name) => [name, shown[name] ?? ""]));
  const data = { form, subject, led, ...(place && { place }) };
  const actions = [
    ...(submit === undefined ? [] : [execute(clean(submit), "send", cardData({ kind: "send", ...data }), "positive")]),
    ...(leading.length === 0
      ? []
      : [
          execute(
            submit === undefined ? "Next" : "Show what fits my choices",
            "follow",
            cardData({ kind: "follow", ...data }),
          ),
        ]),
  ];
  return actions.length === 0 ? [] : [{ type: "ActionSet", actions }];
}
