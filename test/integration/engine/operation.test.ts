import { clockAt, Engine } from "../../support/engine.ts";
import { eventually } from "../../support/eventually.ts";
import { useRedis } from "../../support/redis.ts";
import { ThingServer } from "../../support/thing-server.ts";
import { thingNode } from "../../support/thing-step.ts";

const redis = useRedis();
let cloud: ThingServer;
let engine: Engine;

beforeEach(async () => {
  cloud = await new ThingServer(200).start();
  const { url, prefix } = redis();
  engine = new Engine({ redisUrl: url, prefix, cloudUrl: cloud.url, clock: clockAt(10) });
  engine.start();
});

afterEach(async () => {
  await engine.close();
  await cloud.stop();
});

const done = (id: Parameters<Engine["load"]>[0]) =>
  eventually(async () => (await engine.load(id)).state === "done", { withinMs: 15_000 });

test("builds every step once, each after what it needs", async () => {
  const nodes = [thingNode("a"), thingNode("b", ["a"]), thingNode("c", ["a"]), thingNode("d", ["b", "c"])];
  await done(await engine.begin("diamond", nodes));
  expect(cloud.things.map(({ name }) => name).toSorted()).toEqual(["a", "b", "c", "d"]);
  const puts = cloud.calls.filter((line) => line.startsWith("PUT"));
  expect(puts[0]).toBe("PUT /things/a");
  expect(puts[3]).toBe("PUT /things/d");
});

test("reads back a create whose answer was lost instead of sending it again", async () => {
  cloud.mishaps.push({ match: /^PUT/, what: "drop-after", times: 1 });
  await done(await engine.begin("lost", [thingNode("a")]));
  expect(cloud.named("a")).toHaveLength(1);
  expect(cloud.calls.filter((line) => line.startsWith("PUT"))).toHaveLength(1);
});

test("sends a create again under the same token when it never arrived", async () => {
  cloud.mishaps.push({ match: /^PUT/, what: "drop-before", times: 1 });
  await done(await engine.begin("never", [thingNode("a")]));
  expect(cloud.named("a")).toHaveLength(1);
});

test("pauses on a refusal, begins nothing new meanwhile, and goes on after Retry", async () => {
  cloud.mishaps.push({ match: /^PUT .*a$/, what: 403, times: 1 });
  const id = await engine.begin("refused", [thingNode("a"), thingNode("b", ["a"])]);
  await eventually(async () => (await engine.load(id)).state === "paused");
  expect((await engine.load(id)).steps["a"]).toMatchObject({ state: "blocked", error: { code: "CloudForbidden" } });
  expect(cloud.things).toHaveLength(0);
  await engine.signal(id, "retry", { at: engine.now() });
  await done(id);
  expect(cloud.things).toHaveLength(2);
});

/** As a connection does that is lost before the answer comes: it sends what is not answered once more. */
function losesEveryAnswer(): void {
  const run = engine.redis.interconnectTransaction.bind(engine.redis);
  engine.redis.interconnectTransaction = async (transaction) => {
    await run(transaction);
    return run(transaction);
  };
}

test.each([
  { connection: "a sound connection", prepare: () => undefined },
  { connection: "one that loses every answer", prepare: losesEveryAnswer },
])(
  "writes an intent before and an outcome after each changing call, with the worker's epoch, over $connection",
  async ({ prepare }) => {
    cloud.mishaps.push({ match: /^GET/, what: 503, times: 1 }, { match: /^PUT/, what: "drop-before", times: 1 });
    const id = await engine.begin("journal", [thingNode("a")], { ring: false });
    prepare();
    await engine.bell.ring(id);
    await done(id);
    const entries = (await engine.store.journal(id)).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.map(({ event, state }) => state ?? event)).toEqual([
      "active",
      "intent",
      "active",
      "intent",
      "active",
      "done",
    ]);
    expect(new Set(entries.map(({ epoch }) => typeof epoch))).toEqual(new Set(["number"]));
  },
);

test("moves nothing any more after Cancel, and goes on from there after Retry", async () => {
  const id = await engine.begin("cancelled", [thingNode("a"), thingNode("b", ["a"])], { ring: false });
  await engine.signal(id, "cancel", { at: engine.now() });
  await eventually(async () => (await engine.load(id)).state === "paused");
  expect(cloud.calls).toEqual([]);
  await engine.signal(id, "retry", { at: engine.now() });
  await done(id);
  expect(cloud.things.map(({ name }) => name)).toEqual(["a", "b"]);
});

test("waits through an outage and resumes by itself", async () => {
  cloud.mishaps.push({ match: /^GET/, what: 503, times: 2 });
  await done(await engine.begin("outage", [thingNode("a")]));
  expect(cloud.named("a")).toHaveLength(1);
});

test("hears no signal that somebody wrote into Redis by hand", async () => {
  const id = await engine.begin("forged", [thingNode("a")], { ring: false });
  await redis().client.hset(
    engine.keys.operation(id),
    "signal:activate",
    JSON.stringify({ value: { by: "slack:T1/UEVE" }, seal: "made up" }),
  );
  await engine.signal(id, "retry", { by: "slack:T1/USAM" });
  expect((await engine.load(id)).signals).toEqual({ retry: { by: "slack:T1/USAM" } });
});
