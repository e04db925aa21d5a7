import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";

/** A corner of the run's Redis that belongs to one test. */
export interface TestRedis {
  readonly url: string;
  /** Starts every key of the test; also fit as BullMQ's `prefix`. */
  readonly prefix: string;
  readonly client: Redis;
}

/**
 * Gives each test of the calling file or `describe` a fresh key prefix and a client; afterwards removes every key
 * under the prefix and closes the client. Call the returned function inside a test or hook.
 */
export function useRedis(): () => TestRedis {
  let current: TestRedis | undefined;
  beforeEach(() => {
    const url = testRedisUrl();
    current = { url, prefix: `test-${randomUUID()}`, client: new Redis(url, { maxRetriesPerRequest: 3 }) };
  });
  afterEach(async () => {
    if (current === undefined) return;
    const { client, prefix } = current;
    current = undefined;
    await removeKeys(client, prefix);
    await client.quit();
  });
  return () => {
    if (current === undefined) throw new Error("useRedis is for use inside a test or hook");
    return current;
  };
}

/** Address of the Redis that belongs to this jest run. */
export function testRedisUrl(): string {
  const url = process.env["REDIS_URL_TEST"];
  if (url === undefined) throw new Error("REDIS_URL_TEST is set by jest's global setup; run the tests with npm test");
  return url;
}

async function removeKeys(client: Redis, prefix: string): Promise<void> {
  const batches = client.scanStream({ match: `${prefix}*`, count: 500 });
  for await (const keys of batches) {
    if (isKeyList(keys) && keys.length > 0) await client.unlink(...keys);
  }
}

function isKeyList(batch: unknown): batch is string[] {
  return Array.isArray(batch) && batch.every((key) => typeof key === "string");
}
