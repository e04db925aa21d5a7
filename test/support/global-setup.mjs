import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedisServer, untilReady } from "./redis-server.mjs";

/**
 * Gives every test a Redis in `REDIS_URL_TEST`: the one named by `TEST_REDIS_URL`, else a private server that ends
 * with the run. A worker without Redis would wait for ever, so the run ends here, within 5 s and with one sentence.
 * `TEST_BUILD_DIR` is where the first test that needs the built program puts it.
 */
export default async function globalSetup() {
  process.env.TEST_BUILD_DIR = await mkdtemp(join(tmpdir(), "interconnect-build-"));
  try {
    process.env.REDIS_URL_TEST = await testRedisUrl();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

async function testRedisUrl() {
  const given = process.env.TEST_REDIS_URL;
  if (given) {
    const failure = await untilReady(given);
    if (failure !== undefined) throw new Error(`No Redis for the tests: TEST_REDIS_URL ${failure}.`);
    return given;
  }
  const server = await startRedisServer();
  globalThis.testRedisServer = server;
  return server.url;
}
