import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { word } from "../../../src/chat/card.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";

const net = "19:netinterconnects@thread.tacv2";
const header = "only-this-process-knows-it";

/** A request for a token, as the endpoint of Azure's App Service gets it. */
interface Asked {
  readonly query: Readonly<Record<string, string>>;
  readonly header: string | string[] | undefined;
}

describe("as a managed identity of Azure", () => {
  let it: TeamsWorld;
  let endpoint: Server;
  let answer: (asked: Asked) => Promise<{ readonly status: number; readonly body: object }>;
  const asked: Asked[] = [];
  const before = { ...process.env };

  beforeAll(async () => {
    endpoint = createServer((request, response) => {
      const one = askedBy(request);
      asked.push(one);
      void answer(one).then(({ status, body }) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
      );
    });
    await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
    const { port } = endpoint.address() as AddressInfo;
    Object.assign(process.env, {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER: header,
      // What the same process may have for Azure is another identity, with other rights.
      AZURE_TENANT_ID: "00000000-0000-4000-8000-00000000000a",
      AZURE_CLIENT_ID: "00000000-0000-4000-8000-00000000000b",
      AZURE_CLIENT_SECRET: "of-the-identity-for-azure",
    });
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await new Promise((resolve) => endpoint.close(resolve));
  });
  beforeEach(() => {
    asked.length = 0;
  });
  afterEach(() => it.close());

  /** @param appId the identity library keeps tokens for a whole process, so each test has an identity of its own */
  const start = async (appId?: string): Promise<void> => {
    it = await startTeamsWorld({
      identity: (config) => ({ appId: appId ?? config.appId, identity: { kind: "managed-identity" } }),
    });
    const { env, tenant } = it.teams;
    await it.book.keep("teams", {
      id: net,
      kind: "channel",
      serviceUrl: `${env["TEAMS_SERVICE_URLS"]}uk/${tenant.id}/`,
    });
  };
  const post = () =>
    it.poster.post({ platform: "teams", channel: net }, { id: "m", card: word("erp"), alsoInChannel: false });

  test("the bot writes with the token of the identity that its app is, and asks for it once", async () => {
    await start();
    answer = async () => ({ status: 200, body: await tokenOfTheBot(it) });
    expect(await Promise.all([post(), post()])).toMatchObject([{ kind: "sent" }, { kind: "sent" }]);
    expect(await post()).toMatchObject({ kind: "sent" });
    const query = { client_id: it.teams.env["TEAMS_APP_ID"], resource: "https://api.botframework.com" };
    expect(asked).toEqual([{ query: expect.objectContaining(query), header }]);
  });

  test.each([
    {
      what: "refused",
      status: 400,
      body: { error: "invalid_request", error_description: "Identity not found" },
      why: "Microsoft does not accept the bot's app id, secret or managed identity (invalid_request).",
    },
    { what: "away", status: 503, body: {}, why: "Microsoft's sign-in could not be reached." },
    { what: "unreadable", status: 200, body: {}, why: "Microsoft's sign-in could not be reached." },
  ])("nothing is sent, and so nothing twice, while the identity is $what", async ({ what, status, body, why }) => {
    await start(`app-${what}`);
    answer = () => Promise.resolve({ status, body });
    expect(await post()).toMatchObject({ kind: "retry", why });
    expect(asked).toHaveLength(1);
    expect(it.teams.tenant.messages.visible(net)).toEqual([]);
  });
});

function askedBy({ url, headers }: IncomingMessage): Asked {
  const { searchParams } = new URL(url ?? "", "http://identity");
  return { query: Object.fromEntries(searchParams) as Record<string, string>, header: headers["x-identity-header"] };
}

/** A token that the simulated Teams knows, in the shape of the identity endpoint. */
async function tokenOfTheBot({ teams: { env } }: TeamsWorld): Promise<object> {
  const answer = await fetch(`${env["TEAMS_LOGIN_ENDPOINT"]}/${env["TEAMS_APP_TENANT_ID"]}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: env["TEAMS_APP_ID"] ?? "",
      client_secret: env["TEAMS_APP_PASSWORD"] ?? "",
      scope: "https://api.botframework.com/.default",
    }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  const day = 24 * 60 * 60;
  return { access_token, token_type: "Bearer", expires_on: String(Math.floor(Date.now() / 1000) + day) };
}
