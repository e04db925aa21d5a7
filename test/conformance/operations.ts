import { isObject, listAt, objectAt, textAt } from "../simulators/kit/json.ts";
import { below, type Found } from "./spec-documents.ts";
import type { SpecFiles } from "./spec-folder.ts";

const methods = ["get", "put", "post", "delete", "patch", "head"] as const;

/** One operation of a specification, with the path it answers to. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly parameters: readonly Found[];
  /** What is said about a status, or about `default`. */
  response(status: string): Found | undefined;
  /** The values of the path's parameters, or undefined when the path is another one. */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

/** All operations of some files, those with the most fixed parts of their path first. */
export function operationsOf({ documents, files }: SpecFiles): readonly Operation[] {
  const all = files.flatMap((file) => {
    const document = documents.document(file);
    return ["paths", "x-ms-paths"].flatMap((part) =>
      Object.keys(objectAt(document, part)).flatMap((path) => inPath(documents, { file, part, path })),
    );
  });
  return all.toSorted((a, b) => b.fixed - a.fixed).map(({ operation }) => operation);
}

interface PathPlace {
  readonly file: string;
  readonly part: string;
  readonly path: string;
}

function inPath(documents: SpecFiles["documents"], { file, part, path }: PathPlace) {
  const item = documents.resolve({ file, pointer: below("", part, path) });
  const parametersAt = (holder: Found): readonly Found[] =>
    listAt(holder.value, "parameters").map((_parameter, index) =>
      documents.resolve({ file: holder.file, pointer: below(holder.pointer, "parameters", index) }),
    );
  const match = matcher(path);
  return methods.flatMap((method) => {
    if (!isObject(item.value[method])) return [];
    const found = documents.resolve({ file: item.file, pointer: below(item.pointer, method) });
    const operation: Operation = {
      id: textAt(found.value, "operationId") ?? `${method} ${path}`,
      method: method.toUpperCase(),
      parameters: [...parametersAt(item), ...parametersAt(found)],
      response(status) {
        if (!isObject(objectAt(found.value, "responses")[status])) return undefined;
        return documents.resolve({ file: found.file, pointer: below(found.pointer, "responses", status) });
      },
      match,
    };
    return [{ operation, fixed: path.split("/").filter((segment) => !segment.startsWith("{")).length }];
  });
}

/** Azure's paths are the same in any case; a parameter is one segment. */
function matcher(path: string): Operation["match"] {
  const names: string[] = [];
  const segments = path.split("/").filter((segment) => segment !== "");
  const pattern = segments.map((segment) => {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined) return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    names.push(name);
    return "([^/]+)";
  });
  const whole = new RegExp(`^/${pattern.join("/")}/?$`, "i");
  return (asked) => {
    const found = whole.exec(asked);
    if (!found) return undefined;
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? "")]));
  };
}
