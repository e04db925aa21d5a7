import { type Logger, LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import { timesMs } from "./limits.ts";

/** How to reach Slack's Web API as the bot. */
export interface SlackAccess {
  readonly token: string;
  /** Ends in `/api/`. */
  readonly apiUrl: string;
}

/** A call that got no answer, and whether it can have arrived. */
class SlackUnreachable extends Error {
  override readonly name = "SlackUnreachable";
  readonly neverSent: boolean;

  constructor(cause: unknown) {
    super("no answer from Slack", { cause });
    this.neverSent = codesOf(cause).some((code) => neverSentCodes.has(code));
  }
}

/** Failures before the first byte of a request went out. */
const neverSentCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The codes of an error and of its causes: fetch hides the interesting one a level deeper. */
function codesOf(thrown: unknown): readonly string[] {
  if (typeof thrown !== "object" || thrown === null) return [];
  const own = "code" in thrown && typeof thrown.code === "string" ? [thrown.code] : [];
  return "cause" in thrown ? [...own, ...codesOf(thrown.cause)] : own;
}

/**
 * Options for every client of ours: one attempt a call, since a retry by the SDK after a lost answer would post twice,
 * and a rate limit is thrown instead of holding back all other calls.
 */
export function clientOptions(apiUrl: string): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timesMs.call,
    logger: silent,
    fetch: async (input, init) => {
      try {
        return await fetch(input, init);
      } catch (thrown) {
        throw new SlackUnreachable(thrown);
      }
    },
  };
}

export function slackClient({ token, apiUrl }: SlackAccess): WebClient {
  return new WebClient(token, clientOptions(apiUrl));
}

const drop = (): void => undefined;

/** The SDK logs whole requests, service keys among them. What went wrong is in the outcome of a call. */
const silent: Logger = {
  debug: drop,
  info: drop,
  warn: drop,
  error: drop,
  setLevel: drop,
  getLevel: () => LogLevel.ERROR,
  setName: drop,
};
