import type { PostOutcome } from "../../src/chat/ports.ts";
import { isRecord } from "./is-record.ts";

/** What a call that was not answered with `ok` means for the message it was about. */
export type FailedOutcome = Exclude<PostOutcome, { kind: "sent" }>;

/** Words for what can never work, by Slack's own error. */
const refusals: Readonly<Record<string, string>> = {
  channel_not_found: "The channel does not exist, or the bot cannot see it. Invite the bot there.",
  not_in_channel: "The bot is not in the channel. Invite it there.",
  is_archived: "The channel is archived.",
  is_inactive: "The channel is archived.",
  user_not_in_channel: "The person is not in the channel.",
  user_not_found: "The person is not in this workspace.",
  user_disabled: "The person's account is switched off.",
  users_not_found: "The person is not in this workspace.",
  cannot_dm_bot: "Another bot cannot be written to.",
  message_not_found: "The message was deleted.",
  thread_not_found: "The thread's first message was deleted.",
  cant_update_message: "The message cannot be changed.",
  edit_window_closed: "The message cannot be changed any more.",
  not_found: "The form is closed.",
  view_not_found: "The form is closed.",
  expired_trigger_id: "Slack's time to open a form was over.",
  exchanged_trigger_id: "The form was opened already.",
  invalid_blocks: "Slack does not take the message as it is built. This is a fault of the bot.",
  invalid_arguments: "Slack does not take the call as it is made. This is a fault of the bot.",
  msg_too_long: "The message is too long for Slack. This is a fault of the bot.",
  view_too_large: "The form is too large for Slack. This is a fault of the bot.",
  restricted_action: "A setting of the workspace does not let the bot post there.",
  restricted_action_read_only_channel: "The channel is read-only for the bot.",
};

/** What the operator has to mend; messages wait meanwhile. */
const accountErrors: ReadonlySet<string> = new Set([
  "account_inactive",
  "invalid_auth",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_authed",
  "org_login_required",
  "team_access_not_granted",
  "token_expired",
  "token_revoked",
]);
const accountPauseMs = 60_000;

/** Slack says itself that the call may have had its effect. */
const unclearErrors: ReadonlySet<string> = new Set(["fatal_error", "internal_error", "request_timeout"]);

const laterErrors: ReadonlySet<string> = new Set([
  "ratelimited",
  "rate_limited",
  "service_unavailable",
  "team_added_to_org",
]);
const laterPauseMs = 5_000;

/**
 * Turns what a call of the Web API threw into what became of the message, by code and never by text.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
export function failedOutcome(thrown: unknown): FailedOutcome {
  if (!isRecord(thrown)) return { kind: "unknown", why: "The call failed in an unknown way." };
  switch (thrown["code"]) {
    case "slack_webapi_platform_error":
      return refusedBy(platformError(thrown));
    case "slack_webapi_rate_limited_error":
      return { kind: "retry", afterMs: secondsOf(thrown["retryAfter"]) * 1000, why: "Slack's rate limit is reached." };
    case "slack_webapi_http_error":
      return byStatus(Number(thrown["statusCode"]));
    case "slack_webapi_request_error":
      return unanswered(thrown["original"]);
    default:
      return { kind: "unknown", why: "The call failed in an unknown way." };
  }
}

/** Slack's own word for why it refused, such as `channel_not_found`; undefined when the failure was another. */
export function platformError(thrown: unknown): string | undefined {
  if (!isRecord(thrown) || thrown["code"] !== "slack_webapi_platform_error" || !isRecord(thrown["data"]))
    return undefined;
  const { error } = thrown["data"];
  return typeof error === "string" ? error : undefined;
}

function refusedBy(error = "unknown_error"): FailedOutcome {
  if (accountErrors.has(error)) {
    return {
      kind: "retry",
      afterMs: accountPauseMs,
      why: `Slack does not accept the bot's token or scopes (${error}).`,
    };
  }
  if (laterErrors.has(error))
    return { kind: "retry", afterMs: laterPauseMs, why: `Slack asks to try later (${error}).` };
  if (unclearErrors.has(error)) return { kind: "unknown", why: `Slack failed in the middle (${error}).` };
  return { kind: "refused", why: refusals[error] ?? `Slack refuses it (${error}).` };
}

function byStatus(status: number): FailedOutcome {
  // A gateway in front of Slack that answers 5xx may have passed the call on before.
  if (status >= 500) return { kind: "unknown", why: `Slack answered with status ${status}.` };
  return { kind: "retry", afterMs: laterPauseMs, why: `Slack answered with status ${status}.` };
}

function unanswered(original: unknown): FailedOutcome {
  const neverSent = isRecord(original) && original["neverSent"] === true;
  if (neverSent) return { kind: "retry", afterMs: laterPauseMs, why: "Slack could not be reached." };
  return { kind: "unknown", why: "No answer from Slack." };
}

function secondsOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 30;
}
