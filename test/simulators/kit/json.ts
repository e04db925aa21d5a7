/** What a request body can hold. Simulators read bodies as data of unknown shape, never as trusted types. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** True for a JSON object (not an array, not null). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Parses text; undefined when it is not JSON. */
export const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The value at a path of keys, or undefined as soon as one is missing. */
export const at = (value: unknown, ...keys: readonly string[]): Json | undefined => {
  let current: Json | undefined = isObject(value) ? value : undefined;
  for (const key of keys) current = isObject(current) ? current[key] : undefined;
  return current;
};

/** The text at a path of keys, or undefined when there is none. */
export const textAt = (value: unknown, ...keys: readonly string[]): string | undefined => {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : undefined;
};

/** The number at a path of keys, or undefined when there is none. */
export const numberAt = (value: unknown, ...keys: readonly string[]): number | undefined => {
  const found = at(value, ...keys);
  return typeof found === "number" ? found : undefined;
};

/** The list at a path of keys; empty when there is none. */
export const listAt = (value: unknown, ...keys: readonly string[]): readonly Json[] => {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
};

/** The texts of the list at a path of keys; anything else in it is left out. */
export const textsAt = (value: unknown, ...keys: readonly string[]): readonly string[] =>
  listAt(value, ...keys).filter((item): item is string => typeof item === "string");

/** The object at a path of keys; empty when there is none. */
export const objectAt = (value: unknown, ...keys: readonly string[]): JsonObject => {
  const found = at(value, ...keys);
  return isObject(found) ? found : {};
};

/** The text values of an object, as tags are written. */
export const tagsAt = (value: unknown, ...keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectAt(value, ...keys)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
