import { jest } from "@jest/globals";
import { allOnce, whatCameOf } from "../support/all-once.ts";
import type { Crossing } from "../support/counting-proxy.ts";
import { eventually } from "../support/eventually.ts";
import { KillLane } from "../support/kill-lane.ts";
import type { Watched } from "../support/watched-programs.ts";

jest.setTimeout(180_000);

let lane: KillLane;

beforeAll(async () => {
  lane = await KillLane.open({ standingBy: false });
}, 60_000);

afterAll(() => lane.close());

test("a create comes to its one end when five processes in a row are killed during it", async () => {
  const { name } = await lane.strikeInARow({ times: 5, each: 40 });
  expect(await whatCameOf(lane.scene, name)).toEqual(allOnce);
});

const isCircuitPut = ({ service, asked }: Crossing): boolean =>
  service === "azure" && /PUT \S+\/expressRouteCircuits\//.test(asked);

const isIntentOfCircuit = ({ service, asked }: Crossing): boolean =>
  service === "redis" && /azure\.circuit.{0,20}event.{0,5}:.{0,5}intent/.test(asked);

test.each([
  { moment: "while Azure's answer to its PUT of the circuit is on the way", isMoment: isCircuitPut },
  { moment: "between the intent to PUT the circuit and the PUT", isMoment: isIntentOfCircuit },
])("a process stopped $moment changes nothing any more when it goes on", async ({ isMoment }) => {
  const { scene, programs } = lane;
  const name = await lane.asked();
  const held = holdAnswer(isMoment);
  await scene.people.approves(name);
  const { slow, release } = await held;
  programs.strike(slow, "SIGSTOP");
  await programs.start();
  await lane.finished(name);
  const settled = await everythingStored(name);
  const calls = scene.clouds.changes();
  slow.program.child.process.kill("SIGCONT");
  release();
  await eventually(() => slow.program.log.includes("taken by another worker"), { withinMs: 15_000 });
  expect(await everythingStored(name)).toEqual(settled);
  expect(scene.clouds.changes()).toEqual(calls);
  expect(await whatCameOf(scene, name)).toEqual(allOnce);
  await slow.program.child.kill();
});

/** Keeps the first answer that matches from its process; resolves when there is one. */
function holdAnswer(matches: (crossing: Crossing) => boolean): Promise<{ slow: Watched; release: () => void }> {
  const { programs } = lane;
  return new Promise((resolveHeld) => {
    programs.onCrossing = (crossing, slow) => {
      if (slow === undefined || crossing.way !== "answered" || !matches(crossing)) return undefined;
      programs.onCrossing = () => undefined;
      return new Promise((release) => resolveHeld({ slow, release }));
    };
  });
}

/** What Redis keeps of an interconnect: its record, its operation, what was done and what was said. */
async function everythingStored(name: string): Promise<unknown> {
  const { redis, clouds } = lane.scene;
  const uid = await clouds.uidOf(name);
  const operation = `create-${uid}`;
  return {
    record: await redis.hgetall(`ic:interconnect:${uid}`),
    operation: await redis.hgetall(`ic:operation:${operation}`),
    journal: await redis.lrange(`ic:journal:${operation}`, 0, -1),
    thread: await redis.hgetall(`ic:thread:slack/C0NET/${uid}`),
  };
}
