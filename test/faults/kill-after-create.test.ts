import { jest } from "@jest/globals";
import type { RunPlan } from "./random/draw.ts";
import type { Boundary, Crossings } from "./random/fault.ts";
import type { RunResult } from "./random/lane.ts";
import { Lanes } from "./random/run-all.ts";
import { isFailed, reported, summaryOf, worded } from "./random/summary.ts";

/** All boundaries with KILL_ALL=1, which takes hours; else a spread. */
const isAll = process.env["KILL_ALL"] === "1";
const howMany = isAll ? Number.POSITIVE_INFINITY : 2;

jest.setTimeout(isAll ? 24 * 3_600_000 : 300_000);

const lanes = new Lanes();

afterAll(() => lanes.close());

/** Each script as one seed plays it, so that its boundaries can be counted and met again. */
const seeds = { teardown: 1, cancel: 2, rollback: 3 } as const;
const names = ["teardown", "cancel", "rollback"] as const;

type Name = (typeof names)[number];

const planOf = (script: Name, processes: 1 | 2, faults: RunPlan["faults"]): RunPlan => ({
  seed: seeds[script],
  script,
  networks: "new",
  processes,
  faults,
});

/** Evenly over the whole script; the last few crossings are left out, since no two runs have quite as many. */
function spread(counted: Crossings, among: Boundary["among"]): readonly Boundary[] {
  const most = Math.floor(counted[among] * 0.9);
  const number = Math.min(howMany, most);
  return Array.from({ length: number }, (_none, index) => ({ among, number: 1 + Math.floor((index / number) * most) }));
}

test("teardown, cancel and rollback come to their one end when a process is killed at any boundary", async () => {
  const begun = performance.now();
  const counted = await lanes.run(
    names.map((script, index) => planOf(script, index % 2 === 0 ? 1 : 2, [])),
    () => undefined,
  );
  expect(counted.filter(isFailed).map(reported)).toEqual([]);
  const plans = counted.flatMap(({ plan, crossed }) =>
    [...spread(crossed, "outside"), ...spread(crossed, "all")].map((at, index) =>
      planOf(plan.script as Name, index % 2 === 0 ? 1 : 2, [{ kind: "kill", at }]),
    ),
  );
  const struck = await lanes.run(plans, () => undefined);
  report(counted, struck, performance.now() - begun);
  expect(struck.filter(isFailed).map(reported)).toEqual([]);
  expect(struck.filter(({ kills }) => kills === 1).length).toBeGreaterThanOrEqual(plans.length - names.length);
});

function report(counted: readonly RunResult[], struck: readonly RunResult[], tookMs: number): void {
  const boundaries = counted.map(({ plan, crossed }) => `${crossed.all} boundaries in a ${plan.script}`);
  process.stdout.write(`${boundaries.join(", ")}.\n${worded(summaryOf(struck, tookMs))}\n`);
}
