import { isObject, type Json, type JsonObject, numberAt, textAt } from "../../kit/json.ts";
import { cardProblems } from "../cards/check.ts";
import type { Receipt } from "../delivery/courier.ts";
import type { Tenant } from "../tenant/tenant.ts";

/** What somebody who pressed an action is shown at once. */
export type Answer =
  | { readonly kind: "card"; readonly card: JsonObject }
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "error"; readonly code: string; readonly text: string }
  /** Nothing the client can show: it says that something went wrong. */
  | { readonly kind: "failed"; readonly problems: readonly string[] };

const CARD = "application/vnd.microsoft.card.adaptive";
const MESSAGE = "application/vnd.microsoft.activity.message";
const ERROR = "application/vnd.microsoft.error";

const failed = (...problems: string[]): Answer => ({ kind: "failed", problems });

function cardAnswer(value: Json | undefined): Answer {
  const problems = cardProblems(value);
  return problems.length === 0 && isObject(value) ? { kind: "card", card: value } : { kind: "failed", problems };
}

function read({ status, body, failure }: Receipt): Answer {
  if (failure !== undefined) return failed(`answered ${status}: ${failure}`);
  const value = isObject(body) ? body["value"] : undefined;
  const type = textAt(body, "type");
  // Anything but 200 shows as a failure without the bot's own words.
  if (type !== ERROR && numberAt(body, "statusCode") !== 200) return failed("statusCode is not 200");
  if (type === CARD) return cardAnswer(value);
  if (type === MESSAGE && typeof value === "string") return { kind: "message", text: value };
  if (type !== ERROR) return failed(`type ${type ?? "missing"}`);
  return { kind: "error", code: textAt(value, "code") ?? "", text: textAt(value, "message") ?? "" };
}

/**
 * Reads the answer to an `adaptiveCard/action`; one that no client could show is written down.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
 */
export function actionAnswer({ journal }: Tenant, receipt: Receipt, channel: string): Answer {
  const answer = read(receipt);
  if (answer.kind === "failed" && receipt.failure === undefined)
    journal.refuse({ method: "adaptiveCard/action", error: "BadSyntax", reasons: answer.problems, channel });
  return answer;
}
