import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../simulators/kit/json.ts";
import { SpecDocuments } from "./spec-documents.ts";
import { substitutes } from "./substitutes.ts";

/** The files that describe one namespace at one version. */
export interface SpecFiles {
  readonly documents: SpecDocuments;
  /** Addresses of the files. */
  readonly files: readonly string[];
  /** In place of which version these files were taken, and why. */
  readonly note?: string;
}

/** How deep below `resource-manager/<namespace>` a version may lie: with or without a folder for the service. */
const deepest = 2;

/**
 * A checkout of Microsoft's azure-rest-api-specs, or a reduced copy of one with `derived/<version>` folders of what
 * later versions changed.
 */
export class SpecFolder {
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** True when there is anything about this namespace. */
  knows(namespace: string): boolean {
    return this.namespaceFolders(namespace).length > 0;
  }

  /** Undefined when neither this version is there nor one that stands for it. */
  find(namespace: string, version: string): SpecFiles | undefined {
    const files = this.filesOf(namespace, version);
    const documents = new SpecDocuments();
    if (files.length > 0) return { documents, files };
    const substitute = substitutes.find((one) => one.namespace === namespace && one.asked === version);
    if (!substitute) return undefined;
    const base = this.filesOf(namespace, substitute.have);
    if (base.length === 0) return undefined;
    this.overlay(documents, base, version);
    return { documents, files: base, note: `${substitute.have} for ${version}: ${substitute.why}` };
  }

  private filesOf(namespace: string, version: string): readonly string[] {
    return this.namespaceFolders(namespace)
      .flatMap((folder) => versionFolders(folder, version))
      .flatMap((folder) => jsonFiles(folder).map((name) => pathToFileURL(join(folder, name)).href));
  }

  private namespaceFolders(namespace: string): readonly string[] {
    const services = join(this.root, "specification");
    return foldersIn(services)
      .map((service) => join(services, service, "resource-manager", namespace))
      .filter((folder) => existsSync(folder));
  }

  /** Applies what a later version changed to the files of an earlier one. */
  private overlay(documents: SpecDocuments, files: readonly string[], version: string): void {
    const derived = join(this.root, "derived", version);
    if (!existsSync(derived)) return;
    const fileNamed = (name: string): string | undefined => files.find((file) => file.endsWith(`/${name}`));
    for (const name of jsonFiles(derived)) {
      const file = fileNamed(name);
      if (file !== undefined) documents.replace(file, readObject(join(derived, name)));
    }
    const list = join(derived, "overlay.json");
    if (!existsSync(list)) return;
    const changes = readObject(list);
    for (const [kind, apply] of Object.entries(appliers)) {
      for (const change of listAt(changes, kind)) {
        const file = fileNamed(textAt(change, "file") ?? "");
        if (file !== undefined && isObject(change)) {
          documents.replace(file, apply(documents.document(file), change));
        }
      }
    }
  }
}

const appliers = { properties: withProperty, enums: withEnumValues };

function withProperty(document: JsonObject, change: JsonObject): JsonObject {
  return changeDefinition(document, change, (definition) => ({
    ...definition,
    properties: {
      ...objectAt(definition, "properties"),
      [textAt(change, "property") ?? ""]: objectAt(change, "schema"),
    },
  }));
}

function withEnumValues(document: JsonObject, change: JsonObject): JsonObject {
  const property = textAt(change, "property");
  const widen = (schema: JsonObject): JsonObject => ({
    ...schema,
    enum: [...listAt(schema, "enum"), ...listAt(change, "add")],
  });
  return changeDefinition(document, change, (definition) => {
    if (property === undefined) return widen(definition);
    const properties = objectAt(definition, "properties");
    return { ...definition, properties: { ...properties, [property]: widen(objectAt(properties, property)) } };
  });
}

function changeDefinition(
  document: JsonObject,
  change: JsonObject,
  changed: (definition: JsonObject) => JsonObject,
): JsonObject {
  const name = textAt(change, "definition") ?? "";
  const definitions = objectAt(document, "definitions");
  return { ...document, definitions: { ...definitions, [name]: changed(objectAt(definitions, name)) } };
}

function versionFolders(folder: string, version: string, depth = 1): readonly string[] {
  const found = ["stable", "preview"].map((kind) => join(folder, kind, version)).filter((path) => existsSync(path));
  const deeper = depth < deepest ? foldersIn(folder) : [];
  return [...found, ...deeper.flatMap((name) => versionFolders(join(folder, name), version, depth + 1))];
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

const jsonFiles = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith(".json"));

function readObject(path: string): JsonObject {
  const read: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (isObject(read)) return read;
  throw new TypeError(`${path} holds no JSON object`);
}
