import { blockingOf, type Finding } from "../../domain/finding.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Block,
  bold,
  type Card,
  card,
  divider,
  list,
  note,
  type Rich,
  say,
  text,
  word,
} from "../card.ts";
import { count, sentenceCase } from "../words.ts";

/** A finding with its evidence and its remedy, for where there is room. */
export function findingBlocks(finding: Finding): readonly Block[] {
  const { cause, remedy, evidence, owner } = finding;
  return [
    text(say`${bold(cause)}`),
    ...(evidence.length === 0 ? [] : [note(`Seen: ${evidence.join("; ")}`)]),
    text(say`${toDo(owner)}: ${remedy}`),
  ];
}

/** Whoever asked reads it themselves. */
function toDo(owner: string): string {
  return owner === "requester" || owner === "you" ? "To do" : `To do, ${owner}`;
}

/** What does not stop a change of a link, and who decides about it should know all the same. */
export function alsoNoticed(findings: readonly Finding[]): readonly Block[] {
  const others = findings.filter(({ severity }) => severity !== "blocking");
  return others.length === 0 ? [] : [text("Also noticed:"), list(others.map(findingLine))];
}

/** A finding in one line. */
export function findingLine({ cause, remedy }: Finding): Rich {
  return say`${cause} ${remedy}`;
}

/**
 * What keeps a plan from being asked for, each with its remedy. `draft` keeps what was filled in, for the button;
 * undefined when it was typed in one line and can be typed again.
 */
export function blockedPlan(name: string, findings: readonly Finding[], draft?: string): Card {
  const blocking = blockingOf(findings);
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const things = count(blocking.length, "thing");
  return card(`${name} cannot be asked for yet: ${things} to change`, "look", [
    text("Nothing was created or changed."),
    ...blocking.flatMap(findingBlocks),
    warnings.length > 0 && divider(),
    warnings.length > 0 && text(`Also noticed, for the approver to judge:`),
    warnings.length > 0 && list(warnings.map(findingLine)),
    draft === undefined ? false : actions([button("send-again", draft)]),
  ]);
}

/** Clouds that could not be read well enough to make a plan, and why; not the requester's fault. */
export function cannotCheck(name: string, unread: readonly Finding[], draft?: string): Card {
  return word(`${name} could not be checked`, "look", [
    text("Nothing was created or changed. What could not be read:"),
    list(unread.flatMap(({ evidence }) => evidence).map(sentenceCase)),
    ...unread.map(({ owner, remedy }) => text(say`${toDo(owner)}: ${remedy}`)),
    draft === undefined ? false : actions([button("send-again", draft, { label: "Try again" })]),
  ]);
}
