import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { TeamsCallFailed } from "./call-failed.ts";
import { fetchOnce } from "./one-attempt.ts";
import { isServiceUrl } from "./service-url.ts";
import { statusOf } from "./teams-errors.ts";

type ClientOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ClientOptions["httpClient"]>;
type Headers = Parameters<HttpClient["sendRequest"]>[0]["headers"];

/**
 * How the SDK sends: one attempt, to an allowed address only. What fails is thrown as an error of ours, which the
 * SDK's own retries do not know and so let through; they would hide lost answers, and post twice.
 */
export function sdkTransport(serviceUrls: readonly string[], onTokenRefused: () => void): HttpClient {
  return {
    async sendRequest(request) {
      if (!isServiceUrl(request.url, serviceUrls)) throw new TeamsCallFailed({ stage: "connector", neverSent: true });
      const body: unknown = request.body;
      const answer = await fetchOnce("connector", request.url, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        ...(typeof body === "string" && { body }),
      }).catch((thrown: unknown) => {
        if (statusOf(thrown) === 401) onTokenRefused();
        throw thrown;
      });
      return { request, status: answer.status, headers: sdkHeaders(request.headers, answer), bodyAsText: answer.text };
    },
  };
}

/** Headers of an answer in the SDK's own class, which it exports nowhere. */
function sdkHeaders(like: Headers, { headers }: { readonly headers: globalThis.Headers }): Headers {
  const own = like.clone();
  for (const name of own.headerNames()) own.remove(name);
  headers.forEach((value, name) => own.set(name, value));
  return own;
}
