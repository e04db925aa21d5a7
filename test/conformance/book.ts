import { type Operation, operationsOf } from "./operations.ts";
import { type Direction, Schemas } from "./schemas.ts";
import type { SpecFolder } from "./spec-folder.ts";

/** What the specifications say about one namespace at one version. */
export interface Book {
  readonly schemas: Readonly<Record<Direction, Schemas>>;
  /** Which version these are in place of, and why. */
  readonly note: string | undefined;
  /** The operation that a request asks for, with the values of the path's parameters. */
  find(method: string, path: string): Asked | undefined;
}

export interface Asked {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

/** Opens books when they are first asked for. */
export class Library {
  private readonly folder: SpecFolder;
  private readonly opened = new Map<string, Book | undefined>();

  constructor(folder: SpecFolder) {
    this.folder = folder;
  }

  /** True when there is a book about this namespace at some version. */
  knows(namespace: string): boolean {
    return this.folder.knows(namespace);
  }

  book(namespace: string, version: string): Book | undefined {
    const key = `${namespace} ${version}`;
    if (!this.opened.has(key)) this.opened.set(key, this.open(namespace, version));
    return this.opened.get(key);
  }

  private open(namespace: string, version: string): Book | undefined {
    const spec = this.folder.find(namespace, version);
    if (!spec) return undefined;
    const operations = operationsOf(spec);
    return {
      schemas: { request: new Schemas(spec.documents, "request"), response: new Schemas(spec.documents, "response") },
      note: spec.note,
      find(method, asked) {
        for (const operation of operations) {
          const path = operation.method === method ? operation.match(asked) : undefined;
          if (path) return { operation, path };
        }
        return undefined;
      },
    };
  }
}
