import { parseArgs } from "node:util";
import { drawRuns } from "./draw.ts";
import { runAll } from "./run-all.ts";
import { isScript, type ScriptName, scripts } from "./scripts.ts";
import { reported, summaryOf, worded } from "./summary.ts";

/** Random runs with faults. Exits 1 when one does not reach its goal or breaks a rule, 2 on options it does not know. */
const names = Object.keys(scripts).filter(isScript);
const usage = `npm run test:faults -- [--runs N] [--seed N] [--only ${names.join(",")}] [--json]`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function refuse(problem: string): never {
  say(`${problem}\n${usage}`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        runs: { type: "string", default: "20" },
        seed: { type: "string", default: "1" },
        only: { type: "string" },
        json: { type: "boolean", default: false },
      },
    }).values;
  } catch (problem) {
    return refuse(String(problem));
  }
}

function whole(option: string, text: string): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0
    ? number
    : refuse(`--${option} ${text}: not a whole number above 0`);
}

function chosen(only: string | undefined): readonly ScriptName[] {
  if (only === undefined) return names;
  return only.split(",").map((name) => (isScript(name) ? name : refuse(`--only ${name}: there is no such script`)));
}

const values = options();
const runs = { number: whole("runs", values.runs), seed: whole("seed", values.seed), scripts: chosen(values.only) };

const begun = performance.now();
const results = await runAll(drawRuns(runs), (result) => say(reported(result)));
const summary = summaryOf(results, performance.now() - begun);

say(worded(summary));
if (values.json) process.stdout.write(`${JSON.stringify({ ok: summary.failed === 0, ...summary, results })}\n`);
process.exit(summary.failed === 0 ? 0 : 1);
