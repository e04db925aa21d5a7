import type { Reading } from "../domain/link-facts.ts";

/**
 * The value that was read, or the fallback. What could not be read is said once, by the check `readings`; the other
 * checks look only at what is known.
 */
export function valueOr<T>(reading: Reading<T>, fallback: T): T {
  return reading.known ? reading.value : fallback;
}

/** One thing looked for by name or id in a list. */
export type Lookup<T> =
  | { readonly state: "found"; readonly value: T }
  | { readonly state: "missing"; readonly asked: string; readonly known: readonly string[] }
  | { readonly state: "ambiguous"; readonly asked: string; readonly candidates: readonly string[] }
  | { readonly state: "unreadable"; readonly asked: string };

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup?: string;
}

/** Finds by id, by name, or by `resource group/name`; capitals do not matter, as in both clouds. */
export function lookUp<T extends Named>(reading: Reading<readonly T[]>, asked: string): Lookup<T> {
  if (!reading.known) return { state: "unreadable", asked };
  const matches = reading.value.filter((one) => answersTo(one, asked));
  const [first, ...others] = matches;
  if (first === undefined) return { state: "missing", asked, known: reading.value.map(({ name }) => name) };
  if (others.length > 0) return { state: "ambiguous", asked, candidates: matches.map(longName) };
  return { state: "found", value: first };
}

/** The thing that was found, else undefined. */
export function found<T>(lookup: Lookup<T> | undefined): T | undefined {
  return lookup?.state === "found" ? lookup.value : undefined;
}

/** Ids are compared without case: Azure changes the case of its own. */
export function sameId(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase();
}

/** The last name in an ARM id: what people call the resource. */
export function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}

export function answersTo(one: Named, asked: string): boolean {
  return sameId(one.id, asked) || sameId(one.name, asked) || sameId(longName(one), asked);
}

function longName({ id, name, resourceGroup }: Named): string {
  return resourceGroup === undefined ? id : `${resourceGroup}/${name}`;
}
