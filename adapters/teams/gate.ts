import type { IncomingMessage } from "node:http";
import type { TeamsConfig } from "../../src/config/teams.ts";
import type { Log } from "../../src/observability/log.ts";
import { activitySchema, type TeamsActivity, tenantOf } from "./activity.ts";
import { bodyLimitBytes } from "./limits.ts";
import { isServiceUrl, sameServiceUrl } from "./service-url.ts";
import { TokenCheck, type TokenClaims } from "./token.ts";

/** An activity that may be acted on, or the status with which the request is refused. */
export type Passage =
  | { readonly kind: "passed"; readonly activity: TeamsActivity }
  | { readonly kind: "refused"; readonly status: 400 | 401 | 405 | 413; readonly why: string };

type Refusal = Extract<Passage, { kind: "refused" }>;

/**
 * Decides who is heard before anything else sees a request; the SDK behind it lets tokens of other issuers and tenants
 * in, answers some bad ones with 500 and ends the process on others. Never throws: every failure of authentication is
 * a 401, everything malformed a 400.
 *
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export class Gate {
  private readonly config: TeamsConfig;
  private readonly tokens: TokenCheck;
  private readonly log: Log;

  constructor(config: TeamsConfig, log: Log) {
    const { issuer, appId, openIdMetadata } = config;
    this.config = config;
    this.tokens = new TokenCheck({ issuer, audience: appId, openIdMetadata });
    this.log = log;
  }

  async pass(request: IncomingMessage): Promise<Passage> {
    const passage = await this.judge(request);
    if (passage.kind === "refused") this.log.warn({ status: passage.status, why: passage.why }, "not heard from Teams");
    return passage;
  }

  private async judge(request: IncomingMessage): Promise<Passage> {
    const unfit = unfitOf(request);
    if (unfit) return unfit;
    // Nothing of the body is read for somebody who is not known.
    const claims = await this.claimsOf(request);
    if (claims === "unknown") return refused(401, "no good token");
    const body = await bodyOf(request);
    if (body === "too large") return refused(413, "a body that is too large");
    const activity = activityOf(body);
    if (activity === undefined) return refused(400, "a body that is no activity of Teams");
    const strange = this.strangeness(activity, claims);
    return strange === undefined ? { kind: "passed", activity } : refused(401, strange);
  }

  /** `anonymous` where that is allowed and no token was sent. */
  private async claimsOf({ headers }: IncomingMessage): Promise<TokenClaims | "anonymous" | "unknown"> {
    const { authorization } = headers;
    if (authorization === undefined && this.config.allowAnonymous) return "anonymous";
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) return "unknown";
    try {
      return await this.tokens.verify(token);
    } catch (err) {
      this.log.warn({ err }, "a token was not taken");
      return "unknown";
    }
  }

  private strangeness(activity: TeamsActivity, claims: TokenClaims | "anonymous"): string | undefined {
    const { serviceUrl, channelId } = activity;
    if (!isServiceUrl(serviceUrl, this.config.serviceUrls)) return "a service URL that is not allowed";
    if (tenantOf(activity) !== this.config.tenantId) return "another tenant";
    if (claims === "anonymous") return undefined;
    if (claims.serviceUrl === undefined || !sameServiceUrl(claims.serviceUrl, serviceUrl))
      return "another service URL than the token's";
    const { endorsements } = claims;
    if (endorsements.length > 0 && !endorsements.includes(channelId)) return "a key that does not speak for Teams";
    return undefined;
  }
}

/** What can be told from the headers. */
function unfitOf({ method, headers }: IncomingMessage): Refusal | undefined {
  if (method !== "POST") return refused(405, "another method");
  if (Number(headers["content-length"] ?? 0) > bodyLimitBytes) return refused(413, "a body that is too large");
  const type = headers["content-type"] ?? "";
  return /^application\/json\b/i.test(type) ? undefined : refused(400, "a body that is not JSON");
}

/** The whole body; undefined when the sender went away. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | "too large" | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > bodyLimitBytes) return "too large";
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function activityOf(body: Buffer | undefined): TeamsActivity | undefined {
  try {
    return activitySchema.safeParse(JSON.parse(body?.toString("utf8") ?? "")).data;
  } catch {
    return undefined;
  }
}

function refused(status: Refusal["status"], why: string): Refusal {
  return { kind: "refused", status, why };
}
