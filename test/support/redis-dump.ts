import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Redis } from "ioredis";

/** Everything that a server holds, as text, by key. */
export async function redisDump(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const keys = await redis.keys("*");
  return new Map(await Promise.all(keys.map(async (key) => [key, await textOf(redis, key)] as const)));
}

async function textOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case "string":
      return (await redis.get(key)) ?? "";
    case "hash":
      return JSON.stringify(await redis.hgetall(key));
    case "list":
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case "set":
      return JSON.stringify(await redis.smembers(key));
    case "zset":
      return JSON.stringify(await redis.zrange(key, "0", "-1"));
    case "stream":
      return JSON.stringify(await redis.xrange(key, "-", "+"));
    case "none":
      // It has expired since it was listed, such as the lock of a job.
      return "";
    default:
      throw new Error(`${key} is of a type that is not read here`);
  }
}

/** Every command that a server ever wrote to its append-only files. */
export async function appendOnlyText(directory: string): Promise<string> {
  const inside = join(directory, "appendonlydir");
  const names = await readdir(inside);
  const texts = await Promise.all(names.map((name) => readFile(join(inside, name), "latin1")));
  return texts.join("\n");
}
