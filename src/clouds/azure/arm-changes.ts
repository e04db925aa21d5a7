import { Agent } from "node:http";
import { createHttpHeaders, type HttpClient, RestError } from "@azure/core-rest-pipeline";
import { InterconnectError } from "../../domain/errors.ts";
import { sendChange } from "../send-change.ts";
import { leaveFor } from "../transport.ts";
import { describeCall } from "./arm-call.ts";

/** Sends what the SDK hands over as its own client does, but only under a leave that holds once the connection is open. */
export const armChanges: HttpClient = {
  async sendRequest(request) {
    const { method, url, body, agent, abortSignal } = request;
    const leave = leaveFor(describeCall(method, url).operation);
    // The SDK's own client would unpack the answer; those to changes are short.
    const { "accept-encoding": _packed, ...headers } = request.headers.toJSON();
    const given = new AbortController();
    abortSignal?.addEventListener("abort", () => given.abort());
    try {
      const answer = await sendChange(
        {
          url,
          method,
          headers,
          ...(typeof body === "string" && { body }),
          signal: given.signal,
          ...(agent instanceof Agent && { agent }),
        },
        leave,
      );
      return {
        request,
        status: answer.status,
        headers: createHttpHeaders(Object.fromEntries(answer.headers)),
        bodyAsText: await answer.text(),
      };
    } catch (thrown) {
      throw thrown instanceof InterconnectError ? thrown : toRestError(thrown);
    }
  },
};

/** As the SDK's own client throws what the network does. */
function toRestError(thrown: unknown): RestError {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return new RestError(message, { code: code ?? RestError.REQUEST_SEND_ERROR });
}
