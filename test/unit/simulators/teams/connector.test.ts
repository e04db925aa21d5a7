import { textAt } from "../../../simulators/kit/json.ts";
import { LIMITS } from "../../../simulators/teams/limits.ts";
import { current } from "../../../simulators/teams/tenant/messages.ts";
import { cardActivity, textBlock, useWireBot } from "./wire-bot.ts";

const NET = "19:netinterconnects@thread.tacv2";
const DANA = { id: "29:1dana", aadObjectId: "0b1ec700-0000-4000-8000-000000000001" };
const text = (said: string, more: object = {}) => ({ type: "message", text: said, ...more });
const at = (conversation: string, rest: string) => `v3/conversations/${encodeURIComponent(conversation)}/${rest}`;

describe("the connector of the Teams simulator", () => {
  const bot = useWireBot();

  test("posts, answers in the thread, edits and deletes", async () => {
    const post = await bot().posts(text("erp is being built"));
    const thread = `${NET};messageid=${post.id}`;
    const inThread = await bot().posts(text("Approved"), thread);
    const reply = await bot().call("POST", at(NET, `activities/${post.id}`), text("Building starts"));
    const edited = await bot().call("PUT", at(thread, `activities/${post.id}`), cardActivity([textBlock("erp is up")]));
    expect(edited).toMatchObject({ status: 200, body: { id: post.id } });
    const { messages } = bot().teams.tenant;
    expect(messages.thread(NET, post.id).map(({ id, threadId }) => [id, threadId])).toEqual([
      [post.id, undefined],
      [inThread.id, post.id],
      [textAt(reply.body, "id"), post.id],
    ]);
    expect(messages.posted(NET, post.id)?.revisions.map(({ text: said, card }) => [said, card !== undefined])).toEqual([
      ["erp is being built", false],
      ["", true],
    ]);
    expect(await bot().call("DELETE", at(NET, `activities/${post.id}`))).toMatchObject({ status: 200 });
    expect(await bot().call("PUT", at(NET, `activities/${post.id}`), text("again"))).toMatchObject({ status: 404 });
    expect(bot().teams.ledger().counts).toMatchObject({ posts: 3, edits: 1, threads: [{ threadId: post.id }] });
  });

  test("makes a new post of a channel, and the chat with somebody, by whichever of their ids", async () => {
    const created = await bot().call("POST", "v3/conversations", {
      isGroup: true,
      channelData: { channel: { id: NET } },
      activity: text("hello"),
    });
    const activityId = textAt(created.body, "activityId");
    expect(created).toMatchObject({ status: 201, body: { id: `${NET};messageid=${activityId}` } });
    const tenantId = bot().teams.tenant.id;
    const chats = [{ id: DANA.id }, { id: DANA.aadObjectId }].map((member) =>
      bot().call("POST", "v3/conversations", { members: [member], tenantId }),
    );
    for (const { body } of await Promise.all(chats)) expect(body).toEqual({ id: "a:11dana" });
    await bot().sends(text("for you alone"), "a:11dana");
    expect(bot().teams.ledger().counts).toMatchObject({ posts: 1 });
    expect(
      bot()
        .teams.tenant.messages.visible("a:11dana")
        .map((one) => current(one).text),
    ).toEqual(["for you alone"]);
  });

  test("takes typing for what it is", async () => {
    expect(await bot().sends({ type: "typing" })).toMatchObject({ status: 202 });
    expect(bot().teams.tenant.messages.all).toEqual([]);
  });

  test("tells who is in a conversation", async () => {
    const { body } = await bot().call("GET", at(NET, "members"));
    expect(body).toHaveLength(5);
    expect(await bot().call("GET", at(NET, "pagedmembers?pageSize=50"))).toMatchObject({ body: { members: body } });
    for (const id of Object.values(DANA))
      expect(await bot().call("GET", at(NET, `members/${id}`))).toMatchObject({
        body: { ...DANA, name: "Dana Reyes", userRole: "user", tenantId: bot().teams.tenant.id },
      });
    expect(await bot().call("GET", at(NET, "members/29:1gus"))).toMatchObject({ body: { userRole: "guest" } });
    const partner = "19:partnerfabrikam@thread.tacv2";
    const olga = await bot().call("GET", at(partner, "members/29:1olga"));
    expect(textAt(olga.body, "tenantId")).not.toBe(bot().teams.tenant.id);
  });

  test("tells about a team and its channels", async () => {
    const team = "v3/teams/19:network@thread.tacv2";
    expect(await bot().call("GET", team)).toMatchObject({ body: { name: "Network", channelCount: 4, memberCount: 5 } });
    expect(await bot().call("GET", `${team}/conversations`)).toMatchObject({
      body: {
        conversations: [
          { id: "19:network@thread.tacv2", type: "standard" },
          { id: NET, name: "net-interconnects", type: "standard" },
          { name: "net-lab" },
          { name: "partner-fabrikam", type: "shared" },
        ],
      },
    });
  });

  test.each([
    { name: "an unknown conversation", place: "19:nowhere@thread.tacv2", status: 404, code: "ConversationNotFound" },
    { name: "an unknown thread", place: `${NET};messageid=1`, status: 404, code: "ConversationNotFound" },
    {
      name: "a team without the bot",
      place: "19:social@thread.tacv2",
      status: 403,
      code: "BotNotInConversationRoster",
    },
    { name: "an archived team", place: "19:oldprojects@thread.tacv2", status: 403, code: "MessageWritesBlocked" },
    { name: "nothing said", activity: { type: "message" }, status: 400, code: "BadSyntax" },
    { name: "another type", activity: { type: "event", text: "x" }, status: 400, code: "BadSyntax" },
    {
      name: "a card and a text",
      activity: { ...cardActivity([textBlock("x")]), text: "x" },
      status: 400,
      code: "BadArgument",
    },
    {
      name: "two cards",
      activity: {
        type: "message",
        attachments: [1, 2].flatMap(() => cardActivity([textBlock("x")]).attachments),
      },
      status: 400,
      code: "BadArgument",
    },
    {
      name: "a card over 28 KB",
      activity: cardActivity([textBlock("x".repeat(LIMITS.cardBytes))]),
      status: 413,
      code: "MessageSizeTooBig",
    },
    {
      name: "a text over 100 KB",
      activity: text("x".repeat(LIMITS.activityBytes + 1)),
      status: 413,
      code: "MessageSizeTooBig",
    },
    {
      name: "a picture by http",
      activity: { type: "message", attachments: [{ contentType: "image/png", contentUrl: "http://x/y.png" }] },
      status: 400,
      code: "BadSyntax",
    },
    {
      name: "an attachment of another kind",
      activity: { type: "message", attachments: [{ contentType: "text/html", content: "x" }] },
      status: 400,
      code: "BadSyntax",
    },
    {
      name: "a mention that stands nowhere",
      activity: text("hello", { entities: [{ type: "mention", text: "<at>Dana</at>", mentioned: { id: DANA.id } }] }),
      status: 400,
      code: "BadSyntax",
    },
    {
      name: "a mention of nobody",
      activity: text("<at>X</at>", { entities: [{ type: "mention", text: "<at>X</at>", mentioned: { id: "29:x" } }] }),
      status: 400,
      code: "BadArgument",
    },
  ])("refuses $name", async ({ place = NET, activity = text("hello"), status, code }) => {
    expect(await bot().sends(activity, place)).toMatchObject({ status, body: { error: { code } } });
    expect(bot().teams.ledger().refused).toEqual([
      expect.objectContaining({ method: "sendToConversation", error: code }),
    ]);
    expect(bot().teams.tenant.messages.all).toEqual([]);
  });

  test.each([
    { name: "a chat with nobody", body: { members: [] }, status: 400 },
    { name: "a chat with somebody of no tenant", body: { members: [DANA], tenantId: "" }, status: 400 },
    { name: "a chat with somebody who left", body: { members: [{ id: "29:1dee" }] }, status: 404 },
  ])("refuses $name", async ({ body, status }) => {
    const asked = { tenantId: bot().teams.tenant.id, ...body };
    expect(await bot().call("POST", "v3/conversations", asked)).toMatchObject({ status });
  });

  test("refuses what is not the bot's to change, and everything once an administrator blocks it", async () => {
    const { id } = bot().teams.player.say({ who: "sam", where: NET, text: "lunch?" });
    const edit = await bot().call("PUT", at(NET, `activities/${id}`), text("no"));
    expect(edit).toMatchObject({ status: 403, body: { error: { code: "NotEnoughPermissions" } } });
    bot().teams.tenant.bot.active = false;
    expect(await bot().sends(text("x"))).toMatchObject({
      status: 403,
      body: { error: { code: "BotDisabledByAdmin" } },
    });
  });

  test("holds a thread to its rate, and says when to try again", async () => {
    bot().teams.limits.generosity = 1;
    const seventh: number[] = [];
    for (let call = 0; call < 7; call += 1) seventh.push((await bot().sends(text("tick"))).status);
    expect(new Set(seventh)).toEqual(new Set([201]));
    const eighth = await bot().sends(text("tick"));
    expect(eighth).toMatchObject({ status: 429, body: { error: { code: "Throttled" } } });
    expect(Number(eighth.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await bot().sends(text("elsewhere"), "19:netlab@thread.tacv2")).toMatchObject({ status: 201 });
  });

  test("loses an answer, or is busy, when a rule says so", async () => {
    const { faults } = bot().teams.tenant.world;
    faults.add({ match: { service: "teams", path: "/activities", times: 1 }, effect: { kind: "dropAfter" } });
    await expect(bot().sends(text("once"))).rejects.toThrow("fetch failed");
    const body = { error: { code: "PreconditionFailed", message: "Precondition failed, please try again." } };
    faults.add({ match: { service: "teams", times: 1 }, effect: { kind: "respond", status: 412, body } });
    expect(await bot().sends(text("twice"))).toMatchObject({ status: 412, body });
    expect(bot().teams.tenant.said.map((one) => current(one).text)).toEqual(["once"]);
  });
});
