import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../support/eventually.ts";
import { thingNode } from "../support/thing-step.ts";
import { atMost, type Bench, type Figures } from "./support/bench.ts";
import type { MeasuredProcess } from "./support/measured-process.ts";
import { median, rounded } from "./support/statistics.ts";
import { openWorkplace, type Workplace } from "./support/workplace.ts";

/** The survivor looks for dead workers in a rhythm of its own; kills fall anywhere into it. */
const rhythmMs = 2_500;
const goneWithinMs = 60_000;

interface Round {
  readonly engineMs: number;
  readonly bareMs: number;
}

/** Kills the worker while the cloud holds back the answer of the second of three steps; the next worker goes on. */
async function killOnce(place: Workplace, worker: MeasuredProcess, round: number): Promise<[Round, MeasuredProcess]> {
  const { cloud, engine, bare } = place;
  const [first, second, third] = [`r${round}-a`, `r${round}-b`, `r${round}-c`];
  const method = round % 2 === 0 ? "GET" : "PUT";
  cloud.hold(method, second);
  cloud.hold(method, `bare-${second}`);
  const nodes = [thingNode(first), thingNode(second, [first]), thingNode(third, [second])];
  const id = await engine.begin(`r${round}`, nodes);
  await bare.begin([`bare-${first}`, `bare-${second}`, `bare-${third}`]);
  await cloud.call((call) => call.method === method && call.name === second);
  await cloud.call((call) => call.method === method && call.name === `bare-${second}`);
  const next = await place.startWorker();
  await pause(Math.random() * rhythmMs);
  const killedAt = performance.now();
  await worker.kill();
  const [engineCall, bareCall] = await Promise.all(
    [second, `bare-${second}`].map((name) => cloud.call((call) => call.name === name && call.at > killedAt)),
  );
  await eventually(async () => (await engine.load(id)).state === "done", { withinMs: goneWithinMs });
  const since = (call: { at: number } | undefined): number => (call?.at ?? Number.NaN) - killedAt;
  return [{ engineMs: since(engineCall), bareMs: since(bareCall) }, next];
}

const figuresOf = (times: readonly number[]): Figures => ({
  medianMs: rounded(median(times)),
  worstMs: rounded(Math.max(...times)),
});

/** Time from kill -9 of the worker until another one makes the next cloud call of the same operation. */
export const recoveryBench: Bench = {
  name: "recovery",
  about: "kill -9 of the worker in the middle of an operation, beside a bare BullMQ job in the same processes",
  async run({ rounds, say }) {
    const place = await openWorkplace();
    try {
      const results: Round[] = [];
      let worker = await place.startWorker();
      for (let round = 0; round < rounds; round += 1) {
        const [result, next] = await killOnce(place, worker, round);
        results.push(result);
        worker = next;
        say(`kill ${round + 1} of ${rounds}: ${rounded(result.engineMs)} ms, bare ${rounded(result.bareMs)} ms`);
      }
      const duplicates = place.cloud.duplicates();
      const figures = figuresOf(results.map(({ engineMs }) => engineMs));
      const baseline = figuresOf(results.map(({ bareMs }) => bareMs));
      return {
        figures: { rounds, ...figures, duplicates },
        baseline,
        ratio: { of: "medianMs", value: rounded((figures["medianMs"] ?? 0) / (baseline["medianMs"] ?? 0)) },
        budgets: [atMost("worstMs", 8_000, figures["worstMs"] ?? Number.NaN), atMost("duplicates", 0, duplicates)],
      };
    } finally {
      await place.close();
    }
  },
};
