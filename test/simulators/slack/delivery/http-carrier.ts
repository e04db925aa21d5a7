import { createHmac } from "node:crypto";
import { parseJson } from "../../kit/json.ts";
import { unanswered } from "../../kit/unanswered.ts";
import { WALL_MS } from "../limits.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Acknowledgement, Carrier, Packet, Sending } from "./carrier.ts";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

function wireForm({ kind, payload }: Packet): { type: string; body: string } {
  if (kind === "events_api") return { type: JSON_TYPE, body: JSON.stringify(payload) };
  const fields =
    kind === "interactive"
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return { type: FORM_TYPE, body: new URLSearchParams(fields).toString() };
}

/**
 * The headers that prove that a request comes from Slack.
 *
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
function signatureHeaders(secret: string, body: string, tamper: Sending["tamper"] = {}): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) - (tamper.ageS ?? 0));
  const key = tamper.signature === "wrong" ? `${secret} no more` : secret;
  const digest = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    "x-slack-request-timestamp": timestamp,
    ...(tamper.signature !== "missing" && { "x-slack-signature": `v0=${digest}` }),
  };
}

const retryHeaders = ({ retry }: Sending): Record<string, string> =>
  retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {};

async function acknowledgementOf(response: Response, startedMs: number): Promise<Acknowledgement> {
  const text = await response.text();
  return {
    status: response.status,
    latencyMs: performance.now() - startedMs,
    body: text === "" ? undefined : (parseJson(text) ?? text),
    failure: response.ok ? undefined : "http_error",
    noRetry: response.headers.get("x-slack-no-retry") === "1",
  };
}

/** Signed requests to the app's one URL, as Slack sends them in HTTP mode. */
export const httpCarrier = ({ app }: Workspace, url: string): Carrier => ({
  by: "http",
  async carry(packet, sending) {
    const { type, body } = wireForm(packet);
    const startedMs = performance.now();
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": type,
          "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
          ...signatureHeaders(app.signingSecret, body, sending.tamper),
          ...retryHeaders(sending),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(WALL_MS.acknowledge),
      });
      return await acknowledgementOf(response, startedMs);
    } catch (problem) {
      return { status: 0, latencyMs: performance.now() - startedMs, body: undefined, failure: unanswered(problem) };
    }
  },
});
