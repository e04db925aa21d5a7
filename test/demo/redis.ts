import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { startRedisServer, untilReady } from "../support/redis-server.mjs";

/** A Redis for one demonstration, empty at its start. */
export interface DemoRedis {
  readonly url: string;
  /** Loses everything in it. */
  lose(): Promise<void>;
  /** Gives it back as it was. */
  close(): Promise<void>;
}

const ENSURE_TOOLS = fileURLToPath(new URL("../support/ensure-tools.sh", import.meta.url));
/** Database 0 is what everybody uses unless told otherwise: who finds it empty now may meet others in it later. */
const FIRST_DATABASE = 1;
const DATABASES = 16;
const TAKEN = "demonstration";

/** Installs redis-server where it is missing and may be installed; otherwise the script has said what to do. */
const ensureRedisServer = (): void => {
  const { status } = spawnSync("sh", [ENSURE_TOOLS, "redis-server"], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("The demonstration needs redis-server, or a REDIS_URL that names a Redis to use.");
};

const database = (url: string, index: number): string => {
  const whole = new URL(url);
  whole.pathname = `/${index}`;
  return whole.href;
};

/** An empty logical database of somebody's Redis, so that nothing of theirs is touched. It is emptied afterwards. */
const borrow = async (url: string): Promise<DemoRedis> => {
  const problem = await untilReady(url);
  if (problem !== undefined) throw new Error(`REDIS_URL: ${problem}.`);
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  for (let index = FIRST_DATABASE; index < DATABASES; index += 1) {
    await client.select(index);
    if ((await client.dbsize()) > 0) continue;
    // Another demonstration may be looking at the same moment.
    if ((await client.set(TAKEN, "1", "NX")) === null) continue;
    const lose = async (): Promise<void> => {
      await client.multi().flushdb().set(TAKEN, "1").exec();
    };
    const close = async (): Promise<void> => {
      await client.flushdb();
      await client.quit();
    };
    return { url: database(url, index), lose, close };
  }
  await client.quit();
  throw new Error(
    "REDIS_URL: none of its databases 1 to 15 is empty, and the demonstration would disturb what is in them.",
  );
};

/** The Redis that `REDIS_URL` names, else a private server on loopback. */
export const openRedis = async (given: string | undefined): Promise<DemoRedis> => {
  if (given !== undefined && given !== "") return borrow(given);
  ensureRedisServer();
  const server = await startRedisServer();
  const lose = async (): Promise<void> => {
    const client = new Redis(server.url, { maxRetriesPerRequest: 1 });
    await client.flushall();
    await client.quit();
  };
  return { url: server.url, lose, close: () => server.stop() };
};
