import { jest } from "@jest/globals";
import type { RunPlan } from "./random/draw.ts";
import type { Boundary, Crossings } from "./random/fault.ts";
import { Lanes } from "./random/run-all.ts";
import { scripts } from "./random/scripts.ts";
import { isFailed, reported, summaryOf, worded } from "./random/summary.ts";

/** All boundaries with KILL_ALL=1, which takes hours; else a spread. */
const isAll = process.env["KILL_ALL"] === "1";

jest.setTimeout(isAll ? 24 * 3_600_000 : 300_000);

const lanes = new Lanes();

afterAll(() => lanes.close());

/**
 * Each script as one seed plays it, so that its boundaries can be counted and met again, with the number of kills in a
 * spread, once among all boundaries and once among those outside Redis. Of the adoptions one is rolled back, and one, met
 * only where all boundaries are, is finished and taken down. A recovery ends with a teardown, and comes last since it
 * spoils its world.
 */
const played = [
  { script: "teardown", networks: "new", seed: 1, howMany: 1 },
  { script: "cancel", networks: "new", seed: 2, howMany: 2 },
  { script: "rollback", networks: "new", seed: 3, howMany: 2 },
  { script: "resize", networks: "new", seed: 4, howMany: 1 },
  { script: "adopt", networks: "circuits", seed: 27, howMany: 1 },
  { script: "adopt", networks: "circuit", seed: 5, howMany: 0 },
  { script: "recover", networks: "new", seed: 5, howMany: 1 },
] as const;

type Played = (typeof played)[number];

const processesAt = (index: number): 1 | 2 => (index % 2 === 0 ? 1 : 2);

const planOf = ({ script, seed, networks }: Played, processes: 1 | 2, faults: RunPlan["faults"]): RunPlan => ({
  seed,
  script,
  networks,
  processes,
  faults,
});

/** Evenly over the whole script; the last few crossings are left out, since no two runs have quite as many. */
function spread(crossings: Crossings, among: Boundary["among"], howMany: number): readonly Boundary[] {
  const most = Math.floor(crossings[among] * 0.9);
  const number = isAll ? most : howMany;
  return Array.from({ length: number }, (_none, index) => ({
    among,
    number: 1 + Math.floor(((index + 1) / (number + 1)) * most),
  }));
}

/** All boundaries are met only by who has counted them; for a spread it is enough to know about how many there are. */
async function crossingsOf(): Promise<readonly Crossings[]> {
  if (!isAll) return played.map(({ script }) => scripts[script].crossings);
  const counted: Crossings[] = [];
  for (const one of played) {
    const [result] = await lanes.run([planOf(one, 1, [])], () => undefined);
    if (result) counted.push(result.crossed);
  }
  return counted;
}

test("what comes after a create comes to its one end when a process is killed at any boundary", async () => {
  const begun = performance.now();
  const crossings = await crossingsOf();
  const plans = played.flatMap((one, number) => {
    const own = crossings[number] ?? { all: 0, outside: 0 };
    const boundaries = [...spread(own, "outside", one.howMany), ...spread(own, "all", one.howMany)];
    return boundaries.map((at, index) => planOf(one, processesAt(index), [{ kind: "kill", at }]));
  });
  const struck = await lanes.run(plans, () => undefined);
  process.stdout.write(`${worded(summaryOf(struck, performance.now() - begun))}\n`);
  expect(struck.filter(isFailed).map(reported)).toEqual([]);
  expect(struck.filter(({ kills }) => kills === 1).length).toBeGreaterThanOrEqual(plans.length - played.length);
});
