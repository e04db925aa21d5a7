import type { Conversation } from "../../src/chat/address-book.ts";
import type { FormView, Option, SuggestQuery } from "../../src/chat/form.ts";
import type { Place } from "../../src/chat/ports.ts";
import { within } from "../../src/chat/within.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { valuesShown } from "./card-data.ts";
import { timesMs } from "./limits.ts";
import type { NameBook } from "./name-book.ts";
import { renderForm } from "./render-form.ts";

export interface Drawing {
  readonly names: NameBook;
  /** What search fields offer; a list that does not come in time is empty, and still searched as one types. */
  readonly suggest: (query: SuggestQuery) => Promise<readonly Option[]>;
  /** The conversation in which the form is shown. */
  readonly at: Conversation;
  /** Where it was asked for. */
  readonly place: Place;
}

/** Draws a form, with the names and options that can be looked up in time. */
export async function drawForm(view: FormView, { names, suggest, at, place }: Drawing): Promise<AdaptiveCard> {
  const [known, options] = await Promise.all([
    names.namesIn([...view.blocks, ...(view.footer ?? [])], at),
    optionsFor(view, suggest),
  ]);
  return renderForm(view, { names: known, options, place });
}

/** What the search fields of a form offer before anything is typed, by field. */
async function optionsFor(
  view: FormView,
  suggest: (query: SuggestQuery) => Promise<readonly Option[]>,
): Promise<ReadonlyMap<string, readonly Option[]>> {
  const values = valuesShown(view);
  const searches = view.fields.flatMap((field) => (field.kind === "search" ? [field] : []));
  const entries = searches.map(
    async ({ name, source }) =>
      [name, await within(timesMs.lookUp, suggest({ source, typed: "", values })).catch(() => [])] as const,
  );
  return new Map(await Promise.all(entries));
}
