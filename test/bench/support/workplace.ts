import { Redis } from "ioredis";
import { Engine } from "../../support/engine.ts";
import { startRedisServer } from "../../support/redis-server.mjs";
import { BareChain } from "./bare-chain.ts";
import { MeasuredProcess } from "./measured-process.ts";
import { TimedCloud } from "./timed-cloud.ts";

/** A Redis and a cloud of its own, the engine and bare BullMQ over them, and workers in processes that can be killed. */
export interface Workplace {
  readonly cloud: TimedCloud;
  /** Begins and reads operations; runs none. */
  readonly engine: Engine;
  readonly bare: BareChain;
  startWorker(): Promise<MeasuredProcess>;
  close(): Promise<void>;
}

export async function openWorkplace(): Promise<Workplace> {
  const redis = await startRedisServer();
  const cloud = await new TimedCloud().start();
  const place = { redisUrl: redis.url, prefix: "bench", cloudUrl: cloud.url };
  const engine = new Engine(place);
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const bare = new BareChain(connection, `${place.prefix}:bare`);
  const workers: MeasuredProcess[] = [];
  return {
    cloud,
    engine,
    bare,
    async startWorker() {
      const worker = await MeasuredProcess.start("test/bench/support/both-process.ts", place);
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await engine.close();
      await bare.close();
      connection.disconnect();
      await cloud.stop();
      await redis.stop();
    },
  };
}
