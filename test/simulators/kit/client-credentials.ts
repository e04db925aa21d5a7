import { randomUUID } from "node:crypto";
import type { Route, SimReply, SimRequest } from "./routes.ts";

/** An application that may ask for tokens, and where it is registered. */
export interface Client {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The only scope it may ask for; any when left out. */
  readonly scope?: string;
}

const TOKEN_LIFE_SECONDS = 3599;

const refusal = (status: number, error: string, number: number, text: string): SimReply => ({
  status,
  body: {
    error,
    error_description: `AADSTS${number}: ${text}`,
    error_codes: [number],
    timestamp: new Date().toISOString(),
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  },
});

/** Bearer tokens for client credentials, as the Microsoft identity platform gives them. On wall time. */
export class ClientCredentials {
  private readonly client: Client;
  private readonly tokens = new Map<string, number>();

  constructor(client: Client) {
    this.client = client;
  }

  routes(): readonly Route[] {
    return [{ method: "POST", path: "/:tenant/oauth2/v2.0/token", handler: (request) => this.token(request) }];
  }

  /** Ends every token that was given out, as after a rotation of the client. */
  revokeAll(): void {
    this.tokens.clear();
  }

  /** What is to be said of the token that a request carries. */
  stateOf(request: SimRequest): "missing" | "unknown" | "expired" | "good" {
    const authorization = request.headers["authorization"];
    if (authorization === undefined) return "missing";
    const expires = this.tokens.get(authorization.replace(/^Bearer /, ""));
    if (expires === undefined) return "unknown";
    return expires > Date.now() ? "good" : "expired";
  }

  private token(request: SimRequest): SimReply {
    const form = new URLSearchParams(request.text);
    const refused = this.problem(request.param("tenant"), form);
    if (refused) return refused;
    const token = `simulated.${randomUUID()}.token`;
    this.tokens.set(token, Date.now() + TOKEN_LIFE_SECONDS * 1000);
    return {
      status: 200,
      body: {
        token_type: "Bearer",
        expires_in: TOKEN_LIFE_SECONDS,
        ext_expires_in: TOKEN_LIFE_SECONDS,
        access_token: token,
      },
    };
  }

  private problem(tenant: string, form: URLSearchParams): SimReply | undefined {
    const { tenantId, clientId, clientSecret, scope } = this.client;
    if (tenant !== tenantId) return refusal(400, "invalid_request", 90002, "Tenant not found.");
    if (form.get("grant_type") !== "client_credentials")
      return refusal(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
    if (form.get("client_id") !== clientId)
      return refusal(400, "unauthorized_client", 700016, "Application was not found in the directory.");
    if (form.get("client_secret") !== clientSecret)
      return refusal(401, "invalid_client", 7000215, "Invalid client secret provided.");
    if (scope !== undefined && !form.get("scope")?.split(" ").includes(scope))
      return refusal(400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.");
    return undefined;
  }
}
