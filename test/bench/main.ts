import { cpus } from "node:os";
import { inspect, parseArgs, types } from "node:util";
import { acknowledgeBench } from "./acknowledge-bench.ts";
import { createBench } from "./create-bench.ts";
import { engineBench } from "./engine-bench.ts";
import { reactionBench } from "./reaction-bench.ts";
import { recoveryBench } from "./recovery-bench.ts";
import { startBench } from "./start-bench.ts";
import type { Bench, BenchOptions, Measured } from "./support/bench.ts";

/** The benchmarks, one after the other. Exits 1 when one misses its budget or cannot run. */

const benches: readonly Bench[] = [
  startBench,
  acknowledgeBench,
  reactionBench,
  engineBench,
  createBench,
  recoveryBench,
];

const usage = `npm run bench -- [--only ${benches.map(({ name }) => name).join(",")}] [--operations N] [--rounds N] [--seeds 1,2,3] [--json]`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    operations: { type: "string", default: "10000" },
    rounds: { type: "string", default: "20" },
    seeds: { type: "string", default: "1,2,3,4,5" },
    json: { type: "boolean", default: false },
  },
});

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const options: BenchOptions = {
  operations: positive("operations", values.operations),
  rounds: positive("rounds", values.rounds),
  seeds: values.seeds.split(",").map((seed) => positive("seeds", seed)),
  say: (line) => say(`  ${line}`),
};

function positive(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  say(`--${option} ${text}: not a whole number above 0\n${usage}`);
  process.exit(2);
}

function chosen(): readonly Bench[] {
  if (values.only === undefined) return benches;
  return values.only.split(",").map((name) => {
    const bench = benches.find((one) => one.name === name);
    if (bench) return bench;
    say(`--only ${name}: there is no such benchmark\n${usage}`);
    process.exit(2);
  });
}

type Result = Measured | { readonly failed: string };

async function runOne(bench: Bench): Promise<Result> {
  say(`${bench.name}: ${bench.about}`);
  try {
    const measured = await bench.run(options);
    print(measured);
    return measured;
  } catch (problem) {
    const failed = types.isNativeError(problem) ? problem.message : inspect(problem);
    say(`  FAILED: ${failed}`);
    return { failed };
  }
}

function print({ figures, baseline, ratio, budgets }: Measured): void {
  for (const [name, value] of Object.entries(figures)) {
    const beside = baseline[name];
    say(`  ${name.padEnd(24)} ${String(value).padStart(10)}${beside === undefined ? "" : `   baseline ${beside}`}`);
  }
  say(`  ratio of ${ratio.of}: ${ratio.value}`);
  for (const { what, limit, measured, held } of budgets) {
    say(`  budget ${what}: ${measured} of ${limit}, ${held ? "held" : "MISSED"}`);
  }
}

const results: Record<string, Result> = {};
for (const bench of chosen()) results[bench.name] = await runOne(bench);

const ok = Object.values(results).every((result) => !("failed" in result) && result.budgets.every(({ held }) => held));
if (values.json) {
  const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? "unknown", node: process.version };
  process.stdout.write(`${JSON.stringify({ ok, machine, results })}\n`);
}
process.exit(ok ? 0 : 1);
