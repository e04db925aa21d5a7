import { jest } from "@jest/globals";
import { drawRun, drawRuns } from "./random/draw.ts";
import { runAll } from "./random/run-all.ts";
import { isScript, scripts } from "./random/scripts.ts";
import { isFailed, reported, summaryOf, worded } from "./random/summary.ts";

jest.setTimeout(300_000);

/** The short form, drawn so that each of its runs plays another script and meets something: `npm run test:faults` makes more. */
const seed = 5975;
const number = 6;

const names = Object.keys(scripts).filter(isScript);

test("draws a run from its seed alone, and another one from another", () => {
  const drawn = Array.from({ length: 50 }, (_none, index) => drawRun(index + 1, names));
  expect(Array.from({ length: 50 }, (_none, index) => drawRun(index + 1, names))).toEqual(drawn);
  expect(new Set(drawn.map(({ faults }) => JSON.stringify(faults))).size).toBe(50);
  const kinds = new Set(drawn.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
  expect([...kinds].toSorted()).toEqual(["again", "answers", "away", "kill", "redis", "stop"]);
});

test("every run comes to its goal and breaks no rule, whatever it meets", async () => {
  const begun = performance.now();
  const results = await runAll(drawRuns({ number, seed, scripts: names }), () => undefined);
  process.stdout.write(`${worded(summaryOf(results, performance.now() - begun))}\n`);
  expect(results.filter(isFailed).map(reported)).toEqual([]);
  expect(results).toHaveLength(number);
  expect(results.flatMap(({ blows }) => blows).length).toBeGreaterThanOrEqual(number);
});
