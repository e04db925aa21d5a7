import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import { builtProgram } from "../support/built-program.ts";
import { Program } from "../support/program.ts";
import { Scene } from "../support/scene.ts";
import { atMost, type Bench, type Figures } from "./support/bench.ts";
import { median, rounded } from "./support/statistics.ts";

const run = promisify(execFile);
const starts = 5;
const settledAfterMs = 3_000;
const lookEveryMs = 10;

/** Prints how much memory it takes once all runtime dependencies are loaded, and nothing of ours. */
const importsOnly = (names: readonly string[]): string =>
  `${names.map((name) => `await import(${JSON.stringify(name)});`).join("")}console.log(process.memoryUsage.rss())`;

async function dependencies(): Promise<readonly string[]> {
  const schema = z.object({ dependencies: z.record(z.string(), z.string()) });
  const read = schema.parse(JSON.parse(await readFile("package.json", "utf8")));
  return Object.keys(read.dependencies).filter((name) => !name.startsWith("@slack/types"));
}

async function startBare(names: readonly string[]): Promise<Sample> {
  const started = performance.now();
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", importsOnly(names)]);
  return { readyMs: performance.now() - started, rssMb: Number(stdout) / 1_048_576 };
}

interface Sample {
  readonly readyMs: number;
  readonly rssMb: number;
}

/** One start of the built program as it is run, until `/readyz` agrees; its memory a while later. */
async function startProduct({ env }: Scene): Promise<Sample> {
  const started = performance.now();
  const child = await Program.spawn("all", env);
  try {
    const url = `http://127.0.0.1:${env["PORT"] ?? ""}/readyz`;
    while (!(await isReady(url))) await pause(lookEveryMs);
    const readyMs = performance.now() - started;
    await pause(settledAfterMs);
    const { stdout } = await run("ps", ["-o", "rss=", "-p", String(child.pid)]);
    return { readyMs, rssMb: Number(stdout) / 1_024 };
  } finally {
    await child.kill("SIGTERM");
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function measure(start: () => Promise<Sample>): Promise<Figures> {
  const samples: Sample[] = [];
  for (let index = 0; index < starts; index += 1) samples.push(await start());
  return {
    readyMedianMs: rounded(median(samples.map(({ readyMs }) => readyMs))),
    readyWorstMs: rounded(Math.max(...samples.map(({ readyMs }) => readyMs))),
    rssMb: rounded(Math.max(...samples.map(({ rssMb }) => rssMb))),
  };
}

/** How long the built program takes until it is ready, and how much memory it needs then. */
export const startBench: Bench = {
  name: "start",
  about: "start to ready of the built role all, beside loading its dependencies alone",
  async run() {
    await builtProgram();
    const scene = await Scene.open({ roles: [], logLevel: "warn" });
    try {
      const names = await dependencies();
      const baseline = await measure(() => startBare(names));
      const figures = await measure(() => startProduct(scene));
      return {
        figures,
        baseline,
        ratio: {
          of: "readyMedianMs",
          value: rounded((figures["readyMedianMs"] ?? 0) / (baseline["readyMedianMs"] ?? 0)),
        },
        budgets: [
          atMost("readyWorstMs", 2_500, figures["readyWorstMs"] ?? Number.NaN),
          atMost("rssMb", 250, figures["rssMb"] ?? Number.NaN),
        ],
      };
    } finally {
      await scene.close();
    }
  },
};
