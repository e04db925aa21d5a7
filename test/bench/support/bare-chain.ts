import { DelayedError, Queue, Worker, type WorkerOptions } from "bullmq";
import type { Redis } from "ioredis";

/** A chain of things in bare BullMQ: every thing is a job that adds the next one when it is done. */
export interface ChainJob {
  readonly name: string;
  readonly left: readonly string[];
}

const queueName = "chains";
const lookEveryMs = 1_000;
const options = { removeOnComplete: true, removeOnFail: true };

export class BareChain {
  private readonly queue: Queue<ChainJob>;

  constructor(connection: Redis, prefix: string) {
    this.queue = new Queue(queueName, { connection, prefix });
  }

  async begin([name, ...left]: readonly string[]): Promise<void> {
    if (name !== undefined) await this.queue.add("thing", { name, left }, options);
  }

  close(): Promise<void> {
    return this.queue.close();
  }
}

/** What an engine without journal does: look, make what is missing, look again after a second, go on. */
export function startBareWorker(url: string, settings: WorkerOptions & { connection: Redis; prefix: string }): void {
  const chain = new BareChain(settings.connection, settings.prefix);
  const worker = new Worker<ChainJob>(
    queueName,
    async (job, token) => {
      const { name, left } = job.data;
      const thing = `${url}/things/${name}`;
      const looked = await fetch(thing);
      await looked.text();
      if (looked.ok) return chain.begin(left);
      await (await fetch(thing, { method: "PUT", headers: { "x-token": job.id ?? "" } })).text();
      await job.moveToDelayed(Date.now() + lookEveryMs, token);
      throw new DelayedError();
    },
    settings,
  );
  worker.on("error", (error) => process.stderr.write(`${String(error)}\n`));
}
