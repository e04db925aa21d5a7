import { execFile } from "node:child_process";
import { z } from "zod";
import { atMost, type Bench } from "./support/bench.ts";
import { rounded } from "./support/statistics.ts";

const reportSchema = z.object({
  ok: z.boolean(),
  verdict: z.string(),
  makespanMs: z.number(),
  criticalPathMs: z.number(),
  calls: z.object({ mutating: z.number(), looks: z.number() }),
  messages: z.object({ posts: z.number(), edits: z.number() }),
  illegalCalls: z.number(),
});

type Report = z.infer<typeof reportSchema>;

/** Plays one create, as `npm run demo -- --auto --json --seed N` does. */
function play(seed: number): Promise<Report> {
  const args = ["--import", "tsx", "test/demo/main.ts", "--auto", "--json", "--seed", String(seed)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 64 * 1_048_576 }, (failed, stdout, stderr) => {
      const read = reportSchema.safeParse(stdout === "" ? undefined : JSON.parse(stdout));
      if (read.success) resolve(read.data);
      else reject(new Error(`seed ${seed}: ${failed?.message ?? read.error.message}\n${stderr.slice(-2_000)}`));
    });
  });
}

const worst = (values: readonly number[]): number => Math.max(...values);

/** A whole create, from the approval to the verdict in the thread, beside what the clouds alone need. */
export const createBench: Bench = {
  name: "create",
  about: "makespan of a create with a new gateway, beside the critical path of the durations drawn",
  async run({ seeds, say }) {
    const reports: Report[] = [];
    for (const seed of seeds) {
      const report = await play(seed);
      reports.push(report);
      const share = (report.makespanMs / report.criticalPathMs).toFixed(4);
      say(`seed ${seed}: ${report.verdict}, ${share} of the critical path, ${report.calls.looks} looks`);
    }
    const most = (of: (report: Report) => number): number => worst(reports.map(of));
    const ratio = most(({ makespanMs, criticalPathMs }) => makespanMs / criticalPathMs);
    const figures = {
      seeds: seeds.length,
      healthy: reports.filter(({ ok, verdict }) => ok && verdict === "healthy").length,
      makespanMs: most(({ makespanMs }) => makespanMs),
      mutatingCalls: most(({ calls }) => calls.mutating),
      looks: most(({ calls }) => calls.looks),
      posts: most(({ messages }) => messages.posts),
      edits: most(({ messages }) => messages.edits),
    };
    return {
      figures,
      baseline: { makespanMs: rounded(most(({ criticalPathMs }) => criticalPathMs)) },
      ratio: { of: "makespanMs, worst seed", value: Number(ratio.toPrecision(4)) },
      budgets: [
        atMost("makespan over critical path", 1.03, ratio),
        atMost("creates that are not healthy", 0, seeds.length - figures.healthy),
        atMost(
          "illegal calls",
          0,
          most(({ illegalCalls }) => illegalCalls),
        ),
        atMost("posts", 8, figures.posts),
        atMost("edits", 100, figures.edits),
      ],
    };
  },
};
