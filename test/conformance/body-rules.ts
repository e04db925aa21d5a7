import { isObject, parseJson } from "../simulators/kit/json.ts";
import type { Book } from "./book.ts";
import { type Exchange, type Violation, wrong } from "./exchange.ts";
import type { Operation } from "./operations.ts";
import { below, type Found, type Place } from "./spec-documents.ts";

/** The body of a request: there when it must be, and as its schema says. */
export async function requestBody(
  { schemas }: Book,
  { parameters }: Operation,
  { request: { body } }: Exchange,
): Promise<readonly Violation[]> {
  const parameter = parameters.find(({ value }) => value["in"] === "body");
  if (!parameter) return body === "" ? [] : [wrong("request body", "none is taken")];
  if (body === "") return parameter.value["required"] === true ? [wrong("request body", "is missing")] : [];
  const parsed = parseJson(body);
  if (parsed === undefined) return [wrong("request body", "is not JSON")];
  const schema = { file: parameter.file, pointer: below(parameter.pointer, "schema") };
  const problems = await schemas.request.problems(parsed, schema);
  return problems.map((problem) => wrong("request body", problem));
}

/** An answer: a status that the operation has, and a body as the schema of that status says. */
export async function response(
  book: Book,
  operation: Operation,
  { response: { status, body } }: Exchange,
): Promise<readonly Violation[]> {
  const listed = operation.response(String(status));
  const said = listed ?? (status >= 400 ? operation.response("default") : undefined);
  if (!said) return [wrong("response status", `${status} is not among those of ${operation.id}`)];
  if (status === 204) return body === "" ? [] : [wrong("response body", "a 204 has none")];
  return responseBody(book, body, schemaOf(said));
}

/** Whatever came where nothing is promised is tolerated. */
export async function responseBody(
  { schemas }: Book,
  body: string,
  schema: Place | undefined,
): Promise<readonly Violation[]> {
  if (!schema) return [];
  const parsed = parseJson(body);
  if (parsed === undefined) return [wrong("response body", body === "" ? "is missing" : "is not JSON")];
  const problems = await schemas.response.problems(parsed, schema);
  return problems.map((problem) => wrong("response body", problem));
}

/** The schema of an answer's body, where it has one. */
export function schemaOf(said: Found | undefined): Place | undefined {
  if (!said || !isObject(said.value["schema"])) return undefined;
  return { file: said.file, pointer: below(said.pointer, "schema") };
}
