import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import type { TeamsConfig } from "../../src/config/teams.ts";
import { byPassword } from "./client-credentials.ts";
import { byManagedIdentity } from "./managed-identity.ts";
import { TokenSource } from "./token-source.ts";

type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
type Credentials = Awaited<ReturnType<CredentialsFactory["createCredentials"]>>;

/** Where the bot's tokens come from; undefined where it shows nobody who it is. */
export function tokensOf(config: TeamsConfig): TokenSource | undefined {
  const { identity } = config;
  switch (identity.kind) {
    case "password":
      return new TokenSource(byPassword(config, identity.password.reveal()));
    case "managed-identity":
      return new TokenSource(byManagedIdentity(config));
    case "nobody":
      return undefined;
  }
}

/** How the SDK signs what it sends. */
export function sdkCredentials({ appId }: TeamsConfig, tokens: TokenSource | undefined): CredentialsFactory {
  return always(appId, tokens ? bearer(tokens) : { signRequest: (request) => Promise.resolve(request) });
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
