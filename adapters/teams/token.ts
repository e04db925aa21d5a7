import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from "jose";
import { clockToleranceS, timesMs } from "./limits.ts";

/** Whom the bot believes. */
export interface TokenRules {
  readonly issuer: string;
  /** Our own app id. */
  readonly audience: string;
  /** Where the issuer's keys are found, as OpenID Connect describes it. */
  readonly openIdMetadata: string;
}

/** What a good token says. */
export interface TokenClaims {
  /** The service that speaks; an activity must name the same. */
  readonly serviceUrl: string | undefined;
  /** Channels that the signing key may speak for; empty when it says nothing about that. */
  readonly endorsements: readonly string[];
}

/** The Bot Framework signs with RSA only; everything else, `none` and shared secrets above all, is refused. */
const algorithms = ["RS256", "RS384", "RS512"];

/** Checks the Bot Framework's tokens against its published keys, which are read when they are first needed. */
export class TokenCheck {
  private readonly rules: TokenRules;
  private keys: Promise<RemoteJWKSet> | undefined;

  constructor(rules: TokenRules) {
    this.rules = rules;
  }

  /** @throws Error for every token that is not good, and when the keys cannot be read */
  async verify(token: string): Promise<TokenClaims> {
    const { issuer, audience } = this.rules;
    // Told without any key: a stranger's token costs no reading of keys.
    const { iss, aud } = decodeJwt(token);
    if (iss !== issuer || aud !== audience) throw new errors.JWTInvalid("not from the issuer, or not for this bot");
    const keys = await this.readKeys();
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      clockTolerance: clockToleranceS,
      requiredClaims: ["exp", "iss", "aud"],
    });
    return { serviceUrl: serviceUrlOf(payload), endorsements: endorsementsOf(keys, protectedHeader.kid) };
  }

  private async readKeys(): Promise<RemoteJWKSet> {
    this.keys ??= findKeys(this.rules.openIdMetadata);
    try {
      return await this.keys;
    } catch (thrown) {
      this.keys = undefined;
      throw thrown;
    }
  }
}

async function findKeys(openIdMetadata: string): Promise<RemoteJWKSet> {
  const answer = await fetch(openIdMetadata, { redirect: "error", signal: AbortSignal.timeout(timesMs.call) });
  const said: unknown = await answer.json();
  const uri = typeof said === "object" && said !== null && "jwks_uri" in said ? said.jwks_uri : undefined;
  if (typeof uri !== "string" || !URL.canParse(uri)) throw new errors.JWKSInvalid("the metadata names no keys");
  const { protocol } = new URL(uri);
  if (protocol !== new URL(openIdMetadata).protocol) throw new errors.JWKSInvalid("the keys are not read securely");
  return createRemoteJWKSet(new URL(uri), {
    cacheMaxAge: timesMs.keysKept,
    cooldownDuration: timesMs.keysAgain,
    timeoutDuration: timesMs.call,
  });
}

/** The claim's name is written in two ways. */
function serviceUrlOf(payload: JWTPayload): string | undefined {
  const claim = payload["serviceurl"] ?? payload["serviceUrl"];
  return typeof claim === "string" ? claim : undefined;
}

function endorsementsOf(keys: RemoteJWKSet, kid: string | undefined): readonly string[] {
  const key = keys.jwks()?.keys.find((one) => one.kid === kid);
  return key && "endorsements" in key && Array.isArray(key.endorsements) ? key.endorsements.map(String) : [];
}
