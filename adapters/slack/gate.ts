import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { bodyLimitBytes, futureToleranceS } from "./limits.ts";

/**
 * Refuses, before a byte of the body is read, what can be told from the headers. Bolt's receiver behind it checks the
 * signature, and that the request is not too old, but takes one that is dated ahead.
 *
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function gated(listener: RequestListener): RequestListener {
  return (request, response) => {
    const status = refusalOf(request);
    if (status !== undefined) return refuse(response, status);
    return listener(request, response);
  };
}

function refusalOf({ method, headers }: IncomingMessage): number | undefined {
  if (method !== "POST") return 405;
  if (Number(headers["content-length"] ?? 0) > bodyLimitBytes) return 413;
  const timestamp = headers["x-slack-request-timestamp"];
  if (timestamp === undefined) return undefined;
  const aheadS = Number(timestamp) - Date.now() / 1000;
  return aheadS <= futureToleranceS ? undefined : 401;
}

function refuse(response: ServerResponse, status: number): void {
  // What follows of the body is not read.
  response.writeHead(status, { connection: "close" }).end();
}
