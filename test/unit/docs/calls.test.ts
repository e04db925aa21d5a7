import { allSteps } from "../../../src/app/steps.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import type { StepNode } from "../../../src/graph/records.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { resizeGraph } from "../../../src/steps/resize-graph.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { codesIn, rowsOf } from "./pages.ts";
import { plans } from "./plans.ts";

const rows = rowsOf("docs/calls.md");
const heads = rows.flatMap(([first], at) => (first === "Step" ? [at] : []));
const [head = []] = rows;
const [createAt = 0, teardownAt = 0, resizeAt = 0] = heads;
const tables = {
  create: rows.slice(createAt + 1, teardownAt),
  teardown: rows.slice(teardownAt + 1, resizeAt),
  resize: rows.slice(resizeAt + 1),
};

/** What a graph sends of changing calls: all that has a resource, and what is changed without being made or removed. */
const changing = (nodes: readonly StepNode[]): readonly string[] =>
  nodes
    .map(({ kind }) => kind)
    .filter((kind) => allSteps.get(kind)?.destroy !== undefined || kind.endsWith("-bandwidth"));

const removalOf = (plan: Plan): readonly StepNode[] =>
  teardownGraph(plan, { "azure.gateway-subnet": { made: true } }, { soakMs: 60_000, keeps: [] });

const cases = Object.entries(plans).flatMap(([name, plan]) => [
  { name, what: "create", table: tables.create, kinds: changing(createGraph(plan)) },
  { name, what: "teardown", table: tables.teardown, kinds: changing(removalOf(plan)) },
  { name, what: "resize", table: tables.resize, kinds: changing(resizeGraph(plan, {})) },
]);

describe.each(cases)("$what, $name", ({ name, table, kinds }) => {
  const column = head.indexOf(name);

  test("the page has exactly the changing calls of the graph", () => {
    const told = table.filter((cells) => cells[column] === "1").flatMap(([step = ""]) => codesIn(step));
    expect(told.toSorted()).toEqual(kinds.toSorted());
  });

  test("the page counts them right", () => {
    const sum = table.find(([what]) => what === "in all");
    expect(sum?.[column]).toBe(String(kinds.length));
  });
});
