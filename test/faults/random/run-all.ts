import type { RunPlan } from "./draw.ts";
import { Lane, type RunResult } from "./lane.ts";

/** Waiting for a dead process' lock costs seconds and no processor, so several worlds wait side by side. */
const lanesFor = 2;

/** Worlds in which runs are made, several at a time. Each is opened when it is first needed. */
export class Lanes {
  private readonly lanes = { 1: lanesOf(1), 2: lanesOf(2) };

  /**
   * Makes all runs.
   *
   * @param told hears of each as it ends
   */
  async run(plans: readonly RunPlan[], told: (result: RunResult) => void): Promise<readonly RunResult[]> {
    const results: RunResult[] = [];
    const work = async (lane: Lane, waiting: RunPlan[]): Promise<void> => {
      for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
        const result = await lane.run(plan);
        results.push(result);
        told(result);
      }
    };
    const working: Promise<void>[] = [];
    for (const processes of [1, 2] as const) {
      const waiting = plans.filter((plan) => plan.processes === processes);
      for (const lane of this.lanes[processes].slice(0, waiting.length)) {
        // One after the other: to start many processes at once takes longer than they wait for each other.
        await lane.opened();
        working.push(work(lane, waiting));
      }
    }
    await Promise.all(working);
    return results.toSorted((one, other) => one.plan.seed - other.plan.seed);
  }

  async close(): Promise<void> {
    await Promise.all([...this.lanes[1], ...this.lanes[2]].map((lane) => lane.close()));
  }
}

const lanesOf = (processes: 1 | 2): readonly Lane[] => Array.from({ length: lanesFor }, () => new Lane(processes));

/** Makes all runs in worlds of their own. */
export async function runAll(
  plans: readonly RunPlan[],
  told: (result: RunResult) => void,
): Promise<readonly RunResult[]> {
  const lanes = new Lanes();
  try {
    return await lanes.run(plans, told);
  } finally {
    await lanes.close();
  }
}
