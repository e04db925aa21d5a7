import type { RuleName } from "../../support/history/check-history.ts";
import { described } from "./fault.ts";
import type { RunResult } from "./lane.ts";

/** What came of many runs, in figures. */
export interface Summary {
  readonly runs: number;
  readonly failed: number;
  readonly kills: number;
  readonly duplicates: number;
  readonly losses: number;
  readonly illegalCalls: number;
  readonly otherBreaches: number;
  readonly recoveryMedianMs: number;
  readonly recoveryWorstMs: number;
  readonly msPerRun: number;
}

const duplicates: readonly RuleName[] = ["never two of anything", "messages once", "create on proven absence"];
const losses: readonly RuleName[] = ["all that is wanted is there", "what is wanted carries traffic", "nothing unsaid"];
const illegal: readonly RuleName[] = ["no illegal call"];

export const isFailed = ({ stuck, breaches }: RunResult): boolean => stuck !== undefined || breaches.length > 0;

/** @param tookMs wall time of all runs together */
export function summaryOf(results: readonly RunResult[], tookMs: number): Summary {
  const broken = results.flatMap(({ breaches }) => breaches.map(({ rule }) => rule));
  const count = (rules: readonly RuleName[]): number => broken.filter((rule) => rules.includes(rule)).length;
  const recoveries = results.flatMap(({ recoveredMs }) => recoveredMs).toSorted((one, other) => one - other);
  const counted = [...duplicates, ...losses, ...illegal];
  return {
    runs: results.length,
    failed: results.filter(isFailed).length,
    kills: results.reduce((sum, { kills }) => sum + kills, 0),
    duplicates: count(duplicates),
    losses: count(losses) + results.filter(({ stuck }) => stuck !== undefined).length,
    illegalCalls: count(illegal),
    otherBreaches: broken.filter((rule) => !counted.includes(rule)).length,
    recoveryMedianMs: Math.round(recoveries[Math.floor(recoveries.length / 2)] ?? 0),
    recoveryWorstMs: Math.round(recoveries.at(-1) ?? 0),
    msPerRun: Math.round(tookMs / Math.max(1, results.length)),
  };
}

/** A summary for people. */
export function worded(summary: Summary): string {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  return [
    `${summary.runs} runs, ${summary.failed} failed; ${summary.kills} kills.`,
    `Duplicates ${summary.duplicates}, losses ${summary.losses}, illegal calls ${summary.illegalCalls}, other breaches ${summary.otherBreaches}.`,
    `Kill until taken again: median ${seconds(summary.recoveryMedianMs)}, worst ${seconds(summary.recoveryWorstMs)}. ${seconds(summary.msPerRun)} a run.`,
  ].join("\n");
}

/** One run on one line; of a failed one all there is to know, and how to see it again. */
export function reported(result: RunResult): string {
  const { plan, tookMs, breaches, stuck, blows } = result;
  const what = `seed ${plan.seed}: ${plan.script}, ${plan.networks} networks, ${plan.processes} at a time, ${(tookMs / 1_000).toFixed(1)} s, ${blows.length} of ${plan.faults.length} faults`;
  if (!isFailed(result)) return `ok     ${what}`;
  return [
    `FAILED ${what}`,
    ...plan.faults.map((fault) => `       drawn: ${described(fault)}`),
    ...blows.map((blow) => `       met: ${blow}`),
    ...breaches.map(({ rule, where }) => `       ${rule}: ${where}`),
    ...(stuck === undefined ? [] : [`       stuck: ${stuck}`]),
    `       again: npm run test:faults -- --runs 1 --seed ${plan.seed} --only ${plan.script}`,
  ].join("\n");
}
