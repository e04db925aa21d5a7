import { Redis } from "ioredis";
import { testRedisUrl, useRedis } from "../../support/redis.ts";

describe("useRedis", () => {
  const redis = useRedis();
  const prefixes: string[] = [];

  test("gives a client that is connected to the run's server", async () => {
    const { client, prefix } = redis();
    prefixes.push(prefix);
    await client.set(`${prefix}:left-behind`, "1");
    expect(await client.get(`${prefix}:left-behind`)).toBe("1");
  });

  test("gives the next test another prefix and leaves nothing of the last one", async () => {
    const { client, prefix } = redis();
    const [earlier] = prefixes;
    expect(earlier).toBeDefined();
    expect(prefix).not.toBe(earlier);
    expect(await client.keys(`${earlier}*`)).toEqual([]);
  });
});

test("the run's server keeps what it acknowledged", async () => {
  const client = new Redis(testRedisUrl());
  const settings = await client.config("GET", "append*", "maxmemory-policy");
  await client.quit();
  expect(settings).toEqual(expect.arrayContaining(["appendonly", "yes", "appendfsync", "always", "noeviction"]));
});
