import { rm } from "node:fs/promises";

/** Ends the private Redis of this run, if it started one, and removes what was built for it. */
export default async function globalTeardown() {
  await globalThis.testRedisServer?.stop();
  await rm(process.env.TEST_BUILD_DIR, { recursive: true, force: true });
}
