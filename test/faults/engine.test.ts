import { jest } from "@jest/globals";
import { Child } from "../support/child.ts";
import { clockAt, Engine } from "../support/engine.ts";
import { eventually } from "../support/eventually.ts";
import { useRedis } from "../support/redis.ts";
import { startRedisServer } from "../support/redis-server.mjs";
import { ThingServer } from "../support/thing-server.ts";
import { thingNode } from "../support/thing-step.ts";

jest.setTimeout(60_000);

const redis = useRedis();
const anchorMs = Date.now();
const scale = 10;
let cloud: ThingServer;
let engine: Engine;
const children: Child[] = [];

const nodes = [thingNode("a"), thingNode("b", ["a"]), thingNode("c", ["a"]), thingNode("d", ["b", "c"])];

async function startWorker(redisUrl = redis().url): Promise<Child> {
  const settings = { redisUrl, prefix: redis().prefix, cloudUrl: cloud.url, scale, anchorMs };
  const child = new Child("test/support/engine-process.ts", [JSON.stringify(settings)]);
  children.push(child);
  return child.said("started");
}

const isDone = (id: Parameters<Engine["load"]>[0]) => async () => (await engine.load(id)).state === "done";

function expectOneOfEach(): void {
  for (const { id } of nodes) expect(cloud.named(id)).toHaveLength(1);
  const puts = cloud.calls.filter((line) => line.startsWith("PUT"));
  const tokens = new Set(cloud.things.map(({ token }) => token));
  expect(tokens.size).toBe(nodes.length);
  expect(puts.length).toBeGreaterThanOrEqual(nodes.length);
}

beforeEach(async () => {
  cloud = await new ThingServer(300).start();
  engine = new Engine({
    redisUrl: redis().url,
    prefix: redis().prefix,
    cloudUrl: cloud.url,
    clock: clockAt(scale, anchorMs),
  });
});

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  await engine.close();
  await cloud.stop();
});

test("goes on after its worker is killed, within 8 s, with one of everything", async () => {
  const first = await startWorker();
  await startWorker();
  const id = await engine.begin("killed", nodes);
  await eventually(() => cloud.named("a").length === 1);
  const calls = cloud.calls.length;
  await first.kill();
  await eventually(() => cloud.calls.length > calls, { withinMs: 8_000 });
  await eventually(isDone(id), { withinMs: 20_000 });
  expectOneOfEach();
});

test("goes on when five workers in a row are killed during the same operation", async () => {
  const id = await engine.begin("five", nodes);
  for (let round = 0; round < 5; round += 1) {
    const worker = await startWorker();
    const before = cloud.calls.length;
    await eventually(() => cloud.calls.length > before, { withinMs: 12_000 });
    await worker.kill();
  }
  await startWorker();
  await eventually(isDone(id), { withinMs: 20_000 });
  expectOneOfEach();
});

test("a worker stopped inside a call and continued later changes nothing any more", async () => {
  cloud.pauseNext(/^PUT .*b$/);
  const slow = await startWorker();
  const id = await engine.begin("stopped", nodes);
  await eventually(() => cloud.calls.some((line) => /^PUT .*b$/.test(line)), { withinMs: 10_000 });
  slow.process.kill("SIGSTOP");
  await startWorker();
  await eventually(isDone(id), { withinMs: 20_000 });
  const settled = JSON.stringify(await engine.load(id));
  slow.process.kill("SIGCONT");
  cloud.resume();
  await eventually(() => slow.output.includes("taken by another worker"), { withinMs: 10_000 });
  expect(JSON.stringify(await engine.load(id))).toBe(settled);
  expectOneOfEach();
});

test("an operation whose alarm was never set is found by the sweep", async () => {
  await startWorker();
  const id = await engine.begin("silent", nodes, { ring: false });
  await eventually(isDone(id), { withinMs: 15_000 });
  expectOneOfEach();
});

test("two operations on one interconnect do not run at the same time", async () => {
  await engine.begin("twice", nodes);
  await expect(engine.begin("twice", nodes)).rejects.toThrow("refused");
});

test("resumes after Redis was down for a while", async () => {
  const server = await startRedisServer();
  const settings = { redisUrl: server.url, prefix: "down", cloudUrl: cloud.url, clock: clockAt(scale, anchorMs) };
  const own = new Engine(settings);
  own.start();
  try {
    const id = await own.begin("down", nodes);
    await eventually(() => cloud.named("a").length === 1);
    await server.restart(1_500);
    await eventually(async () => (await own.load(id)).state === "done", { withinMs: 20_000 });
    expectOneOfEach();
  } finally {
    await own.close();
    await server.stop();
  }
});
