import { z } from "zod";
import type { FormValues, SearchSource, SuggestQuery } from "../../src/chat/form.ts";
import type { Choice } from "./adaptive-card.ts";

const sources: readonly string[] = ["vnet", "gateway", "vcn", "drg"] satisfies readonly SearchSource[];

/** Names the list that a search field looks in, with what was chosen when it was drawn: `vnet?env=prod`. */
export function datasetOf(source: SearchSource, values: FormValues): string {
  return `${source}?${new URLSearchParams({ env: values["env"] ?? "" }).toString()}`;
}

const searchSchema = z.object({ queryText: z.string().optional(), dataset: z.string() });

/** What is typed into a search field; undefined when it is none of ours. */
export function readSearch(value: unknown): SuggestQuery | undefined {
  const { data } = searchSchema.safeParse(value);
  if (!data) return undefined;
  const [source = "", chosen] = data.dataset.split("?", 2);
  if (!isSource(source)) return undefined;
  return { source, typed: data.queryText ?? "", values: Object.fromEntries(new URLSearchParams(chosen)) };
}

/** @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
export function searchAnswer(results: readonly Choice[]): object {
  return { statusCode: 200, type: "application/vnd.microsoft.search.searchResponse", value: { results } };
}

function isSource(name: string): name is SearchSource {
  return sources.includes(name);
}
