import { setTimeout as pause } from "node:timers/promises";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { transact } from "../../src/store/transaction.ts";
import { Engine } from "../support/engine.ts";
import { startRedisServer } from "../support/redis-server.mjs";
import { lookEveryMs } from "./engine/look.ts";
import { startLookCloud } from "./engine/look-cloud.ts";
import { midCreate } from "./engine/mid-create.ts";
import { atLeast, atMost, type Bench, type BenchOptions, type Figures } from "./support/bench.ts";
import { MeasuredProcess } from "./support/measured-process.ts";
import type { Used } from "./support/meter.ts";
import { quantile, rounded } from "./support/statistics.ts";

/** Measured for this many looks at each operation, after one that is not counted. */
const countedLooks = 2;
const seedingSteps = 150;

interface Side {
  readonly file: string;
  /** Puts one operation into Redis and makes it due. */
  readonly seeder: (place: { redisUrl: string; prefix: string }) => {
    begin(number: number): Promise<void>;
    close(): Promise<void>;
  };
}

const engine: Side = {
  file: "test/bench/engine/engine-process.ts",
  seeder({ redisUrl, prefix }) {
    const seeding = new Engine({ redisUrl, prefix, cloudUrl: "" });
    return {
      async begin(number) {
        const { record, steps } = midCreate(number, Date.now());
        const fields = Object.entries(steps).flatMap(([id, step]) => [`step:${id}`, JSON.stringify(step)]);
        await transact(seeding.redis, {
          guards: [],
          commands: [
            ...seeding.store.begin(record, record.requester),
            ["HSET", seeding.keys.operation(record.id), ...fields],
          ],
        });
        await seeding.bell.ring(record.id);
      },
      close: () => seeding.close(),
    };
  },
};

const bare: Side = {
  file: "test/bench/engine/bare-process.ts",
  seeder({ redisUrl, prefix }) {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue("looks", { connection, prefix });
    return {
      async begin(number) {
        const operation = midCreate(number, Date.now());
        await queue.add("look", { uid: operation.record.uid, operation }, { removeOnComplete: true });
      },
      async close() {
        await queue.close();
        connection.disconnect();
      },
    };
  },
};

/** One worker with all operations in flight. */
async function measure(side: Side, { operations, say }: BenchOptions): Promise<Figures> {
  const redis = await startRedisServer();
  const cloud = await startLookCloud();
  const place = { redisUrl: redis.url, prefix: "bench" };
  const seeder = side.seeder(place);
  const worker = await MeasuredProcess.start(side.file, { ...place, cloudUrl: cloud.url });
  const watch = new Redis(redis.url);
  try {
    say(`${operations} operations, begun over ${lookEveryMs / 1_000} s`);
    await seed(seeder, operations);
    await pause(lookEveryMs);
    await worker.ask("begin");
    const before = await serverSeconds(watch);
    await pause(countedLooks * lookEveryMs);
    const used = await worker.ask<Used>("read");
    const server = (await serverSeconds(watch)) - before;
    return figuresOf(used, operations, (server * 1_000) / (countedLooks * lookEveryMs));
  } finally {
    await worker.kill();
    watch.disconnect();
    await seeder.close();
    await cloud.stop();
    await redis.stop();
  }
}

/** Spread over one pause, so that looks come evenly. */
async function seed(seeder: ReturnType<Side["seeder"]>, operations: number): Promise<void> {
  const started = performance.now();
  for (let step = 0; step < seedingSteps; step += 1) {
    const from = Math.round((operations * step) / seedingSteps);
    const to = Math.round((operations * (step + 1)) / seedingSteps);
    await Promise.all(Array.from({ length: to - from }, (_, index) => seeder.begin(from + index)));
    await pause(Math.max(0, started + ((step + 1) * lookEveryMs) / seedingSteps - performance.now()));
  }
}

/** Processor seconds the Redis server has used since it started. */
async function serverSeconds(redis: Redis): Promise<number> {
  const info = await redis.info("cpu");
  const read = (name: string): number => Number(new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1] ?? Number.NaN);
  return read("used_cpu_sys") + read("used_cpu_user");
}

function figuresOf(
  { rssMb, cpuShare, redisCommands, looks, lateMs }: Used,
  operations: number,
  server: number,
): Figures {
  return {
    looks,
    looksOfWantedShare: rounded(looks / (operations * countedLooks)),
    rssMb: rounded(rssMb),
    lateP50Ms: rounded(quantile(lateMs, 0.5)),
    lateP99Ms: rounded(quantile(lateMs, 0.99)),
    cpuShare: rounded(cpuShare),
    redisCpuShare: rounded(server),
    redisCommandsPerLook: rounded(redisCommands / looks),
  };
}

/** Operations in flight on one worker. */
export const engineBench: Bench = {
  name: "engine",
  about: "operations in flight on one worker, beside bare BullMQ with the payload in the job",
  async run(options) {
    options.say("bare BullMQ");
    const baseline = await measure(bare, options);
    options.say("the engine");
    const figures = await measure(engine, options);
    return {
      figures,
      baseline,
      ratio: { of: "cpuShare", value: rounded((figures["cpuShare"] ?? 0) / (baseline["cpuShare"] ?? 0)) },
      budgets: [
        atMost("rssMb", 400, figures["rssMb"] ?? Number.NaN),
        atMost("lateP99Ms", 1_000, figures["lateP99Ms"] ?? Number.NaN),
        // Looks that never come are late too.
        atLeast("looksOfWantedShare", 0.97, figures["looksOfWantedShare"] ?? Number.NaN),
      ],
    };
  },
};
