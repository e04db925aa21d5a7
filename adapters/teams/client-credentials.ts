import { z } from "zod";
import type { TeamsConfig } from "../../src/config/teams.ts";
import { TeamsCallFailed } from "./call-failed.ts";
import { fetchOnce } from "./one-attempt.ts";
import type { AskForToken } from "./token-source.ts";

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/**
 * Tokens by client credentials. The SDK's own way goes through a library that is no longer maintained, refuses an http
 * address, and tries again by itself.
 *
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-1-request-an-access-token-from-the-microsoft-entra-id-account-login-service
 */
export function byPassword(config: TeamsConfig, password: string): AskForToken {
  const { loginEndpoint, tenantId, appId, oauthScope } = config;
  return async () => {
    const answer = await fetchOnce("token", `${loginEndpoint.replace(/\/$/, "")}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: password,
        scope: `${oauthScope}/.default`,
      }),
    });
    const { data } = answerSchema.safeParse(answer.json);
    if (!data) throw new TeamsCallFailed({ stage: "token", status: answer.status });
    return { token: data.access_token, expiresAt: Date.now() + data.expires_in * 1000 };
  };
}
