import { type Agent, type IncomingMessage, request as requestPlainly } from "node:http";
import { request as requestSafely } from "node:https";
import { text } from "node:stream/consumers";
import { TLSSocket } from "node:tls";
import type { Leave } from "../graph/step.ts";

export interface ChangingCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Gives the call up, whether it was sent or not. */
  readonly signal: AbortSignal;
  /** Leads through a proxy. */
  readonly agent?: Agent;
}

/**
 * Sends a changing call once, if its leave holds when its connection is open: looked at immediately before the bytes are
 * written. `fetch` and the SDKs hand the bytes over first and open the connection then; however long that took, or this
 * process was stopped meanwhile, they would go out.
 *
 * @throws what `leave.check` throws, and nothing was sent; else what `node:http` does, and it may have been
 * @see https://nodejs.org/docs/latest-v20.x/api/http.html#event-socket
 */
export async function sendChange({ url, body, ...options }: ChangingCall, leave: Leave): Promise<Response> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.startsWith("https:") ? requestSafely : requestPlainly)(url, options, resolve);
    request.on("error", reject);
    request.once("socket", (socket) => {
      const send = (): void => {
        try {
          leave.check();
          request.end(body);
        } catch (refused) {
          reject(refused);
          request.destroy();
        }
      };
      // A connection kept from an earlier call is open; a new one says when it is.
      if (request.reusedSocket) send();
      else socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", send);
    });
  });
  const content = await text(answer);
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
  // Without content there must be no body: some statuses cannot have one.
  return new Response(content === "" ? null : content, { status: answer.statusCode ?? 0, headers });
}
