import { isDeepStrictEqual } from "node:util";
import { callsOf, isWithin, worded } from "./calls-of.ts";
import type { History, Subject } from "./history.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * What somebody else had made of a link keeps their tags while it is wanted, beside the mark of its new owner. Given back,
 * it is as it was, field by field but for its version, and nothing was ever asked to remove it.
 */
export function takenAndGivenBack(history: History): readonly string[] {
  return history.subjects.flatMap((subject) => {
    const { taken = [], wanted } = subject;
    if (wanted === "gone") return [];
    return taken.flatMap((id) => (wanted === "up" ? marked(history, subject, id) : givenBack(history, id)));
  });
}

function marked({ before, after }: History, { uid }: Subject, id: string): readonly string[] {
  const theirs = tagsOf(rowOf(before, id));
  const now = tagsOf(rowOf(after, id));
  const lost = Object.keys(theirs).filter((name) => now[name] !== theirs[name]);
  return [
    ...lost.map((name) => `${id} has lost the tag ${name}`),
    ...(now["interconnect-uid"] === uid ? [] : [`${id} is not marked`]),
  ];
}

function givenBack(history: History, id: string): readonly string[] {
  const { before, after } = history;
  const removals = callsOf(history).filter(({ method, target }) => method === "DELETE" && isWithin(id, target));
  const isAsItWas = isDeepStrictEqual(withoutVersion(rowOf(after, id)), withoutVersion(rowOf(before, id)));
  return [...removals.map(worded), ...(isAsItWas ? [] : [`${id} is not as it was`])];
}

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null;

function rowOf(rows: ReadonlyMap<string, unknown>, id: string): Row {
  const row = rows.get(id);
  return isRow(row) ? row : {};
}

function tagsOf({ tags, freeformTags }: Row): Row {
  const given = tags ?? freeformTags;
  return isRow(given) ? given : {};
}

/** Parts of a resource bear its version too. */
const withoutVersion = (row: Row): unknown =>
  JSON.parse(JSON.stringify(row, (name, value: unknown) => (name === "etag" ? undefined : value)));
