import { DelayedError, Worker } from "bullmq";
import { Redis } from "ioredis";
import { answerQuestions, placeOf, settings } from "../support/answers.ts";
import { Meter } from "../support/meter.ts";
import { look, lookEveryMs } from "./look.ts";

/** One worker of bare BullMQ: the payload stands in the job, nothing is written down but the next look. */
const { redisUrl, prefix, cloudUrl } = settings(placeOf);
const meter = new Meter();
const worker = new Worker<{ uid: string }>(
  "looks",
  async (job, token) => {
    const { uid } = job.data;
    meter.looked(uid);
    await look(cloudUrl, uid);
    meter.wanted(uid, lookEveryMs);
    await job.moveToDelayed(Date.now() + lookEveryMs, token);
    throw new DelayedError();
  },
  { connection: new Redis(redisUrl, { maxRetriesPerRequest: null }), prefix, concurrency: 500 },
);
worker.on("error", (error) => process.stderr.write(`${String(error)}\n`));
answerQuestions({ begin: () => meter.begin(), read: () => meter.read() });
