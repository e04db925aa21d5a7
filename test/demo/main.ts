import { inspect, types } from "node:util";
import { play } from "./auto/play.ts";
import type { Report } from "./auto/report.ts";
import { host } from "./host.ts";
import { type DemoOptions, parseOptions, USAGE, UsageError } from "./options.ts";

/** The demonstration: a page to play on, or with `--auto` an act that plays by itself. */

const FAILED = 1;
const MISUSED = 2;

const toError = (text: string): void => void process.stderr.write(`${text}\n`);
const toOutput = (text: string): void => void process.stdout.write(`${text}\n`);

const minutes = (ms: number): string => `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;

const summary = ({ verdict, makespanMs, criticalPathMs, messages, calls, illegalCalls }: Report): string =>
  [
    "",
    `Verdict: ${verdict}. From the decision to the end ${minutes(makespanMs)}; the clouds alone need ${minutes(criticalPathMs)}.`,
    `${calls.mutating} calls changed something in the clouds, ${calls.looks} only looked; ${illegalCalls} broke a rule.`,
    `The bot posted ${messages.posts} messages and edited them ${messages.edits} times.`,
  ].join("\n");

const playAlone = async (options: DemoOptions): Promise<void> => {
  // Ending the process ends everything that it started.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(FAILED));
  const story = options.json ? toError : toOutput;
  const report = await play(options, { story, aside: toError });
  story(summary(report));
  if (options.json) toOutput(JSON.stringify(report));
  if (!report.ok) process.exitCode = FAILED;
};

const run = async (): Promise<void> => {
  const options = parseOptions(process.argv.slice(2));
  await (options.auto ? playAlone(options) : host(options, toOutput));
};

try {
  await run();
} catch (problem) {
  const misused = problem instanceof UsageError;
  toError(types.isNativeError(problem) ? problem.message : inspect(problem));
  if (misused) toError(USAGE);
  process.exitCode = misused ? MISUSED : FAILED;
}
