import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isObject, type JsonObject } from "../simulators/kit/json.ts";

/** A place in a specification: the address of its file and a JSON pointer into it. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** A value of a specification with where it stands; references in it are relative to that file. */
export interface Found extends Place {
  readonly value: JsonObject;
}

/** The files of the specifications, read when they are needed. */
export class SpecDocuments {
  private readonly documents = new Map<string, JsonObject>();

  /** Puts a document in place of the file at this address. */
  replace(file: string, document: JsonObject): void {
    this.documents.set(file, document);
  }

  /** @throws when there is no such file, or it holds no JSON object */
  document(file: string): JsonObject {
    const known = this.documents.get(file);
    if (known) return known;
    const read: unknown = JSON.parse(readFileSync(fileURLToPath(file), "utf8").replace(/^\uFEFF/, ""));
    if (!isObject(read)) throw new TypeError(`${file} is not a specification`);
    this.documents.set(file, read);
    return read;
  }

  /** The object at a place, with a reference that stands there followed. */
  resolve({ file, pointer }: Place): Found {
    let value: unknown = this.document(file);
    for (const key of keysOf(pointer)) value = valueIn(value, key);
    if (!isObject(value)) throw new RangeError(`nothing at ${file}#${pointer}`);
    const reference = value["$ref"];
    return typeof reference === "string" ? this.resolve(referenced(file, reference)) : { value, file, pointer };
  }
}

function valueIn(holder: unknown, key: string): unknown {
  if (Array.isArray(holder)) return holder[Number(key)];
  return isObject(holder) ? holder[key] : undefined;
}

/** Where a reference that stands in a file points to. */
function referenced(file: string, reference: string): Place {
  const [path = "", pointer = ""] = reference.split("#", 2);
  return { file: path === "" ? file : new URL(path, file).href, pointer };
}

/** The pointer to a value below the one that another pointer names. */
export const below = (pointer: string, ...keys: readonly (string | number)[]): string =>
  [pointer, ...keys.map((key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");

function keysOf(pointer: string): readonly string[] {
  const [, ...keys] = pointer.split("/");
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
