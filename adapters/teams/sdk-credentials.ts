import { type ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from "botbuilder";
import type { TeamsConfig } from "../../src/config/teams.ts";
import type { TokenSource } from "./token-source.ts";

type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
type Credentials = Awaited<ReturnType<CredentialsFactory["createCredentials"]>>;

/** How the SDK signs what it sends. A managed identity is the SDK's own affair. */
export function sdkCredentials(
  { identity, appId, tenantId }: TeamsConfig,
  tokens: TokenSource | undefined,
): CredentialsFactory {
  switch (identity.kind) {
    case "managed-identity":
      return new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppType: "UserAssignedMsi",
        MicrosoftAppId: appId,
        MicrosoftAppTenantId: tenantId,
      });
    case "password":
    case "nobody":
      return always(appId, tokens ? bearer(tokens) : { signRequest: (request) => Promise.resolve(request) });
  }
}

function bearer(source: TokenSource): Credentials {
  return {
    async signRequest(request) {
      request.headers.set("authorization", `Bearer ${await source.token()}`);
      return request;
    },
  };
}

function always(appId: string, credentials: Credentials): CredentialsFactory {
  return {
    isValidAppId: (wanted) => Promise.resolve(wanted === appId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () => Promise.resolve(credentials),
  };
}
