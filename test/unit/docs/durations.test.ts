import { allSteps } from "../../../src/app/steps.ts";
import { pauseBeforeNextLook } from "../../../src/graph/pace.ts";
import type { StepNode } from "../../../src/graph/records.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { resizeGraph } from "../../../src/steps/resize-graph.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { codesIn, rowsOf } from "./pages.ts";
import { plans } from "./plans.ts";

const rows = rowsOf("docs/durations.md");
const half = rows.findIndex(([head]) => head === "Removal");
const tableOf = (from: readonly (readonly string[])[]) =>
  new Map(from.map(([step = "", ...cells]) => [codesIn(step)[0] ?? "", cells]));
const builds = tableOf(rows.slice(1, half));
const removals = tableOf(rows.slice(half + 1));

const byKind = (nodes: readonly StepNode[]) => new Map(nodes.map((node) => [node.kind, node]));
const takes = { virtualCircuitId: "ocid1.virtualcircuit.oc1..e", connection: true } as const;
const built = byKind(
  Object.values(plans).flatMap((plan) => [
    ...createGraph(plan),
    ...createGraph({ ...plan, takes }),
    ...resizeGraph(plan, {}),
  ]),
);
const removed = byKind(
  Object.values(plans).flatMap((plan) =>
    teardownGraph(plan, { "azure.gateway-subnet": { made: true } }, { soakMs: 60_000, keeps: [] }),
  ),
);

test("the page has every step there is, and the plans here meet every one", () => {
  const met = [...new Set([...built.keys(), ...removed.keys()])].toSorted();
  expect([...new Set([...builds.keys(), ...removals.keys()])].toSorted()).toEqual(met);
  expect(met).toEqual([...allSteps.keys()].toSorted());
});

test.each([...built.values()])("$kind: the page's figures are the step's own", (node) => {
  expect(builds.get(node.kind)?.slice(0, 3)).toEqual(figuresOf(node));
});

test.each([...removed.values()])("the removal of $kind: the page's figures are the step's own", (node) => {
  expect((removals.get(node.kind) ?? builds.get(node.kind))?.slice(0, 3)).toEqual(figuresOf(node));
});

function figuresOf({ kind, params, direction }: StepNode): readonly string[] {
  const step = allSteps.get(kind);
  const usualMs = step?.usualMs(params, direction) ?? 0;
  const deadlineMs = step?.deadlineMs(params, direction) ?? 0;
  if (deadlineMs === Number.POSITIVE_INFINITY) return ["", "never", ""];
  return [inWords(usualMs), inWords(deadlineMs), String(looksWithin(usualMs))];
}

function inWords(ms: number): string {
  return ms >= 120_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
}

function looksWithin(usualMs: number): number {
  let looks = 0;
  for (let ageMs = 0; ageMs < usualMs; ageMs += pauseBeforeNextLook(usualMs, ageMs)) looks += 1;
  return looks;
}
