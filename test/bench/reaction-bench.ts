import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../support/eventually.ts";
import { thingNode } from "../support/thing-step.ts";
import { atMost, type Bench, type Figures } from "./support/bench.ts";
import { quantile, rounded } from "./support/statistics.ts";
import type { Call } from "./support/timed-cloud.ts";
import { openWorkplace, type Workplace } from "./support/workplace.ts";

/** Chains at the same time, and steps in each, one waiting for the other. */
const chains = 100;
const length = 10;
/** Chains begin one after the other, so that they do not move in step. */
const apartMs = 10;
const allWithinMs = 120_000;

const namesOf = (chain: string): readonly string[] => Array.from({ length }, (_, step) => `${chain}.${step}`);

/** For every step but the first: from the answer that its predecessor is ready until the request that depends on it. */
function reactions(calls: readonly Call[], chain: string): readonly number[] {
  const names = namesOf(chain);
  return names.slice(1).map((name, index) => {
    const ready = calls.find((call) => call.name === names[index] && call.ready);
    const sent = calls.find((call) => call.name === name && call.method === "PUT");
    return (sent?.at ?? Number.NaN) - (ready?.answeredAt ?? Number.NaN);
  });
}

async function measure(
  { cloud }: Workplace,
  prefix: string,
  begin: (chain: string) => Promise<void>,
): Promise<Figures> {
  const all = Array.from({ length: chains }, (_, index) => `${prefix}${index}`);
  await Promise.all(
    all.map(async (chain, index) => {
      await pause(index * apartMs);
      await begin(chain);
    }),
  );
  const last = new Set(all.map((chain) => `${chain}.${length - 1}`));
  const ended = (): boolean => cloud.calls.filter(({ name, ready }) => ready && last.has(name)).length === chains;
  await eventually(ended, { withinMs: allWithinMs, everyMs: 200 });
  const times = all.flatMap((chain) => reactions(cloud.calls, chain));
  return {
    reactions: times.length,
    p50Ms: rounded(quantile(times, 0.5)),
    p99Ms: rounded(quantile(times, 0.99)),
    worstMs: rounded(Math.max(...times)),
  };
}

/** From the answer that shows a new state until the request that depends on it. */
export const reactionBench: Bench = {
  name: "reaction",
  about: "answer showing the new state to dependent create sent, beside bare BullMQ with one job a step",
  async run() {
    const place = await openWorkplace();
    try {
      await place.startWorker();
      const baseline = await measure(place, "bare", (chain) => place.bare.begin(namesOf(chain)));
      const figures = await measure(place, "engine", async (chain) => {
        const nodes = namesOf(chain).map((name, step, names) =>
          thingNode(name, names.slice(Math.max(0, step - 1), step)),
        );
        await place.engine.begin(chain, nodes);
      });
      return {
        figures,
        baseline,
        ratio: { of: "p50Ms", value: rounded((figures["p50Ms"] ?? 0) / (baseline["p50Ms"] ?? 0)) },
        budgets: [atMost("p99Ms", 250, figures["p99Ms"] ?? Number.NaN)],
      };
    } finally {
      await place.close();
    }
  },
};
