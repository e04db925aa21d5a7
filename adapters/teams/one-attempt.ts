import { z } from "zod";
import { type CallFailure, TeamsCallFailed } from "./call-failed.ts";
import { timesMs } from "./limits.ts";

/** Failures before the first byte of a request went out. */
const neverSentCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body; undefined when it is not JSON. */
  readonly json: unknown;
}

/**
 * One attempt, never more: after a lost answer the outbox decides. Follows no redirection, so a token goes nowhere but
 * to the address that was checked.
 *
 * @throws TeamsCallFailed for every answer that is not a success, and when none came
 */
export async function fetchOnce(stage: CallFailure["stage"], url: string, init: RequestInit): Promise<Answer> {
  let answer: Answer;
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(timesMs.call) });
    const text = await response.text();
    answer = { status: response.status, headers: response.headers, text, json: parsed(text) };
  } catch (cause) {
    const neverSent = codesOf(cause).some((code) => neverSentCodes.has(code));
    throw new TeamsCallFailed({ stage, neverSent }, cause);
  }
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new TeamsCallFailed({ stage, status: answer.status, ...codeOf(answer.json), ...pauseOf(answer.headers) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The connector says `{error: {code}}`, the sign-in `{error: "…"}`. */
const errorSchema = z.object({ error: z.union([z.string(), z.object({ code: z.string() })]) });

function codeOf(json: unknown): { code?: string } {
  const error = errorSchema.safeParse(json).data?.error;
  if (error === undefined) return {};
  return { code: typeof error === "string" ? error : error.code };
}

function pauseOf(headers: Headers): { retryAfterMs?: number } {
  const seconds = Number(headers.get("retry-after") ?? "");
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
}

/** The codes of an error and of its causes: fetch hides the interesting one a level deeper. */
function codesOf(thrown: unknown): readonly string[] {
  if (typeof thrown !== "object" || thrown === null) return [];
  const own = "code" in thrown && typeof thrown.code === "string" ? [thrown.code] : [];
  return "cause" in thrown ? [...own, ...codesOf(thrown.cause)] : own;
}
