import { Redis } from "ioredis";
import { Durability, detectDurability } from "../../../src/store/durability.ts";
import { eventually } from "../../support/eventually.ts";
import { type RedisServer, startRedisServer } from "../../support/redis-server.mjs";

let primary: RedisServer;
let replica: RedisServer;
let redis: Redis;
let copy: Redis;

beforeEach(async () => {
  [primary, replica] = await Promise.all([startRedisServer(), startRedisServer()]);
  redis = new Redis(primary.url);
  copy = new Redis(replica.url);
  // A server waits 5 s for further replicas before it sends the first one its data.
  await redis.config("SET", "repl-diskless-sync-delay", "0");
  await copy.replicaof("127.0.0.1", new URL(primary.url).port);
  await eventually(async () => /state=online/.test(await redis.info("replication")), { withinMs: 15_000 });
}, 20_000);

afterEach(async () => {
  redis.disconnect();
  copy.disconnect();
  await Promise.all([primary.stop(), replica.stop()]);
});

const waits = async (): Promise<number> =>
  Number(/cmdstat_wait:calls=(\d+)/.exec(await redis.info("commandstats"))?.[1] ?? 0);

test("a server that writes to disk at once needs no waiting", async () => {
  expect(await detectDurability(redis)).toBe("fsync-always");
  await new Durability(redis, "mark", "fsync-always").settled();
  expect(await redis.exists("mark")).toBe(0);
});

test("with a replica, what was written before is there once it is settled", async () => {
  await redis.config("SET", "appendfsync", "everysec");
  await redis.config("SET", "appendonly", "no");
  expect(await detectDurability(redis)).toBe("replica");
  const own = new Redis(primary.url);
  const durability = new Durability(own, "mark", "replica");
  await redis.set("decision", "approved");
  await durability.settled();
  expect(await copy.get("decision")).toBe("approved");
  own.disconnect();
});

test("whoever asks while somebody waits shares the next wait", async () => {
  const own = new Redis(primary.url);
  const durability = new Durability(own, "mark", "replica");
  await Promise.all(Array.from({ length: 50 }, () => durability.settled()));
  expect(await waits()).toBe(2);
  own.disconnect();
});

test("a promise that is not kept in time is an error, and the next one is asked for afresh", async () => {
  const own = new Redis(primary.url);
  const durability = new Durability(own, "mark", "replica");
  await copy.replicaof("NO", "ONE");
  await eventually(async () => /connected_slaves:0/.test(await redis.info("replication")));
  await expect(durability.settled()).rejects.toMatchObject({ code: "RedisUnavailable", kind: "transient" });
  await copy.replicaof("127.0.0.1", new URL(primary.url).port);
  await eventually(async () => /state=online/.test(await redis.info("replication")), { withinMs: 15_000 });
  await durability.settled();
  own.disconnect();
}, 30_000);
