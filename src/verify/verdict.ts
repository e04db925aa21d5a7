import type { Finding, Severity, Verdict, VerdictReport } from "../domain/finding.ts";
import type { LinkFacts, Reading } from "../domain/link-facts.ts";
import type { CheckOutcome } from "./check.ts";
import { linkChecks } from "./check-table.ts";
import { countPrefixes } from "./counts.ts";
import type { ExpectedLink } from "./expected.ts";

/**
 * What the facts say about the link, held against what the plan promised. Pure. A cause that is proved to break the link
 * makes it down; where something essential could not be read it is unknown, since that might break it too; half of it,
 * or less than planned, is degraded.
 */
export function judge(facts: LinkFacts, expected: ExpectedLink): VerdictReport {
  const outcomes = linkChecks.map((check) => ({ essential: check.essential, ...check.run(facts, expected) }));
  const findings = outcomes.flatMap((outcome) => outcome.findings).toSorted(bySeverity);
  const undecided = outcomes.some((outcome) => outcome.essential && isUndecided(outcome));
  return {
    verdict: verdictOf(findings, undecided),
    checks: outcomes.flatMap(({ results }) => results),
    findings,
    factsAt: oldestOf(facts),
    counts: countPrefixes(facts, expected),
  };
}

function isUndecided({ undecided, results }: CheckOutcome): boolean {
  return undecided ?? results.some(({ state }) => state === "unknown");
}

function verdictOf(findings: readonly Finding[], undecided: boolean): Verdict {
  const has = (severity: Severity): boolean => findings.some((finding) => finding.severity === severity);
  if (has("blocking")) return "down";
  if (undecided) return "unknown";
  return has("warning") ? "degraded" : "healthy";
}

const weight: Readonly<Record<Severity, number>> = { blocking: 0, warning: 1, note: 2 };

/** Within one severity the order of the checks stays: causes before what follows from them. */
function bySeverity(one: Finding, other: Finding): number {
  return weight[one.severity] - weight[other.severity];
}

function oldestOf({ azure, oci, readAt }: LinkFacts): number {
  const { arp, routes, summary, ...single } = azure;
  const perPath = [arp, routes, summary].flatMap(({ primary, secondary }) => [primary, secondary]);
  const readings: readonly Reading<unknown>[] = [...Object.values(single), ...perPath, ...Object.values(oci)];
  const times = readings.filter(({ known }) => known).map(({ at }) => at);
  return times.length === 0 ? readAt : Math.min(...times);
}
