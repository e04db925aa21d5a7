import type { Card } from "../chat/card.ts";
import { blockedPlan, cannotCheck } from "../chat/views/findings.ts";
import { blockingOf, type Finding } from "../domain/finding.ts";

/** Of findings those that say that a cloud could not be read, so that nothing is known. */
export const unreadOf = (findings: readonly Finding[]): readonly Finding[] =>
  blockingOf(findings).filter(({ code }) => code.endsWith("-unreadable"));

/** Why there is no plan of what somebody asked for. */
export function notPlanned(name: string, findings: readonly Finding[]): Card {
  const unread = unreadOf(findings);
  return unread.length > 0 ? cannotCheck(name, unread) : blockedPlan(name, findings);
}
