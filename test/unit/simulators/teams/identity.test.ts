import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { at, isObject, type Json, listAt, numberAt, parseJson, textAt } from "../../../simulators/kit/json.ts";
import type { TokenFlaw } from "../../../simulators/teams/identity/tokens.ts";
import { BOT } from "../../../simulators/teams/tenant/bot.ts";
import { useWireBot, type WireBot } from "./wire-bot.ts";

const decoded = (part: string | undefined) => parseJson(Buffer.from(part ?? "", "base64url").toString());

async function publishedKeys({ teams }: WireBot): Promise<readonly Json[]> {
  const metadata: unknown = await (await fetch(teams.env["TEAMS_OPENID_METADATA"] ?? "")).json();
  return listAt(await (await fetch(textAt(metadata, "jwks_uri") ?? "")).json(), "keys");
}

/** What is wrong with a token's claims. */
function claimsFlaw({ teams }: WireBot, said: unknown): string | undefined {
  const nowS = Date.now() / 1000;
  if (nowS > (numberAt(said, "exp") ?? 0) || nowS < (numberAt(said, "nbf") ?? 0)) return "time";
  if (textAt(said, "iss") !== "https://api.botframework.com") return "issuer";
  if (textAt(said, "aud") !== BOT.appId) return "audience";
  return textAt(said, "serviceurl") === teams.tenant.serviceUrl ? undefined : "service URL";
}

/** Judges a token as a bot must. */
async function judge(bot: WireBot, authorization: string | undefined): Promise<string> {
  if (authorization === undefined) return "none";
  const [head, claims, signature = ""] = authorization.replace("Bearer ", "").split(".");
  const header = decoded(head);
  if (textAt(header, "alg") !== "RS256") return "algorithm";
  const key = (await publishedKeys(bot)).find((one) => textAt(one, "kid") === textAt(header, "kid"));
  if (!isObject(key)) return "key";
  const publicKey = createPublicKey({ key: key as JsonWebKey, format: "jwk" });
  const isSigned = verify("sha256", Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, "base64url"));
  return isSigned ? (claimsFlaw(bot, decoded(claims)) ?? "good") : "signature";
}

describe("the sign-in of the Teams simulator", () => {
  const bot = useWireBot();

  test("gives a token for the bot's password, and the connector takes no other", async () => {
    const { status, body } = await bot().signIn();
    expect({ status, type: textAt(body, "token_type") }).toEqual({ status: 200, type: "Bearer" });
    const conversations = "v3/teams/19:network@thread.tacv2/conversations";
    const good = `Bearer ${textAt(body, "access_token")}`;
    expect(await bot().call("GET", conversations, undefined, good)).toMatchObject({ status: 200 });
    const bad = await bot().call("GET", conversations, undefined, "Bearer made-up");
    expect(bad).toMatchObject({ status: 401, body: { error: { code: "Unauthorized" } } });
    bot().teams.revokeTokens();
    expect(await bot().call("GET", conversations, undefined, good)).toMatchObject({ status: 401 });
  });

  test.each([
    { name: "another password", changes: { client_secret: "guess" }, status: 401, error: "invalid_client" },
    { name: "another app", changes: { client_id: "x" }, status: 400, error: "unauthorized_client" },
    { name: "another scope", changes: { scope: "https://graph" }, status: 400, error: "invalid_scope" },
    { name: "a person's grant", changes: { grant_type: "password" }, status: 400, error: "unsupported_grant_type" },
  ])("refuses $name", async ({ changes, status, error }) => {
    expect(await bot().signIn(changes)).toMatchObject({ status, body: { error } });
  });

  test("refuses another tenant", async () => {
    expect(await bot().signIn({}, "common")).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test.each<{ flaw: TokenFlaw | undefined; verdict: string }>([
    { flaw: undefined, verdict: "good" },
    { flaw: "missing", verdict: "none" },
    { flaw: "garbage", verdict: "algorithm" },
    { flaw: "alg-none", verdict: "algorithm" },
    { flaw: "hmac-with-public-key", verdict: "algorithm" },
    { flaw: "unknown-key", verdict: "key" },
    { flaw: "no-key-id", verdict: "key" },
    { flaw: "bad-signature", verdict: "signature" },
    { flaw: "expired", verdict: "time" },
    { flaw: "not-yet-valid", verdict: "time" },
    { flaw: "wrong-issuer", verdict: "issuer" },
    { flaw: "of-entra", verdict: "issuer" },
    { flaw: "wrong-audience", verdict: "audience" },
    { flaw: "wrong-service-url", verdict: "service URL" },
    { flaw: "no-service-url", verdict: "service URL" },
  ])("brings an activity with a token of flaw $flaw", async ({ flaw, verdict }) => {
    await bot().teams.player.chat({ who: "dana", text: "help" }, { token: flaw });
    expect(await judge(bot(), bot().authorizations[0])).toBe(verdict);
  });

  test("publishes a key that speaks for Teams only", async () => {
    const keys: unknown = await (await fetch(`${bot().teams.origin}/v1/.well-known/keys`)).json();
    expect(listAt(keys, "keys").map((key) => at(key, "endorsements"))).toEqual([["msteams"]]);
  });
});
