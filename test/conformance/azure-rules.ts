import { parseJson, textAt } from "../simulators/kit/json.ts";
import { requestBody, response, responseBody, schemaOf } from "./body-rules.ts";
import { type Asked, type Book, Library } from "./book.ts";
import { type Exchange, type Judgement, type Violation, wrong } from "./exchange.ts";
import { parameters, unknownQuery } from "./parameter-rules.ts";
import type { Place } from "./spec-documents.ts";
import type { SpecFolder } from "./spec-folder.ts";

/** What a request that is answered later leaves behind: where its state or its result will be found. */
type Promised =
  | { readonly kind: "state" }
  | { readonly kind: "result"; readonly book: Book; readonly schema: Place | undefined };

const polledStatuses = [200, 202, 204];

/** Checks the exchanges of one recording in their order: addresses that answers hand out are known afterwards. */
export class AzureRules {
  private readonly library: Library;
  private readonly promised = new Map<string, Promised>();
  private readonly nextPages = new Set<string>();

  constructor(folder: SpecFolder) {
    this.library = new Library(folder);
  }

  async judge(exchange: Exchange): Promise<Judgement> {
    const url = new URL(exchange.request.url);
    const promised = this.promised.get(addressOf(url));
    if (promised) return { what: "poll", violations: await polled(exchange, promised) };
    const what = `${exchange.request.method} ${url.pathname}`;
    const namespace = namespaceOf(url.pathname);
    if (!this.library.knows(namespace)) {
      return { what, violations: [], unchecked: `the folder has no files of ${namespace}` };
    }
    const version = url.searchParams.get("api-version");
    if (version === null) return { what, violations: [wrong("api-version", "none is given")] };
    const book = this.library.book(namespace, version);
    if (!book) return { what, violations: [wrong("api-version", `there is no ${version} of ${namespace}`)] };
    const asked = book.find(exchange.request.method, url.pathname);
    if (!asked) return { what, violations: [wrong("operation", `not in ${namespace} ${version}`)] };
    return this.judgeAsked(exchange, book, asked);
  }

  private async judgeAsked(exchange: Exchange, book: Book, asked: Asked): Promise<Judgement> {
    const url = new URL(exchange.request.url);
    const violations = [
      ...(await parameters(book, asked, url)),
      // The next page of a list is asked for by an address of the cloud's own making.
      ...(this.nextPages.has(addressOf(url)) ? [] : unknownQuery(asked, url)),
      ...(await requestBody(book, asked.operation, exchange)),
      ...(await response(book, asked.operation, exchange)),
    ];
    this.remember(exchange, book, asked);
    return { what: asked.operation.id, violations, ...(book.note !== undefined && { note: book.note }) };
  }

  private remember({ response: { headers, body } }: Exchange, book: Book, { operation }: Asked): void {
    const next = textAt(parseJson(body), "nextLink");
    if (next !== undefined) this.nextPages.add(addressOf(new URL(next)));
    const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const result = named.get("location");
    const schema = schemaOf(operation.response("200"));
    if (result !== undefined) this.promised.set(addressOf(new URL(result)), { kind: "result", book, schema });
    const state = named.get("azure-asyncoperation");
    if (state !== undefined) this.promised.set(addressOf(new URL(state)), { kind: "state" });
  }
}

/** Addresses to poll are in no specification; what they answer in the end is. */
async function polled(
  { request, response: { status, body } }: Exchange,
  promised: Promised,
): Promise<readonly Violation[]> {
  if (request.method !== "GET") return [wrong("operation", "an address to poll is only for GET")];
  if (status >= 400) return [];
  if (!polledStatuses.includes(status)) return [wrong("response status", `${status} from an address to poll`)];
  if (status !== 200) return [];
  if (promised.kind === "result") return responseBody(promised.book, body, promised.schema);
  const state = textAt(parseJson(body), "status");
  return state === undefined ? [wrong("response body", "/ must have the text 'status'")] : [];
}

/** One spelling of an address: hosts and paths are the same in any case, and the order of a query means nothing. */
function addressOf({ pathname, searchParams }: URL): string {
  const sorted = [...searchParams].map(([name, value]) => `${name}=${value}`).toSorted();
  return `${pathname.toLowerCase()}?${sorted.join("&")}`;
}

const namespaces = ["Microsoft.Network", "Microsoft.Resources", "Microsoft.Insights", "Microsoft.Authorization"];

/** Whose operation a path is: the last provider that has something after it, else Azure's own. */
function namespaceOf(path: string): string {
  const named = [...path.matchAll(/\/providers\/([^/]+)(?=\/[^/])/gi)].at(-1)?.[1] ?? "Microsoft.Resources";
  return namespaces.find((one) => one.toLowerCase() === named.toLowerCase()) ?? named;
}
