import { blockingOf } from "../../domain/finding.ts";
import type { CostEstimate, Plan } from "../../domain/plan.ts";
import type { ResizeReview } from "../../domain/resize.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Block,
  bold,
  type Card,
  type Confirm,
  card,
  divider,
  note,
  type Rich,
  say,
  text,
} from "../card.ts";
import { gbps, money, priceDate, trafficWords } from "../words.ts";
import {
  askedForBy,
  checkedAgain,
  type DecisionData,
  type DecisionOutcome,
  decideThere,
  outcomeTitles,
  outcomeWords,
  toBeDecided,
} from "./decision.ts";
import { alsoNoticed, findingBlocks } from "./findings.ts";
import { pairWords } from "./plan-body.ts";

/** A resize that waits for approval. */
export interface ResizeCardData extends DecisionData {
  readonly review: ResizeReview;
  readonly requester: string;
  readonly reason: string;
}

/** What a resize does, shown to who asks where there is no form; the button opens one. */
export function resizeShown(review: ResizeReview): Card {
  const { plan } = review;
  const blocked = blockingOf(review.findings).length > 0;
  const title = blocked
    ? `${plan.name} cannot be resized yet`
    : `What giving ${plan.name} ${gbps(plan.bandwidthMbps)} does`;
  const line = `resize ${plan.name} bandwidth=${plan.bandwidthMbps / 1000}`;
  return card(title, "look", [
    ...resizeBlocks(review),
    !blocked && actions([button("command", line, { label: "Ask for it…" })]),
  ]);
}

/** Which bandwidths a link can be given. */
export function resizeChoice(plan: Plan, larger: readonly Plan["bandwidthMbps"][]): Card {
  return card(`${plan.name} has ${gbps(plan.bandwidthMbps)}`, undefined, [
    text("It can be given more, never less. Both BGP sessions go down for some minutes while Oracle changes its half."),
    actions(
      larger.map((mbps) => button("command", `resize ${plan.name} bandwidth=${mbps / 1000}`, { label: gbps(mbps) })),
    ),
  ]);
}

/** The card on which a resize is decided: its first line says what is interrupted. */
export function resizeCard(data: ResizeCardData): Card {
  const { review } = data;
  return card(`${wanted(review)}: that waits for approval`, "under-way", [
    ...resizeBody(data),
    ...toBeDecided(data, data.requester, { confirm: question(review) }),
  ]);
}

/** After the approval, while both clouds are read once more. */
export function resizeCheckingCard(data: ResizeCardData): Card {
  return card(`${data.review.plan.name} may be resized; checking both clouds again`, "under-way", [
    ...resizeBody(data),
    ...checkedAgain(data, "It starts when nothing has changed."),
  ]);
}

/** The card once it is decided: the outcome takes the buttons' place. */
export function resizeDecidedCard(data: ResizeCardData, outcome: DecisionOutcome): Card {
  const { plan, fromMbps } = data.review;
  const approved = outcome.state === "approved";
  return card(`The resize of ${plan.name} ${outcomeTitles[outcome.state]}`, approved ? "done" : "stopped", [
    ...resizeBody(data),
    divider(),
    text(outcomeWords(outcome)),
    !approved && note(`Nothing was changed; ${plan.name} keeps its ${gbps(fromMbps)}.`),
  ]);
}

/** A private word to each approver. */
export function resizeWanted(data: ResizeCardData, where: Rich): Card {
  const { review } = data;
  return card(`${wanted(review)}: that waits for your decision`, "under-way", [
    text(interruption),
    text(costWords(review)),
    askedForBy(data),
    ...decideThere(data, where),
  ]);
}

const interruption = "Both BGP sessions go down while Oracle changes its half: no traffic flows for some minutes.";

function wanted({ plan, fromMbps }: ResizeReview): string {
  return `${plan.name} is to grow from ${gbps(fromMbps)} to ${gbps(plan.bandwidthMbps)}`;
}

function resizeBody(data: ResizeCardData): readonly Block[] {
  const [first, ...rest] = resizeBlocks(data.review);
  return [...(first ? [first] : []), askedForBy(data), ...rest];
}

/** What is interrupted, what flows now, what it costs, what was noticed, and in which order it goes. */
export function resizeBlocks(review: ResizeReview): readonly Block[] {
  const { plan, findings, traffic } = review;
  return [
    text(say`${bold(interruption)} ${trafficWords(traffic)}`),
    ...blockingOf(findings).flatMap(findingBlocks),
    text(pairWords(plan)),
    text(say`${bold(costWords(review))} Azure bills the larger circuit from the first step on.`),
    ...alsoNoticed(findings),
    note(
      "Azure's circuit grows first, which interrupts nothing; then Oracle's virtual circuit; then both sessions are awaited and the link is verified. Azure never takes bandwidth back: for less, build another link, move to it, and take this one down.",
    ),
  ];
}

/** `Costs about GBP 1,420 a month in place of GBP 710: GBP 710 more (price list of 21 Nov 2026).` */
function costWords({ plan: { cost }, costBefore }: ResizeReview): string {
  if (cost === undefined) return "What it will cost is not known.";
  const now = `Costs about ${money(cost.perMonth, cost.currency)} a month`;
  const source = ` (price list of ${priceDate(cost.pricesOf)}).`;
  if (costBefore === undefined || costBefore.currency !== cost.currency) return `${now}${source}`;
  return `${now} in place of ${difference(costBefore, cost)}${source}`;
}

function difference(before: CostEstimate, after: CostEstimate): string {
  const rise = after.perMonth - before.perMonth;
  const more = `${money(Math.abs(rise), after.currency)} ${rise < 0 ? "less" : "more"}`;
  return `${money(before.perMonth, before.currency)}: ${more}`;
}

function question(review: ResizeReview): Confirm {
  const { plan } = review;
  const words = `${interruption} ${costWords(review)}`;
  return { title: `Resize ${plan.name}?`, text: words.slice(0, 300), yes: "Resize it", no: "Not now" };
}
