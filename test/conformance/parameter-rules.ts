import { textAt } from "../simulators/kit/json.ts";
import type { Asked, Book } from "./book.ts";
import { type Rule, type Violation, wrong } from "./exchange.ts";

const rules: Readonly<Record<string, Rule>> = { path: "path parameter", query: "query parameter" };

/** What stands in path and query: all that is required, each as its own rules say. */
export async function parameters(
  { schemas }: Book,
  { operation, path }: Asked,
  { searchParams }: URL,
): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for (const parameter of operation.parameters) {
    const place = textAt(parameter.value, "in") ?? "";
    const name = textAt(parameter.value, "name") ?? "";
    const rule = rules[place];
    if (rule === undefined) continue;
    const given = place === "path" ? path[name] : (searchParams.get(name) ?? undefined);
    if (given === undefined) {
      if (parameter.value["required"] === true) violations.push(wrong(rule, `${name} is missing`));
    } else if (textAt(parameter.value, "type") === "string") {
      const problems = await schemas.request.problems(given, parameter);
      violations.push(...problems.map((problem) => wrong(rule, `${name} ${problem.replace(/^\/ /, "")}`)));
    }
  }
  return violations;
}

/** Query parameters that the operation does not have. */
export function unknownQuery({ operation }: Asked, { searchParams }: URL): readonly Violation[] {
  const known = new Set(
    operation.parameters.flatMap(({ value }) => (value["in"] === "query" ? [textAt(value, "name")] : [])),
  );
  return [...searchParams.keys()]
    .filter((name) => !known.has(name))
    .map((name) => wrong("query parameter", `${name} is not known`));
}
