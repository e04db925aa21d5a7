import type { Plan } from "../../domain/plan.ts";
import { type Card, type Confirm, card, divider, mention, note, type Rich, say, text } from "../card.ts";
import { count, listed, money } from "../words.ts";
import {
  checkedAgain,
  type DecisionData,
  type DecisionOutcome,
  decideThere,
  outcomeTitles,
  outcomeWords,
  toBeDecided,
} from "./decision.ts";
import { billsAlready, type PlanBodyData, pairWords, planBody } from "./plan-body.ts";

/** A request as its card shows it. */
export interface PlanCardData extends PlanBodyData, DecisionData {
  /** True when the link is watched already, whatever becomes of the request. */
  readonly watched?: boolean;
}

/** The card on which a plan is decided. Everything that counts is on it; the buttons carry the request's id only. */
export function planCard(data: PlanCardData): Card {
  const { plan } = data;
  return card(`${plan.name} waits for approval`, "under-way", [
    ...planBody(data),
    ...toBeDecided(data, plan.requester, { confirm: approveQuestion(data) }),
  ]);
}

/** After an approval, while the preflight is repeated. */
export function checkingAgainCard(data: PlanCardData): Card {
  return card(`${data.plan.name} is approved; checking both clouds again`, "under-way", [
    ...planBody(data),
    ...checkedAgain(data, data.plan.takes ? takesWhen : buildsWhen),
  ]);
}

const buildsWhen = "Building starts when the checks still hold.";
const takesWhen = "It is taken over when the checks still hold.";

/** The card once it is decided: the plan stays, the outcome takes the buttons' place. */
export function decidedCard(data: PlanCardData, outcome: DecisionOutcome): Card {
  const { name } = data.plan;
  const { state } = outcome;
  const tone = state === "approved" ? "done" : "stopped";
  return card(`${name} ${outcomeTitles[state]}`, tone, [
    ...planBody(data),
    divider(),
    text(outcomeWords(outcome)),
    state !== "approved" && note(leftAsItWas(data)),
  ]);
}

function leftAsItWas({ plan: { name }, watched, finishing }: PlanCardData): string {
  if (finishing) return `Nothing was made. ${name} stays half built, and what is there of it is billed as before.`;
  if (watched) return `Nothing was changed. ${name} is watched as before.`;
  return `Nothing was created. The name ${name} and its addresses are free again.`;
}

function approveQuestion(data: PlanCardData): Confirm {
  const { cost, reach, name, takes }: Plan = data.plan;
  const since = billsAlready(data) ? "in all, the circuit already billed" : "from now on";
  const price = cost === undefined ? "Cost unknown" : `About ${money(cost.perMonth, cost.currency)} a month ${since}`;
  const opens = `opens ${shortList(reach.azureShowsOci)} ⇄ ${shortList(reach.ociShowsAzure)}`;
  const others = reach.beyond.length === 0 ? "" : ` and ${count(reach.beyond.length, "further range")}`;
  const owns = takes ? " What is there becomes the bot's." : "";
  return { title: `Approve ${name}?`, text: `${price}; ${opens}${others}.${owns}`, yes: "Approve", no: "Not now" };
}

/** A confirmation holds 300 characters: the first few ranges, and how many more. */
function shortList(cidrs: readonly string[]): string {
  if (cidrs.length === 0) return "nothing";
  if (cidrs.length <= 3) return listed(cidrs);
  return `${cidrs.slice(0, 3).join(", ")} and ${cidrs.length - 3} more`;
}

/** A private word to each approver, since a channel's card reaches no phone that is not mentioned. */
export function approvalWanted(data: PlanCardData, where: Rich): Card {
  const { plan } = data;
  const price =
    plan.cost === undefined ? "cost unknown" : `about ${money(plan.cost.perMonth, plan.cost.currency)} a month`;
  return card(`${plan.name} waits for your decision`, "under-way", [
    text(say`${pairWords(plan)}, ${price}. Asked for by ${mention(plan.requester)}: ${plan.reason}`),
    ...decideThere(data, where),
  ]);
}
