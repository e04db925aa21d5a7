import { eventually } from "../../../support/eventually.ts";
import { cardActivity, textBlock, useWireBot } from "./wire-bot.ts";

const NET = "net-interconnects";

describe("the control API of the Teams simulator", () => {
  const bot = useWireBot();
  const get = async (path: string): Promise<unknown> => (await fetch(`${bot().teams.origin}/_sim${path}`)).json();
  const post = async (path: string, body: object) => {
    const response = await fetch(`${bot().teams.origin}/_sim${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  test("people act and see by JSON, and a stranger can read it", async () => {
    await post("/teams/act", { act: "mention", who: "dana", where: NET, text: "status" });
    const actions = [{ type: "Action.Execute", title: "Verify", verb: "verify" }];
    const on = await bot().posts(cardActivity([textBlock("**erp** is up")], { actions }));
    const pressed = { act: "press", who: "sam", on, action: "verify" };
    expect(await post("/teams/act", pressed)).toMatchObject({ status: 200, body: { answer: { kind: "failed" } } });
    expect(await get("/teams/seen?by=sam")).toMatchObject({
      person: { name: "sam" },
      conversations: expect.arrayContaining([
        expect.objectContaining({
          conversation: expect.objectContaining({ name: NET, team: "Network" }),
          messages: [expect.objectContaining({ edits: 0 }), expect.objectContaining({ onlyHere: false })],
        }),
      ]),
    });
    const read = await fetch(`${bot().teams.origin}/_sim/teams/transcript?conversation=${NET}&times=none`);
    expect(await read.text()).toBe(
      [NET, "Dana Reyes\n  @Interconnect status", "Interconnect\n  erp is up\n  [Verify]"].join("\n\n"),
    );
    expect(await get("/teams/ledger")).toMatchObject({ counts: { posts: 1 }, deliveries: [{}, {}] });
  });

  test.each([
    { name: "an unknown act", told: { act: "shout", who: "dana" } },
    { name: "an unknown person", told: { act: "chat", who: "nobody", text: "x" } },
    {
      name: "a message that is not there",
      told: { act: "press", who: "dana", on: { conversation: NET, id: "1" }, action: "x" },
    },
  ])("refuses $name", async ({ told }) => {
    expect(await post("/teams/act", told)).toEqual({ status: 400, body: { error: expect.any(String) } });
  });

  test("says with which environment a product reaches it", () => {
    const { env, origin } = bot().teams;
    expect(env).toEqual({
      TEAMS_APP_ID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      TEAMS_APP_TYPE: "SingleTenant",
      TEAMS_APP_TENANT_ID: bot().teams.tenant.id,
      TEAMS_APP_PASSWORD: expect.any(String),
      TEAMS_LOGIN_ENDPOINT: origin,
      TEAMS_OPENID_METADATA: `${origin}/v1/.well-known/openidconfiguration`,
      TEAMS_SERVICE_URLS: `${origin}/`,
    });
  });

  test("adds people and conversations, blocks the bot, and goes away for a while", async () => {
    const zoe = {
      id: "29:1zoe",
      aadObjectId: "0b1ec700-0000-4000-8000-000000000099",
      name: "zoe",
      displayName: "Zoe Lake",
      email: "zoe@contoso.example",
      tenantId: bot().teams.tenant.id,
    };
    const chat = { id: "19:new@thread.v2", kind: "groupChat", name: "new", members: [zoe.id] };
    expect(await post("/seed/teams", { people: [zoe], conversations: [chat] })).toMatchObject({ body: { added: 2 } });
    const said = await post("/teams/act", { act: "mention", who: "zoe", where: "new", text: "help" });
    const delivery = bot().teams.ledger().deliveries[0]?.id;
    expect(said).toMatchObject({ status: 200 });
    expect(await post("/teams/repeat", { delivery })).toMatchObject({ body: { status: 200 } });
    expect(await post("/teams/bot", { active: false })).toMatchObject({ body: { active: false } });
    const hello = { type: "message", text: "hello" };
    expect(await bot().sends(hello, "19:new@thread.v2")).toMatchObject({ status: 403 });
    await post("/teams/bot", { active: true });
    await post("/teams/down", { seconds: 0.2 });
    expect(await bot().sends(hello, "19:new@thread.v2")).toMatchObject({ status: 503 });
    await eventually(async () => (await bot().sends(hello, "19:new@thread.v2")).status === 201);
    await post("/teams/revoke", {});
    expect(await bot().sends(hello, "19:new@thread.v2")).toMatchObject({ status: 401 });
  });
});
