import type { PostOutcome } from "../../src/chat/ports.ts";
import { type CallFailure, TeamsCallFailed } from "./call-failed.ts";

/** What a call that did not succeed means for the message it was about. */
export type FailedOutcome = Exclude<PostOutcome, { kind: "sent" }>;

/** What the operator has to mend; messages wait meanwhile. */
const accountPauseMs = 60_000;
const laterPauseMs = 5_000;

/** Words for what can never work, by Teams' own code. */
const refusals: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: "The bot's app is not installed there.",
  ForbiddenOperationException: "The bot may not write there.",
  MessageWritesBlocked: "The person has blocked the bot.",
  ConversationBlockedByUser: "The person has blocked the bot.",
  InvalidBotApiHost: "The bot's app is not installed there.",
  ActivityNotFoundInConversation: "The message was deleted.",
  MessageSizeTooBig: "The message is too large for Teams. This is a fault of the bot.",
};

/**
 * Turns what a call threw into what became of the message, by status and code and never by text.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function failedOutcome(thrown: unknown): FailedOutcome {
  if (!(thrown instanceof TeamsCallFailed)) return { kind: "unknown", why: "The call failed in an unknown way." };
  const { failure } = thrown;
  if (failure.stage === "token") return withoutToken(failure);
  if (failure.status !== undefined) return byStatus(failure.status, failure);
  if (failure.neverSent) return { kind: "retry", afterMs: jittered(laterPauseMs), why: "Teams could not be reached." };
  return { kind: "unknown", why: "No answer from Teams." };
}

/** The status of the answer, if there was one from Teams itself. */
export function statusOf(thrown: unknown): number | undefined {
  return thrown instanceof TeamsCallFailed && thrown.failure.stage === "connector" ? thrown.failure.status : undefined;
}

function withoutToken({ status, code }: CallFailure): FailedOutcome {
  if (status === undefined || status >= 500 || status === 429) {
    return { kind: "retry", afterMs: jittered(laterPauseMs), why: "Microsoft's sign-in could not be reached." };
  }
  const said = code === undefined ? "" : ` (${code})`;
  return {
    kind: "retry",
    afterMs: accountPauseMs,
    why: `Microsoft does not accept the bot's app id, secret or managed identity${said}.`,
  };
}

function byStatus(status: number, { code, retryAfterMs }: CallFailure): FailedOutcome {
  const afterMs = retryAfterMs ?? jittered(laterPauseMs);
  switch (status) {
    case 401:
      return { kind: "retry", afterMs: accountPauseMs, why: "Teams does not accept the bot's token." };
    case 408:
      return { kind: "unknown", afterMs, why: "Teams gave up in the middle." };
    case 412:
      return { kind: "retry", afterMs, why: "Teams asks to try again." };
    case 429:
      return { kind: "retry", afterMs, why: "Teams' rate limit is reached." };
    default:
      break;
  }
  // A gateway in front of Teams that answers 5xx may have passed the call on before.
  if (status >= 500) return { kind: "unknown", afterMs, why: `Teams answered with status ${status}.` };
  return { kind: "refused", why: refusals[code ?? ""] ?? refusalByStatus(status, code) };
}

function refusalByStatus(status: number, code: string | undefined): string {
  if (status === 403) return "The bot may not write there, or its app is not installed.";
  if (status === 404) return "The conversation or the message does not exist any more.";
  return `Teams refuses it (${code ?? status}).`;
}

/** Spread over half as much again, so that those who were refused together do not come back together. */
function jittered(ms: number): number {
  return Math.round(ms * (1 + Math.random() / 2));
}
