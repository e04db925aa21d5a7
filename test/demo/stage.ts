import { startTwoChatWorld, startWorld, type World, type WorldOptions } from "../simulators/world.ts";
import type { Platform } from "./platforms.ts";
import { Program } from "./program.ts";
import { type DemoRedis, openRedis } from "./redis.ts";

/** Everything a demonstration plays on: Redis, the simulated world, and the product in it. */
export interface Stage {
  readonly world: World;
  readonly program: Program;
  /** The host of Redis is lost with all that was in it; the product starts again with an empty one. */
  loseRedis(): Promise<void>;
  close(): Promise<void>;
}

/** How a stage is set. */
export interface StageOptions extends Omit<WorldOptions, "only"> {
  /** Where people meet: Slack unless said. */
  readonly platforms?: readonly Platform[];
  readonly redisUrl?: string | undefined;
  /** Called for each line that the product writes. */
  readonly onLine?: (line: string) => void;
}

const LOG_LEVEL = "info";

const withWorld = async (options: StageOptions, redis: DemoRedis): Promise<Stage> => {
  const { platforms = ["slack"] } = options;
  const world = await (platforms.includes("teams") ? startTwoChatWorld(options) : startWorld(options));
  const env = { ...world.env, REDIS_URL: redis.url, LOG_LEVEL };
  const program = new Program({ env, ...(options.onLine && { onLine: options.onLine }) });
  const leave = async (): Promise<void> => {
    await program.close();
    await world.close();
  };
  try {
    await program.start();
  } catch (problem) {
    await leave();
    throw problem;
  }
  const close = async (): Promise<void> => {
    await leave();
    await redis.close();
  };
  return { world, program, loseRedis: () => program.kill(() => redis.lose()), close };
};

/** Starts Redis, the simulators and the product, in this order, and waits until the product is ready. */
export const setStage = async (options: StageOptions = {}): Promise<Stage> => {
  const redis = await openRedis(options.redisUrl);
  try {
    return await withWorld(options, redis);
  } catch (problem) {
    await redis.close();
    throw problem;
  }
};
