import { jest } from "@jest/globals";
import { allOnce, whatCameOf } from "../support/all-once.ts";
import { type Crossings, KillLane, type Strike, type Struck } from "../support/kill-lane.ts";

/** All boundaries with KILL_ALL=1, which takes hours; else a spread. */
const howMany = process.env["KILL_ALL"] === "1" ? Number.POSITIVE_INFINITY : 15;

/** Waiting for a dead process' lock costs seconds and no processor, so several worlds wait side by side. */
const lanesAtOnce = 4;

jest.setTimeout(howMany === Number.POSITIVE_INFINITY ? 24 * 3_600_000 : 600_000);

const lanes: KillLane[] = [];

beforeAll(async () => {
  for (let index = 0; index < lanesAtOnce; index += 1) {
    lanes.push(await KillLane.open({ standingBy: index % 2 === 1 }));
  }
});

afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

async function strikeAll(strikes: Strike[]): Promise<readonly Struck[]> {
  const struck: Struck[] = [];
  const strikeOn = async (lane: KillLane): Promise<void> => {
    for (let strike = strikes.shift(); strike !== undefined; strike = strikes.shift()) {
      const one = await lane.strike(strike);
      expect({ strike, ...one, ...(await whatCameOf(lane.scene, one.name)) }).toEqual({ strike, ...one, ...allOnce });
      struck.push(one);
    }
  };
  await Promise.all(lanes.map(strikeOn));
  return struck;
}

/** Evenly over the whole create; the last few crossings are left out, since no two creates have quite as many. */
function spread(counted: Crossings, among: Strike["among"]): Strike[] {
  const most = Math.floor(counted[among] * 0.95);
  const number = Math.min(howMany, most);
  return Array.from({ length: number }, (_none, index) => ({ among, number: 1 + Math.floor((index / number) * most) }));
}

test("a create comes to its one end when a process is killed at any boundary", async () => {
  const counted = await lanes[0]?.count();
  const strikes = counted ? [...spread(counted, "outside"), ...spread(counted, "all")] : [];
  const struck = await strikeAll(strikes);
  const killed = struck.filter(({ at }) => at !== undefined);
  report(counted, killed);
  expect(killed.length).toBeGreaterThanOrEqual(Math.min(30, strikes.length) - 2);
});

/** The figures for people; the benchmark is where they are held to a budget. */
function report(counted: Crossings | undefined, struck: readonly Struck[]): void {
  const sorted = struck.flatMap(({ recoveredMs }) => recoveredMs ?? []).toSorted((a, b) => a - b);
  const seconds = (ms: number | undefined): string => `${((ms ?? 0) / 1_000).toFixed(1)} s`;
  const middle = sorted[Math.floor(sorted.length / 2)];
  process.stdout.write(
    [
      `${counted?.all} boundaries in a create, ${counted?.outside} of them outside Redis; ${struck.length} kills.`,
      `Kill until taken again: median ${seconds(middle)}, worst ${seconds(sorted.at(-1))}.`,
      ...struck.map(({ at, recoveredMs }) => `  ${recoveredMs === undefined ? "-" : seconds(recoveredMs)}  ${at}`),
      "",
    ].join("\n"),
  );
}
