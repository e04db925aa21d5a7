import { WebClient } from "@slack/web-api";
import { eventually } from "../../../support/eventually.ts";
import { type ConnectedApp, httpApp, quickSlack, quiet } from "./bolt-app.ts";
import { talkative } from "./conversation.ts";

describe("the control API of the Slack simulator", () => {
  let connected: ConnectedApp;
  beforeEach(async () => {
    connected = await httpApp(talkative);
  });
  afterEach(() => connected.close());

  const get = async (path: string): Promise<unknown> => (await fetch(`${connected.slack.origin}${path}`)).json();
  const post = async (path: string, body: object) => {
    const response = await fetch(`${connected.slack.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const client = () =>
    new WebClient(connected.slack.workspace.app.botToken, {
      slackApiUrl: connected.slack.url,
      retryConfig: { retries: 0 },
      logger: quiet,
    });

  test("people act and see by JSON", async () => {
    const act = (told: object) => post("/_sim/slack/act", told);
    await act({ act: "slashCommand", who: "dana", where: "net-interconnects", line: "/interconnect create" });
    const { viewId } = await eventually(() => connected.slack.player.modalOf("dana"));
    expect(await get("/_sim/slack/seen?by=dana")).toMatchObject({ view: { id: viewId } });
    expect(await get("/_sim/slack/seen?by=alex")).not.toHaveProperty("view");
    await act({ act: "typeInSelect", who: "dana", viewId, actionId: "vnet", text: "uk" });
    const submitted = await act({ act: "submitView", who: "dana", viewId, entries: { name: "erp", vnet: "id-uk" } });
    expect(submitted).toMatchObject({ status: 200, body: { result: "updated" } });
    await eventually(async () => {
      expect(await get("/_sim/slack/seen?by=alex")).toMatchObject({
        channels: expect.arrayContaining([
          expect.objectContaining({ messages: [expect.objectContaining({ channel: "C0NET" })] }),
        ]),
      });
      return true;
    });
    expect(await get("/_sim/slack/ledger")).toMatchObject({ counts: { posts: 1 }, refused: [] });
  });

  test.each([
    { name: "an unknown act", told: { act: "shout", who: "dana" } },
    { name: "an unknown person", told: { act: "say", who: "nobody", where: "random", text: "x" } },
    { name: "somebody who left", told: { act: "say", who: "dee", where: "net-interconnects", text: "x" } },
    { name: "a channel they cannot see", told: { act: "say", who: "sam", where: "net-private", text: "x" } },
    { name: "no slash", told: { act: "slashCommand", who: "dana", where: "random", line: "interconnect" } },
  ])("refuses $name", async ({ told }) => {
    expect(await post("/_sim/slack/act", told)).toEqual({ status: 400, body: { error: expect.any(String) } });
  });

  test("brings a delivery once more", async () => {
    await connected.slack.player.slashCommand("dana", "net-interconnects", "/interconnect create");
    const [delivery] = connected.slack.ledger().deliveries;
    expect(await post("/_sim/slack/repeat", { delivery: delivery?.id })).toMatchObject({ body: { status: 200 } });
    expect(connected.slack.ledger().deliveries.map(({ retry }) => retry)).toEqual([0, 1]);
  });

  test("says with which environment a product reaches it", async () => {
    const socket = await quickSlack();
    expect(Object.keys(socket.env)).toEqual(["SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]);
    expect(connected.slack.env).toMatchObject({
      SLACK_API_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/),
      SLACK_SIGNING_SECRET: connected.slack.workspace.app.signingSecret,
    });
    await socket.close();
  });

  test("streams changes as they happen", async () => {
    const stream = await fetch(`${connected.slack.origin}/_sim/slack/changes`);
    connected.slack.player.say({ who: "dana", where: "random", text: "hello" });
    let seen = "";
    const decoder = new TextDecoder();
    for await (const piece of stream.body ?? []) {
      seen += decoder.decode(piece);
      if (seen.includes("message.posted")) break;
    }
    expect(seen).toMatch(/event: message\.posted\ndata: \{"channel":"C0RANDOM","ts":"[\d.]+"\}\n\n/);
  });

  test("adds people and channels", async () => {
    const people = [{ id: "U0ZOE", name: "zoe", realName: "Zoe Lake" }];
    const channels = [{ id: "C0EDGE", name: "edge", members: ["U0ZOE", "U0INTERCONNECT"] }];
    expect(await post("/_sim/seed/slack", { people, channels })).toEqual({ status: 201, body: { added: 2 } });
    connected.slack.player.say({ who: "zoe", where: "edge", text: "hello" });
    await expect(client().chat.postMessage({ channel: "C0EDGE", text: "hello" })).resolves.toMatchObject({ ok: true });
  });

  test("takes an account or a scope away", async () => {
    const scopes = ["commands"];
    await post("/_sim/slack/app", { scopes });
    const posting = client().chat.postMessage({ channel: "C0NET", text: "x" });
    await expect(posting).rejects.toMatchObject({ data: { error: "missing_scope", provided: "commands" } });
    expect(await post("/_sim/slack/app", { active: false })).toMatchObject({ body: { active: false, scopes } });
    await expect(client().auth.test()).rejects.toMatchObject({ data: { error: "account_inactive" } });
  });

  test("answers 503 for a while", async () => {
    await post("/_sim/slack/down", { seconds: 0.2 });
    await expect(client().auth.test()).rejects.toMatchObject({ code: "slack_webapi_http_error", statusCode: 503 });
    await eventually(async () => (await client().auth.test()).ok);
  });

  test("refuses connections for a while", async () => {
    await connected.slack.down(200, "refused");
    await expect(client().auth.test()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    await eventually(async () => (await client().auth.test()).ok);
  });

  test("a fault rule loses the answer of one post, which took effect", async () => {
    const rule = { match: { service: "slack", path: "chat.postMessage", times: 1 }, effect: { kind: "dropAfter" } };
    expect(await post("/_sim/faults", rule)).toMatchObject({ status: 201 });
    const posting = () => client().chat.postMessage({ channel: "C0NET", text: "x" });
    await expect(posting()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    expect(connected.slack.ledger().counts.posts).toBe(1);
    await expect(posting()).resolves.toMatchObject({ ok: true });
  });
});
