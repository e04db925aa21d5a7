import { blockingOf } from "../../domain/finding.ts";
import type { Plan } from "../../domain/plan.ts";
import type { RemovalReview } from "../../domain/removal.ts";
import { button } from "../actions.ts";
import { actions, type Block, bold, type Card, card, divider, list, note, type Rich, say, text } from "../card.ts";
import { count, listed, money, trafficWords } from "../words.ts";
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

/** A teardown as it is shown before it is asked for. */
export interface RemovalData {
  readonly plan: Plan;
  readonly review: RemovalReview;
  readonly soakMinutes: number;
}

/** A teardown that waits for approval. */
export interface RemovalCardData extends RemovalData, DecisionData {
  readonly requester: string;
  readonly reason: string;
}

/** What asked for it and did not do: another name, or no reason. */
export interface TypedTeardown {
  readonly confirm: string;
  readonly reason?: string | undefined;
}

/** What the button that shows all of it is called here. */
const whole = "Whole teardown";

/** What would stop working, shown to who asks; the button opens the form in which the name is typed. */
export function removalReview(data: RemovalData, typed?: TypedTeardown): Card {
  const { name } = data.plan;
  const blocked = blockingOf(data.review.findings).length > 0;
  return card(blocked ? `${name} cannot be taken down yet` : `What taking ${name} down does`, "look", [
    typed && text(say`${bold("Not asked for yet.")} ${whatIsWrong(name, typed)}`),
    text(pairWords(data.plan)),
    ...reviewBlocks(data),
    !blocked && actions([button("command", `teardown ${name}`, { label: "Ask for it…" })]),
  ]);
}

function whatIsWrong(name: string, { confirm, reason }: TypedTeardown): string {
  const wrong = confirm === name ? [] : [`confirm=${confirm} is not its name, which is ${name}.`];
  return [...wrong, ...(reason === undefined ? ["A reason for the approver is missing."] : [])].join(" ");
}

/** The card on which a teardown is decided: its first line says what stops working. */
export function removalCard(data: RemovalCardData): Card {
  const { plan } = data;
  return card(`${plan.name} is to be taken down: that waits for approval`, "under-way", [
    ...removalBody(data),
    ...toBeDecided(data, data.requester, { confirm: question(data), whole }),
  ]);
}

/** After the approval, while both clouds are read once more. */
export function removalCheckingCard(data: RemovalCardData): Card {
  return card(`${data.plan.name} may be taken down; checking both clouds again`, "under-way", [
    ...removalBody(data),
    ...checkedAgain(data, "It starts when nothing has changed."),
  ]);
}

/** The card once it is decided: the outcome takes the buttons' place. */
export function removalDecidedCard(data: RemovalCardData, outcome: DecisionOutcome): Card {
  const { name } = data.plan;
  return card(
    `${name} stays: its teardown ${outcomeTitles[outcome.state]}`,
    outcome.state === "approved" ? "done" : "stopped",
    [
      ...removalBody(data),
      divider(),
      text(outcomeWords(outcome)),
      outcome.state !== "approved" && note(`Nothing was removed; ${name} goes on as it is.`),
    ],
  );
}

/** A private word to each approver. */
export function removalWanted(data: RemovalCardData, where: Rich): Card {
  const { plan, review } = data;
  return card(`${plan.name} is to be taken down: that waits for your decision`, "under-way", [
    text(breakWords(review)),
    askedForBy(data),
    ...decideThere(data, where, whole),
  ]);
}

function removalBody(data: RemovalCardData): readonly Block[] {
  const { plan } = data;
  const [first, ...rest] = reviewBlocks(data);
  return [...(first ? [first] : []), text(say`${bold(pairWords(plan))}`), askedForBy(data), ...rest];
}

/** What stops working, what flows, what goes, what stays, what was noticed, and how long there is to undo it. */
export function reviewBlocks({ plan, review, soakMinutes }: RemovalData): readonly Block[] {
  const { removes, findings } = review;
  const ends = endsCircuit(review);
  return [
    text(say`${bold(breakWords(review))}`),
    ...blockingOf(findings).flatMap(findingBlocks),
    text(trafficWords(review.traffic)),
    removes.length === 0
      ? text("Nothing is removed but the bot's tags.")
      : text(say`${bold("Removes")} ${count(removes.length, "resource")}: ${listed(removes.map(({ what }) => what))}.`),
    ...(plan.takes && ends
      ? [note("What the bot has taken over is removed too, although it was made elsewhere.")]
      : []),
    ...staysBlocks(review),
    ...alsoNoticed(findings),
    ...(plan.takes && !ends ? [] : [note(orderWords(soakMinutes))]),
    ...savingBlocks({ plan, review }),
  ];
}

export function staysBlocks({ stays }: RemovalReview): readonly Block[] {
  return stays.length === 0 ? [] : [text(say`${bold("Stays")}`), list(stays.map(({ what, why }) => `${what}: ${why}`))];
}

export function breakWords({ breaks }: RemovalReview): string {
  if (breaks.length === 0) return "It never carried traffic, so nothing stops working.";
  return breaks.map(({ words }) => words).join(" ");
}

function orderWords(soakMinutes: number): string {
  const soak =
    soakMinutes > 0
      ? `Traffic is withdrawn first; for ${soakMinutes} min after that Reconnect puts everything back, while both circuits are sound.`
      : "Traffic is withdrawn first, and nothing can be put back after that.";
  return `${soak} Then Oracle's half goes, then Azure's, when Azure shows it as released.`;
}

/** What is given back bills on. */
export function savingBlocks({
  plan: { cost, takes },
  review,
}: Pick<RemovalData, "plan" | "review">): readonly Block[] {
  if (cost === undefined || (takes && !endsCircuit(review))) return [];
  return [note(`Ends about ${money(cost.perMonth, cost.currency)} a month.`)];
}

const endsCircuit = ({ removes }: RemovalReview): boolean => removes.some(({ step }) => step === "azure.circuit");

function question({ plan, review }: RemovalCardData) {
  const words = `${breakWords(review)} Removes ${count(review.removes.length, "resource")}.`;
  return { title: `Take ${plan.name} down?`, text: words.slice(0, 300), yes: "Take it down", no: "Not now" };
}
