import { AsyncLocalStorage } from "node:async_hooks";
import { createHttpHeaders, type HttpClient } from "@azure/core-rest-pipeline";
import { ManagedIdentityCredential } from "@azure/identity";
import { within } from "../../src/chat/within.ts";
import type { TeamsConfig } from "../../src/config/teams.ts";
import { TeamsCallFailed } from "./call-failed.ts";
import { timesMs } from "./limits.ts";
import { fetchOnce } from "./one-attempt.ts";
import type { AskForToken } from "./token-source.ts";

/**
 * Tokens of the managed identity that the bot's app is, from wherever the machine offers them. The SDK's own way takes
 * any identity that it finds first, such as the one that the same process has for Azure itself.
 *
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export function byManagedIdentity({ appId, oauthScope }: TeamsConfig): AskForToken {
  const credential = new ManagedIdentityCredential({ clientId: appId, retryOptions: { maxRetries: 0 }, httpClient });
  return () =>
    asking.run({}, async () => {
      try {
        const { token, expiresOnTimestamp } = await within(timesMs.call, credential.getToken(`${oauthScope}/.default`));
        return { token, expiresAt: expiresOnTimestamp };
      } catch (thrown) {
        // The identity library makes one error of all failures; what really happened was seen below.
        throw asking.getStore()?.failure ?? new TeamsCallFailed({ stage: "token" }, thrown);
      }
    });
}

/** What went wrong for whoever asks: the library uses the client of the first credential for all of a process. */
const asking = new AsyncLocalStorage<{ failure?: TeamsCallFailed }>();

/** One attempt. */
const httpClient: HttpClient = {
  async sendRequest(request) {
    const { method, url, body } = request;
    const answer = await fetchOnce("token", url, {
      method,
      headers: request.headers.toJSON(),
      ...(typeof body === "string" && { body }),
    }).catch((failure: unknown) => {
      if (failure instanceof TeamsCallFailed) Object.assign(asking.getStore() ?? {}, { failure });
      throw failure;
    });
    const headers = createHttpHeaders(Object.fromEntries(answer.headers));
    return { request, status: answer.status, headers, bodyAsText: answer.text };
  },
};
