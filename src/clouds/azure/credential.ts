import { AsyncLocalStorage } from "node:async_hooks";
import type { HttpClient } from "@azure/core-rest-pipeline";
import { ClientSecretCredential, DefaultAzureCredential, type TokenCredential } from "@azure/identity";
import type { InterconnectError } from "../../domain/errors.ts";
import type { TransportOptions } from "../transport.ts";
import type { ArmCall } from "./arm-call.ts";
import { toAzureError } from "./azure-errors.ts";
import { isLoopback, loopbackTransport } from "./loopback-transport.ts";
import { sendOnce } from "./one-attempt.ts";

/** Who the bot is to Azure. `ambient` is whatever the machine offers: workload federation, managed identity, `az login`. */
export type AzureCredentialSettings =
  | { readonly kind: "client-secret"; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: "ambient"; readonly clientId?: string };

export interface CredentialOptions {
  readonly settings: AzureCredentialSettings;
  readonly tenantId: string;
  /** Microsoft Entra's address; absent: the public cloud's. */
  readonly authorityHost?: string;
  readonly inner: HttpClient;
  readonly transport: TransportOptions;
}

const publicAuthority = "https://login.microsoftonline.com";

const tokenCall: ArmCall = {
  method: "POST",
  path: "/oauth2/v2.0/token",
  mutating: false,
  operation: "oauth2/v2.0/token",
  what: "get an access token",
};

/** The bot's credential. Its failures are ours: refused is `blocked`, unreachable is `transient`. */
export function createCredential(options: CredentialOptions): TokenCredential {
  const failed = new AsyncLocalStorage<{ error?: InterconnectError }>();
  const credential = sdkCredential(
    options,
    tokenTransport(options, (error) => Object.assign(failed.getStore() ?? {}, { error })),
  );
  return {
    async getToken(scopes, tokenOptions) {
      const seen: { error?: InterconnectError } = {};
      try {
        return await failed.run(seen, () => credential.getToken(scopes, tokenOptions));
      } catch (thrown) {
        // The identity library turns every failure into "authentication required"; what really happened was seen below.
        throw seen.error ?? toAzureError(thrown, tokenCall);
      }
    },
  };
}

function sdkCredential(
  { settings, tenantId, authorityHost }: CredentialOptions,
  httpClient: HttpClient,
): TokenCredential {
  const local = authorityHost !== undefined && isLoopback(authorityHost);
  const common = {
    httpClient,
    retryOptions: { maxRetries: 0 },
    // Always given: left out, the library would read AZURE_AUTHORITY_HOST itself and refuse an http address.
    authorityHost: local ? publicAuthority : (authorityHost ?? publicAuthority),
    disableInstanceDiscovery: local,
  };
  if (settings.kind === "client-secret") {
    return new ClientSecretCredential(tenantId, settings.clientId, settings.clientSecret, common);
  }
  return new DefaultAzureCredential({
    ...common,
    tenantId,
    ...(settings.clientId !== undefined && { managedIdentityClientId: settings.clientId }),
  });
}

/** Like the way of ARM calls, but to wherever tokens come from, and with no budget: tokens are cached for an hour. */
function tokenTransport(
  { authorityHost, inner, transport }: CredentialOptions,
  onFailure: (error: InterconnectError) => void,
): HttpClient {
  const target =
    authorityHost !== undefined && isLoopback(authorityHost) ? loopbackTransport(inner, authorityHost) : inner;
  return {
    async sendRequest(request) {
      try {
        const call = { ...tokenCall, method: request.method, path: new URL(request.url).pathname };
        const response = await sendOnce(target, request, call, transport);
        // Kept from the identity library, which would refuse for a minute to ask again.
        if (response.status === 429 || response.status >= 500) throw toAzureError({ response }, call);
        return response;
      } catch (thrown) {
        const error = toAzureError(thrown, tokenCall);
        onFailure(error);
        throw error;
      }
    },
  };
}
