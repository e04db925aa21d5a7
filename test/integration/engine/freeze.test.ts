import type { OperationId } from "../../../src/domain/ids.ts";
import { clockAt, Engine } from "../../support/engine.ts";
import { eventually } from "../../support/eventually.ts";
import { useRedis } from "../../support/redis.ts";
import { ThingServer } from "../../support/thing-server.ts";
import { thingNode } from "../../support/thing-step.ts";

const redis = useRedis();
let cloud: ThingServer;
let engine: Engine;

beforeEach(async () => {
  cloud = await new ThingServer(100).start();
  // The next look at what is frozen is 6 s of the wall's clock away: who goes on earlier was woken.
  engine = new Engine({ redisUrl: redis().url, prefix: redis().prefix, cloudUrl: cloud.url, clock: clockAt(10) });
  engine.start();
});

afterEach(async () => {
  await engine.close();
  await cloud.stop();
});

const stepOf = async (id: OperationId, step: string) => (await engine.load(id)).steps[step];
const isFrozen = (id: OperationId, step: string) => async () => (await stepOf(id, step))?.error?.code === "Frozen";
const isDone = (id: OperationId) => async () => (await engine.load(id)).state === "done";
const changes = () => cloud.calls.filter((line) => !line.startsWith("GET"));

test.each(["test", "everywhere"])(
  "nothing begins while %s is frozen, and all of it at once when that ends",
  async (scope) => {
    const freeze = await engine.freeze(scope);
    const id = await engine.begin("halted", [{ ...thingNode("a"), claims: ["gateway"] }, thingNode("b", ["a"])]);
    await eventually(isFrozen(id, "a"));
    expect(await stepOf(id, "a")).toMatchObject({ state: "active", failures: 0 });
    expect(await stepOf(id, "a")).not.toHaveProperty("intent");
    expect(await stepOf(id, "a")).not.toHaveProperty("startedAt");
    expect(await redis().client.exists(engine.keys.lock("resource:gateway"))).toBe(0);
    expect(changes()).toEqual([]);
    expect((await engine.load(id)).freeze).toEqual(freeze);
    await engine.unfreeze(freeze, [id]);
    await eventually(isDone(id));
    expect(changes()).toHaveLength(2);
  },
);

test("what was begun before a freeze is looked at until it is ready, and nothing follows it", async () => {
  const id = await engine.begin("between", [thingNode("a"), thingNode("b", ["a"])]);
  await eventually(() => changes().length === 1);
  const freeze = await engine.freeze();
  await eventually(isFrozen(id, "b"));
  expect((await stepOf(id, "a"))?.state).toBe("done");
  expect(changes()).toEqual([expect.stringMatching(/^PUT .*a$/)]);
  await engine.unfreeze(freeze, [id]);
  await eventually(isDone(id));
});

test("one environment's freeze is none of another's, and both hold until both are over", async () => {
  await engine.freeze("other");
  await eventually(isDone(await engine.begin("free", [thingNode("a")])));
  const [own, all] = [await engine.freeze(), await engine.freeze("everywhere")];
  const id = await engine.begin("twice", [thingNode("b")]);
  await eventually(isFrozen(id, "b"));
  await engine.unfreeze(own, [id]);
  expect((await engine.load(id)).freeze).toEqual(all);
  expect(changes()).toHaveLength(1);
  await engine.unfreeze(all, [id]);
  await eventually(isDone(id));
});

test("a call whose answer was lost is not repeated while changes are frozen, and keeps its token", async () => {
  cloud.mishaps.push({ match: /^PUT/, what: "drop-before", times: 1 });
  const id = await engine.begin("lost", [thingNode("a")]);
  await eventually(async () => (await stepOf(id, "a"))?.intent !== undefined);
  const intent = (await stepOf(id, "a"))?.intent;
  const freeze = await engine.freeze();
  await eventually(isFrozen(id, "a"));
  expect(await stepOf(id, "a")).toMatchObject({ intent, generation: 1 });
  await engine.unfreeze(freeze, [id]);
  await eventually(isDone(id));
  expect(cloud.named("a")).toHaveLength(1);
});

test("however many are about to begin, none begins once the freeze has, and each is done once after it", async () => {
  const names = Array.from({ length: 40 }, (_, number) => `m${number}`);
  const begin = (some: readonly string[]) => some.map((name) => engine.begin(name, [thingNode(name)]));
  const early = await Promise.all(begin(names.slice(0, 20)));
  const [freeze, ...late] = await Promise.all([engine.freeze(), ...begin(names.slice(20))]);
  const ids = [...early, ...late];
  const intents = async () => {
    const journals = await Promise.all(ids.map((id) => engine.store.journal(id)));
    return journals.flat().filter((line) => line.includes('"event":"intent"')).length;
  };
  const begun = await intents();
  await eventually(async () => {
    const operations = await Promise.all(ids.map((id) => engine.load(id)));
    return operations.every(({ state, steps }) =>
      Object.values(steps).some(({ error }) => state === "done" || error?.code === "Frozen"),
    );
  });
  expect(await intents()).toBe(begun);
  expect(begun).toBeLessThanOrEqual(early.length);
  await engine.unfreeze(freeze, ids);
  await eventually(async () => (await Promise.all(ids.map((id) => isDone(id)()))).every((done) => done));
  expect(names.filter((name) => cloud.named(name).length !== 1)).toEqual([]);
});
