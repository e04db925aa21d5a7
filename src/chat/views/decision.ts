import { button } from "../actions.ts";
import {
  actions,
  type Block,
  type Button,
  type Confirm,
  divider,
  mention,
  type Rich,
  say,
  text,
  time,
} from "../card.ts";
import { count } from "../words.ts";
import { allOf, anyOf } from "./people.ts";

/** What every card shows of a request that is to be decided, whatever it asks for. */
export interface DecisionData {
  /** Opaque id of the request: all that the buttons carry. */
  readonly request: string;
  readonly expiresAt: number;
  readonly approvers: readonly string[];
  readonly approvalsNeeded: number;
  readonly approvals: readonly { readonly by: string; readonly at: number }[];
}

/** How a request ended. */
export type DecisionOutcome =
  | { readonly state: "approved"; readonly by: readonly string[]; readonly at: number }
  | { readonly state: "rejected"; readonly by: string; readonly at: number; readonly reason: string }
  | { readonly state: "expired"; readonly at: number }
  | { readonly state: "withdrawn"; readonly by: string; readonly at: number }
  /** Plan, price or findings changed between the request and its start. */
  | { readonly state: "void"; readonly at: number; readonly why: string };

/** Below what is asked for: whose approval is missing, until when, and the buttons. */
export function toBeDecided(
  data: DecisionData,
  requester: string,
  { confirm, whole }: { readonly confirm: Confirm; readonly whole?: string },
): readonly Block[] {
  const { request, expiresAt } = data;
  return [
    divider(),
    text(say`${needs(data, requester)} Ends ${time(expiresAt, "moment")}.`),
    actions([button("approve", request, { confirm }), button("reject", request), wholeButton(request, whole)]),
  ];
}

/** Below what was asked for, while both clouds are read once more. */
export function checkedAgain({ approvals }: DecisionData, next: string): readonly Block[] {
  return [divider(), text(say`Approved by ${allOf(approvals.map(({ by }) => by))}. ${next}`)];
}

/** In a private word to an approver: where and until when. */
export function decideThere({ request, expiresAt }: DecisionData, where: Rich, whole?: string): readonly Block[] {
  return [
    text(say`Decide on its card in ${where}, until ${time(expiresAt, "moment")}.`),
    actions([wholeButton(request, whole)]),
  ];
}

/** Shows all of what is asked for; `whole` is its name where that is not the whole plan. */
const wholeButton = (request: string, whole: string | undefined): Button =>
  button("plan", request, whole === undefined ? {} : { label: whole });

/** Who asks, and why. */
export function askedForBy({ requester, reason }: { readonly requester: string; readonly reason: string }): Block {
  return text(say`Asked for by ${mention(requester)}: ${reason}`);
}

/** How an ended request reads behind a name. */
export const outcomeTitles: Readonly<Record<DecisionOutcome["state"], string>> = {
  approved: "is approved",
  rejected: "was rejected",
  expired: "has expired",
  withdrawn: "was withdrawn",
  void: "is void",
};

export function outcomeWords(outcome: DecisionOutcome): Rich {
  const at = time(outcome.at, "moment");
  switch (outcome.state) {
    case "approved":
      return say`Approved by ${allOf(outcome.by)}, ${at}.`;
    case "rejected":
      return say`Rejected by ${mention(outcome.by)}, ${at}: ${outcome.reason}`;
    case "withdrawn":
      return say`Withdrawn by ${mention(outcome.by)}, ${at}.`;
    case "expired":
      return say`Nobody decided by ${at}. Ask again if it is still wanted.`;
    case "void":
      return say`Void since ${at}: ${outcome.why} Ask again to have it decided as it is now.`;
  }
}

/** Whose approval is needed, and whose is there. */
function needs({ approvals, approvalsNeeded, approvers }: DecisionData, requester: string): Rich {
  const notRequester = say`not ${mention(requester)}, who asked`;
  if (approvals.length === 0) return say`Needs ${approvalsNeeded} of ${anyOf(approvers)}, ${notRequester}.`;
  const more = count(approvalsNeeded - approvals.length, "more approval");
  return say`Approved by ${allOf(approvals.map(({ by }) => by))}; needs ${more} of ${anyOf(approvers)}, ${notRequester}.`;
}
