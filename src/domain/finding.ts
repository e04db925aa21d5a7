import type { Side } from "./errors.ts";

/** How much a finding weighs: `blocking` stops the plan or makes the link down, `warning` degrades it, `note` informs. */
export type Severity = "blocking" | "warning" | "note";

/** A named cause with its evidence and its remedy: the result of a check on a plan or on a link. */
export interface Finding {
  /** Stable, kebab-case: `slash30-overlaps-vnet`, `session-down-primary`. */
  readonly code: string;
  readonly severity: Severity;
  readonly side: Side | "both";
  /** The request's field that the finding is about, where there is one (`azure.vnet`, `bandwidth`, …). */
  readonly field?: string;
  /** What is wrong and where, in the user's words. */
  readonly cause: string;
  /** What was read that shows it: short `name: value` pairs. */
  readonly evidence: readonly string[];
  /** What to do. */
  readonly remedy: string;
  /** Who can do it: `requester`, `network team`, `Oracle`, `Microsoft`, `operator`. */
  readonly owner: string;
}

/** What the facts say about a link: one of two sessions is `degraded`, what cannot be read is `unknown`. */
export type Verdict = "healthy" | "degraded" | "down" | "unknown";

/** One line of the verification table. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly state: "passed" | "warning" | "failed" | "unknown";
  readonly evidence: string;
}

/** The outcome of a verification: pure function of the facts. */
export interface VerdictReport {
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
  /** Unix milliseconds of the oldest fact used. */
  readonly factsAt: number;
  readonly counts: { readonly ociPrefixesInAzure: number; readonly azurePrefixesInOci: number };
}

const weight: Readonly<Record<Severity, number>> = { blocking: 0, warning: 1, note: 2 };

/** Blocking ones first, then in the order in which they were found. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => weight[one.severity] - weight[other.severity]);
}

/** Those on which nothing may begin. */
export const blockingOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === "blocking");
