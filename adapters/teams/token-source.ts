import { z } from "zod";
import type { TeamsConfig } from "../../src/config/teams.ts";
import { TeamsCallFailed } from "./call-failed.ts";
import { timesMs } from "./limits.ts";
import { fetchOnce } from "./one-attempt.ts";

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** A token is renewed when this much of its time is left. */
const renewBeforeMs = 5 * 60_000;

/**
 * The bot's own tokens, by client credentials. The SDK's own way goes through a library that is no longer maintained,
 * refuses an http address, and tries again by itself.
 *
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-1-request-an-access-token-from-the-microsoft-entra-id-account-login-service
 */
export class TokenSource {
  private readonly config: TeamsConfig;
  private readonly password: string;
  private current: { readonly token: Promise<string>; renewAt: number } | undefined;

  constructor(config: TeamsConfig, password: string) {
    this.config = config;
    this.password = password;
  }

  /** @throws TeamsCallFailed at stage `token` */
  token(): Promise<string> {
    if (this.current && Date.now() < this.current.renewAt) return this.current.token;
    // Everybody who asks meanwhile waits for the same answer.
    const next = {
      token: this.request((renewAt) => Object.assign(next, { renewAt })),
      renewAt: Date.now() + timesMs.call,
    };
    this.current = next;
    next.token.catch(() => {
      if (this.current === next) this.current = undefined;
    });
    return next.token;
  }

  /** The token in use was refused: the next one is a new one. */
  forget(): void {
    this.current = undefined;
  }

  private async request(renewAt: (at: number) => void): Promise<string> {
    const { loginEndpoint, tenantId, appId, oauthScope } = this.config;
    const answer = await fetchOnce("token", `${loginEndpoint.replace(/\/$/, "")}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: this.password,
        scope: `${oauthScope}/.default`,
      }),
    });
    const { data } = answerSchema.safeParse(answer.json);
    if (!data) throw new TeamsCallFailed({ stage: "token", status: answer.status });
    renewAt(Date.now() + Math.max(timesMs.call, data.expires_in * 1000 - renewBeforeMs));
    return data.access_token;
  }
}
