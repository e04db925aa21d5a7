import type { CheckResult, Finding, Severity } from "../domain/finding.ts";
import type { LinkFacts, Path, Reading } from "../domain/link-facts.ts";
import type { ExpectedLink } from "./expected.ts";

/** What one check has to say: a row or more for the table, and named causes. */
export interface CheckOutcome {
  readonly results: readonly CheckResult[];
  readonly findings: readonly Finding[];
  /** True when this does not tell how the link stands; unless said otherwise, when a row could not be read. */
  readonly undecided?: boolean;
}

/** One rule of the verification: pure. */
export interface LinkCheck {
  readonly id: string;
  /** True when the link cannot be called healthy as long as this is unknown. */
  readonly essential: boolean;
  run(facts: LinkFacts, expected: ExpectedLink): CheckOutcome;
}

export const paths: readonly Path[] = ["primary", "secondary"];

/** One row of the table to be. */
export interface CheckRow {
  readonly id: string;
  readonly title: string;
}

export function passed({ id, title }: CheckRow, evidence: string): CheckOutcome {
  return { results: [{ id, title, state: "passed", evidence }], findings: [] };
}

export function unknown({ id, title }: CheckRow, why: string): CheckOutcome {
  return { results: [{ id, title, state: "unknown", evidence: `not readable: ${why}` }], findings: [] };
}

/** A blocking or degrading cause fails the check; a note is a warning. */
export function named({ id, title }: CheckRow, finding: Finding): CheckOutcome {
  const state = finding.severity === "note" ? "warning" : "failed";
  return { results: [{ id, title, state, evidence: finding.evidence.join("; ") }], findings: [finding] };
}

/** The reading's check where it is known, else the row that says that it is not. */
export function whenKnown<T>(row: CheckRow, reading: Reading<T>, check: (value: T) => CheckOutcome): CheckOutcome {
  return reading.known ? check(reading.value) : unknown(row, reading.why);
}

export function merged(outcomes: readonly CheckOutcome[]): CheckOutcome {
  return {
    results: outcomes.flatMap(({ results }) => results),
    findings: outcomes.flatMap(({ findings }) => findings),
  };
}

/** One of two paths lost leaves the link degraded, both lost bring it down. */
export function severityOf(lostPaths: number): Severity {
  return lostPaths >= paths.length ? "blocking" : "warning";
}
