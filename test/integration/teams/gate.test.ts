import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Gate } from "../../../adapters/teams/gate.ts";
import type { TeamsConfig } from "../../../src/config/teams.ts";
import { createLog } from "../../../src/observability/log.ts";
import { type Otherwise, startIssuer, type TokenIssuer } from "./token-issuer.ts";

const appId = "b07a0000-0000-4000-8000-000000000028";
const tenantId = "c0070500-0000-4000-8000-000000000001";
const serviceUrl = "https://smba.trafficmanager.net/emea/";

const activity = {
  type: "message",
  id: "1700000000001",
  channelId: "msteams",
  serviceUrl,
  from: { id: "29:1dana", name: "Dana", aadObjectId: "0b1ec700-0000-4000-8000-000000000001" },
  recipient: { id: `28:${appId}`, name: "Interconnect" },
  conversation: { id: "a:1dana", conversationType: "personal", tenantId },
  channelData: { tenant: { id: tenantId } },
  text: "list",
};

let issuer: TokenIssuer;
let server: Server;
/** Everything that passed the gate. */
const passed: unknown[] = [];

/** A process of which nothing is left but its gate. */
async function open(otherwise: Partial<TeamsConfig> = {}): Promise<void> {
  const config: TeamsConfig = {
    appId,
    tenantId,
    identity: { kind: "nobody" },
    allowAnonymous: false,
    issuer: "https://api.botframework.com",
    openIdMetadata: issuer.openIdMetadata,
    loginEndpoint: "",
    oauthScope: "",
    serviceUrls: ["https://smba.trafficmanager.net/"],
    ...otherwise,
  };
  const gate = new Gate(config, createLog({ level: "silent" }));
  const answer = async (...[request, response]: Parameters<RequestListener>): Promise<void> => {
    const passage = await gate.pass(request);
    if (passage.kind === "passed") passed.push(passage.activity);
    response.writeHead(passage.kind === "passed" ? 200 : passage.status, { connection: "close" }).end();
  };
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

interface Sent {
  readonly token?: Otherwise;
  readonly authorization?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

async function knock({
  token = {},
  authorization,
  body = activity,
  headers = {},
  method = "POST",
}: Sent): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const shown = authorization === undefined ? `Bearer ${await issuer.token(token)}` : authorization;
  const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method,
    headers: { "content-type": "application/json", ...(shown !== null && { authorization: shown }), ...headers },
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return response.status;
}

beforeAll(async () => {
  issuer = await startIssuer({ audience: appId, serviceUrl });
});
afterAll(() => issuer.close());
beforeEach(() => {
  passed.length = 0;
});
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const otherUrl = "https://smba.trafficmanager.net/amer/";

const refusals: readonly (Sent & { readonly name: string; readonly status: number })[] = [
  { name: "no token", authorization: null, status: 401 },
  { name: "an empty token", authorization: "Bearer ", status: 401 },
  { name: "garbage for a token", authorization: "Bearer a.b.c", status: 401 },
  { name: "another scheme", authorization: "Basic ZGFuYTp4", status: 401 },
  { name: "another audience", token: { claims: { aud: "somebody-else" } }, status: 401 },
  { name: "several audiences", token: { claims: { aud: [appId, "somebody-else"] } }, status: 401 },
  { name: "no issuer", token: { claims: { iss: undefined } }, status: 401 },
  { name: "Entra as the issuer", token: { claims: { iss: `https://sts.windows.net/${tenantId}/` } }, status: 401 },
  {
    name: "an issuer that only begins alike",
    token: { claims: { iss: "https://api.botframework.com.evil" } },
    status: 401,
  },
  { name: "a token that has expired", token: { expiresIn: -400 }, status: 401 },
  { name: "a token without an end", token: { claims: { exp: undefined } }, status: 401 },
  { name: "a token of the future", token: { notBeforeIn: 600 }, status: 401 },
  { name: "a bad signature", token: { forged: true }, status: 401 },
  { name: "no signature", token: { alg: "none" }, status: 401 },
  { name: "the public key as a shared secret", token: { alg: "HS256" }, status: 401 },
  { name: "a key that nobody knows", token: { kid: "k2" }, status: 401 },
  { name: "no service URL in the token", token: { claims: { serviceurl: undefined } }, status: 401 },
  { name: "another service URL in the token", token: { claims: { serviceurl: otherUrl } }, status: 401 },
  {
    name: "a service URL that is not allowed",
    token: { claims: { serviceurl: "https://evil.example/" } },
    body: { ...activity, serviceUrl: "https://evil.example/" },
    status: 401,
  },
  {
    name: "a service URL that hides its host",
    token: { claims: { serviceurl: "https://smba.trafficmanager.net@evil.example/" } },
    body: { ...activity, serviceUrl: "https://smba.trafficmanager.net@evil.example/" },
    status: 401,
  },
  {
    name: "another tenant",
    body: { ...activity, channelData: { tenant: { id: "fab21ca0-0000-4000-8000-000000000002" } } },
    status: 401,
  },
  {
    name: "no tenant",
    body: { ...activity, channelData: undefined, conversation: { id: "a:1dana" } },
    status: 401,
  },
  { name: "an empty object", body: {}, status: 400 },
  { name: "nothing", body: "", status: 400 },
  { name: "a body that is no JSON", body: "{", status: 400 },
  { name: "a list", body: [activity], status: 400 },
  { name: "no sender", body: { ...activity, from: undefined }, status: 400 },
  { name: "a sender that is a word", body: { ...activity, from: "dana" }, status: 400 },
  { name: "another channel", body: { ...activity, channelId: "webchat" }, status: 400 },
  { name: "another type of content", headers: { "content-type": "text/plain" }, status: 400 },
  { name: "a body that is too large", body: { ...activity, text: "x".repeat(300_000) }, status: 413 },
  { name: "another method", method: "GET", status: 405 },
];

describe("the gate of Teams", () => {
  test.each(refusals)("refuses $name with $status, and hears others afterwards", async ({ status, ...sent }) => {
    await open();
    expect(await knock(sent)).toBe(status);
    expect(passed).toEqual([]);
    expect(await knock({})).toBe(200);
    expect(passed).toHaveLength(1);
  });

  test("hears the good, with a little difference between the clocks", async () => {
    await open();
    expect(await knock({ token: { expiresIn: -60 } })).toBe(200);
    expect(passed).toMatchObject([{ text: "list", from: { name: "Dana" } }]);
  });

  test("reads the keys once, and not for strangers", async () => {
    await open();
    const before = issuer.keyReads();
    await knock({ token: { claims: { iss: "https://evil.example" } } });
    expect(issuer.keyReads()).toBe(before);
    await Promise.all([knock({}), knock({}), knock({})]);
    await Promise.all(["k7", "k8", "k9"].map((kid) => knock({ token: { kid } })));
    expect(issuer.keyReads()).toBe(before + 1);
  });

  test("keys that cannot be read let nobody in, until they can", async () => {
    await open({ openIdMetadata: "http://127.0.0.1:1/openid" });
    expect(await knock({})).toBe(401);
    expect(passed).toEqual([]);
  });

  test("a key that speaks for another channel is refused", async () => {
    const other = await startIssuer({ audience: appId, serviceUrl, endorsements: ["webchat"] });
    await open({ openIdMetadata: other.openIdMetadata });
    expect(await knock({ authorization: `Bearer ${await other.token()}` })).toBe(401);
    await other.close();
  });

  test("nobody without a token is heard unless that is said, and then a bad token is still bad", async () => {
    await open({ allowAnonymous: true });
    expect(await knock({ authorization: null })).toBe(200);
    expect(await knock({ token: { forged: true } })).toBe(401);
    expect(await knock({ authorization: null, body: { ...activity, serviceUrl: "https://evil.example/" } })).toBe(401);
  });
});
