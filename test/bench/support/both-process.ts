import { Redis } from "ioredis";
import { Engine } from "../../support/engine.ts";
import { answerQuestions, placeOf, settings } from "./answers.ts";
import { startBareWorker } from "./bare-chain.ts";

/** A worker of the engine and one of bare BullMQ with the same locks, in one process that dies for both. */
const { redisUrl, prefix, cloudUrl } = settings(placeOf);
new Engine({ redisUrl, prefix, cloudUrl }).start();
startBareWorker(cloudUrl, {
  connection: new Redis(redisUrl, { maxRetriesPerRequest: null }),
  prefix: `${prefix}:bare`,
  concurrency: 500,
  lockDuration: 5_000,
  stalledInterval: 1_000,
  maxStalledCount: Number.MAX_SAFE_INTEGER,
});
answerQuestions({});
