import type { CheckResult, VerdictReport } from "../../domain/finding.ts";
import { button } from "../actions.ts";
import {
  actions,
  bold,
  type Card,
  card,
  command,
  note,
  type Rich,
  type Saying,
  say,
  table,
  text,
  time,
  word,
} from "../card.ts";
import { mark } from "../symbols.ts";
import { elsewhereWords } from "./elsewhere.ts";
import { findingBlocks } from "./findings.ts";
import { verdictTones, verdictWords } from "./result.ts";

const stateWords: Readonly<Record<CheckResult["state"], Rich>> = {
  passed: say`passed ${mark("done")}`,
  warning: say`look at it ${mark("look")}`,
  failed: say`failed ${mark("stopped")}`,
  unknown: say`not readable ${mark("look")}`,
};

const gravity: readonly CheckResult["state"][] = ["failed", "unknown", "warning", "passed"];

export interface Verification {
  readonly name: string;
  readonly uid: string;
  readonly report: VerdictReport;
  /** False where it was made elsewhere. */
  readonly owned?: false;
}

/** The table of checks, each with its evidence; what is wrong first. */
export function verificationCard({ name, uid, report, owned }: Verification): Card {
  const { verdict, checks, findings, factsAt } = report;
  const passed = checks.filter(({ state }) => state === "passed").length;
  const sorted = checks.toSorted((a, b) => gravity.indexOf(a.state) - gravity.indexOf(b.state));
  const serious = findings.filter(({ severity }) => severity !== "note");
  return card(`${name} ${verdictWords[verdict]}`, verdictTones[verdict], [
    text(
      say`${bold(`${passed} of ${checks.length} checks passed`)}, read from both clouds at ${time(factsAt, "moment")}.`,
    ),
    owned === false && text(`It was ${elsewhereWords}.`),
    ...serious.flatMap(findingBlocks),
    table(["Check", "State", "Evidence"], sorted.map(row)),
    note("Routes in place are not traffic tested: no packet was sent."),
    actions([button("verify", uid)]),
  ]);
}

function row({ title, state, evidence }: CheckResult): readonly Saying[] {
  return [title, stateWords[state], evidence];
}

/** At once after `verify`, since reading the tables of both paths takes a while. */
export function verifyingWord(name: string): Card {
  return word(`Reading both clouds for ${name}, about half a minute`, "under-way");
}

/** To the one person who asked too often; nothing was read. */
export function tooManyVerifications(name: string, perMinute: number): Card {
  const times = perMinute === 1 ? "once" : `${perMinute} times`;
  return word(`${name} was not verified: ${times} a minute is the limit for one person`, undefined, [
    text(say`Nothing was read. Try again in a minute; ${command(`status ${name}`)} shows the last result.`),
  ]);
}
