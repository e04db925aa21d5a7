import { createHmac, createPublicKey, sign } from "node:crypto";
import { BOT } from "../tenant/bot.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { channelKey, strangersKey } from "./keys.ts";

const ISSUER = "https://api.botframework.com";
const LIFE_S = 600;

/** What is wrong with a token that should be refused. */
export type TokenFlaw =
  | "missing"
  | "garbage"
  | "wrong-audience"
  | "wrong-issuer"
  | "expired"
  | "not-yet-valid"
  | "bad-signature"
  | "alg-none"
  | "hmac-with-public-key"
  | "unknown-key"
  | "no-key-id"
  | "wrong-service-url"
  | "no-service-url"
  | "of-entra";

type Claims = Readonly<Record<string, unknown>>;
type Header = Readonly<Record<string, unknown>>;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

const signedWith = (header: Header, claims: Claims, signature: (text: string) => string): string => {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${signature(text)}`;
};

const rs256 =
  (key: ReturnType<typeof channelKey>) =>
  (text: string): string =>
    sign("sha256", Buffer.from(text), key.privateKey).toString("base64url");

/** The claims of a token that Entra issues for the bot's own id to whoever asks in some other tenant. */
const entraClaims = (claims: Claims): Claims => {
  const tenant = "57a26e00-0000-4000-8000-000000000009";
  const { serviceurl: _url, ...rest } = claims;
  return { ...rest, iss: `https://sts.windows.net/${tenant}/`, tid: tenant, ver: "1.0", appid: BOT.appId };
};

const changedClaims: Partial<Record<TokenFlaw, (claims: Claims, nowS: number) => Claims>> = {
  "wrong-audience": (claims) => ({ ...claims, aud: "0ther000-0000-4000-8000-000000000000" }),
  "wrong-issuer": (claims) => ({ ...claims, iss: "https://api.botframework.example" }),
  expired: (claims, nowS) => ({ ...claims, nbf: nowS - 7200, iat: nowS - 7200, exp: nowS - 3600 }),
  "not-yet-valid": (claims, nowS) => ({ ...claims, nbf: nowS + 3600, exp: nowS + 7200 }),
  "wrong-service-url": (claims) => ({ ...claims, serviceurl: "https://smba.example/uk/" }),
  "no-service-url": ({ serviceurl: _url, ...claims }) => claims,
  "of-entra": entraClaims,
};

const publicPem = (): string =>
  createPublicKey(channelKey().privateKey).export({ type: "spki", format: "pem" }).toString();

/** How a token is put together when its claims are fine. */
const forged: Partial<Record<TokenFlaw, (header: Header, claims: Claims) => string>> = {
  "bad-signature": (header, claims) => signedWith(header, claims, rs256(strangersKey())),
  "alg-none": (header, claims) => signedWith({ ...header, alg: "none" }, claims, () => ""),
  "hmac-with-public-key": (header, claims) =>
    signedWith({ ...header, alg: "HS256" }, claims, (text) =>
      createHmac("sha256", publicPem()).update(text).digest("base64url"),
    ),
  "unknown-key": (header, claims) => signedWith({ ...header, kid: strangersKey().kid }, claims, rs256(strangersKey())),
  "no-key-id": ({ kid: _kid, ...header }, claims) => signedWith(header, claims, rs256(channelKey())),
};

/**
 * The Authorization header with which the channel brings an activity; undefined for none at all.
 *
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function channelAuthorization({ serviceUrl }: Tenant, flaw?: TokenFlaw): string | undefined {
  if (flaw === "missing") return undefined;
  if (flaw === "garbage") return "Bearer not.a.token";
  const nowS = Math.floor(Date.now() / 1000);
  const right = { serviceurl: serviceUrl, nbf: nowS - 5, exp: nowS + LIFE_S, iss: ISSUER, aud: BOT.appId };
  const claims = flaw && changedClaims[flaw] ? changedClaims[flaw](right, nowS) : right;
  const header = { typ: "JWT", alg: "RS256", kid: channelKey().kid, x5t: channelKey().kid };
  const make = flaw && forged[flaw];
  return `Bearer ${make ? make(header, claims) : signedWith(header, claims, rs256(channelKey()))}`;
}
