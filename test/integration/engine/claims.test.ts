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
  cloud = await new ThingServer(2_000).start();
  engine = new Engine({ redisUrl: redis().url, prefix: redis().prefix, cloudUrl: cloud.url, clock: clockAt(20) });
  engine.start();
});

afterEach(async () => {
  await engine.close();
  await cloud.stop();
});

const claiming = (name: string) => ({ ...thingNode(name), claims: ["gateway"] });
const stepOf = async (id: OperationId, step: string) => (await engine.load(id)).steps[step];
const holder = () => redis().client.hget(engine.keys.lock("resource:gateway"), "holder");
const isDone = (id: OperationId) => async () => (await engine.load(id)).state === "done";

test("who waited for a claim and came to need it no more leaves it with its holder", async () => {
  const first = await engine.begin("first", [claiming("a")]);
  await eventually(() => cloud.named("a").length === 1);
  const second = await engine.begin("second", [claiming("b")]);
  await eventually(async () => (await stepOf(second, "b"))?.error?.kind === "conflict");
  cloud.things.push({ name: "b", madeAt: 0, token: "by hand", readyAt: 0 });
  await eventually(isDone(second));
  expect(await holder()).toBe(`${first} a`);
  await eventually(isDone(first));
  expect(await holder()).toBeNull();
});

test("an operation that waits for a person keeps nobody waiting for its claim", async () => {
  cloud.mishaps.push({ match: /^PUT .*a$/, what: 403, times: 1 });
  const refused = await engine.begin("refused", [claiming("a")]);
  await eventually(async () => (await engine.load(refused)).state === "paused");
  expect(await holder()).toBeNull();
  await eventually(isDone(await engine.begin("other", [claiming("b")])));
});

test("a look that is refused does not make a lost answer known", async () => {
  cloud.mishaps.push({ match: /^PUT/, what: "drop-after", times: 1 }, { match: /^PUT/, what: 500, times: 9 });
  const id = await engine.begin("lost", [thingNode("a")]);
  await eventually(() => cloud.calls.some((line) => line.startsWith("PUT")));
  cloud.mishaps.push({ match: /^GET/, what: 403, times: 1 });
  await eventually(async () => (await engine.load(id)).state === "paused");
  expect(await stepOf(id, "a")).toMatchObject({ state: "blocked", intent: { what: "create" } });
  await engine.signal(id, "retry", { at: engine.now() });
  await eventually(isDone(id));
  expect(cloud.named("a")).toHaveLength(1);
});
