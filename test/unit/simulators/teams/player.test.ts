import { at, objectAt, textAt } from "../../../simulators/kit/json.ts";
import { BOT } from "../../../simulators/teams/tenant/bot.ts";
import { current } from "../../../simulators/teams/tenant/messages.ts";
import { cardActivity, textBlock, useWireBot } from "./wire-bot.ts";

const NET = "net-interconnects";
const NET_ID = "19:netinterconnects@thread.tacv2";
const CARD = "application/vnd.microsoft.card.adaptive";

const form = cardActivity(
  [
    { type: "Input.Text", id: "name", label: "Name", isRequired: true, errorMessage: "Give it a name", maxLength: 5 },
    {
      type: "Input.ChoiceSet",
      id: "env",
      label: "Environment",
      value: "prod",
      choices: ["prod", "lab"].map((value) => ({ title: value, value })),
    },
    {
      type: "Input.ChoiceSet",
      id: "vnet",
      style: "filtered",
      "choices.data": { type: "Data.Query", dataset: "vnet", associatedInputs: "auto" },
    },
  ],
  {
    actions: [
      { type: "Action.Execute", title: "Approve", verb: "approve", data: { subject: "r1" }, associatedInputs: "none" },
      { type: "Action.Execute", title: "Send", verb: "send" },
      { type: "Action.Submit", title: "Send the old way", data: { verb: "send" } },
      { type: "Action.OpenUrl", title: "Portal", url: "https://portal.example" },
      { type: "Action.Execute", title: "Later", verb: "later", isEnabled: false },
    ],
  },
);

describe("the people of the Teams simulator", () => {
  const bot = useWireBot();
  const player = () => bot().teams.player;
  const heard = (index = -1) => bot().heard.at(index);

  test("mention the bot in a post and in a thread of a channel", async () => {
    const { message, receipt } = await player().mention({ who: "dana", where: NET, text: "status" });
    expect(receipt).toMatchObject({ status: 200, failure: undefined });
    expect(heard()).toMatchObject({
      type: "message",
      id: message.id,
      channelId: "msteams",
      serviceUrl: bot().teams.tenant.serviceUrl,
      text: "<at>Interconnect</at> status\n",
      from: { id: "29:1dana", aadObjectId: "0b1ec700-0000-4000-8000-000000000001" },
      recipient: { id: BOT.id },
      conversation: {
        id: `${NET_ID};messageid=${message.id}`,
        conversationType: "channel",
        isGroup: true,
        tenantId: bot().teams.tenant.id,
      },
      channelData: { channel: { id: NET_ID }, team: { id: "19:network@thread.tacv2" } },
      entities: [
        { type: "mention", mentioned: { id: BOT.id } },
        { type: "clientInfo", timezone: "Europe/London" },
      ],
    });
    await player().mention({ who: "sam", where: NET, text: "and now?", threadId: message.id });
    expect(textAt(heard(), "conversation", "id")).toBe(`${NET_ID};messageid=${message.id}`);
    expect(textAt(heard(), "id")).not.toBe(message.id);
  });

  test("write in a personal chat, a group chat, and to each other", async () => {
    await player().chat({ who: "alex", text: "help" });
    expect(heard()).toMatchObject({ text: "help", conversation: { id: "a:11alex", conversationType: "personal" } });
    expect(objectAt(heard(), "channelData")).toEqual({ tenant: { id: bot().teams.tenant.id } });
    await player().mention({ who: "alex", where: "change-4711", text: "help" });
    expect(heard()).toMatchObject({ conversation: { id: "19:change4711@thread.v2", conversationType: "groupChat" } });
    player().say({ who: "dana", where: NET, text: "lunch?" });
    expect(await player().mention({ who: "dana", where: "social-general", text: "help" })).not.toHaveProperty(
      "receipt",
    );
    expect(bot().heard).toHaveLength(2);
  });

  test("press an action, and alone see the card that answers it until the message is edited", async () => {
    const on = await bot().posts(form);
    const answer = cardActivity([textBlock("Approved")]).attachments[0]?.content;
    bot().answers = { status: 200, body: { statusCode: 200, type: CARD, value: answer } };
    const outcome = await player().press({ who: "alex", on, action: "approve", data: { subject: "r1" } });
    expect(outcome.answer).toEqual({ kind: "card", card: answer });
    expect(heard()).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: on.id,
      conversation: { id: `${NET_ID};messageid=${on.id}` },
      value: { trigger: "manual", action: { type: "Action.Execute", verb: "approve", data: { subject: "r1" } } },
    });
    expect(player().cardOf("alex", on)).toEqual(answer);
    expect(player().cardOf("sam", on)).not.toEqual(answer);
    expect(bot().teams.transcript(NET, { times: "none" })).toContain("Interconnect (Alex Okafor sees another card)");
    await bot().call("PUT", `v3/conversations/${NET_ID}/activities/${on.id}`, cardActivity([textBlock("Built")]));
    expect(player().cardOf("alex", on)).toEqual(player().cardOf("sam", on));
    await expect(player().press({ who: "alex", on, action: "approve" })).rejects.toThrow("nothing to press");
    const late = await player().press({ who: "sam", on, action: "approve", stale: true });
    expect(late.receipt).toMatchObject({ status: 200 });
  });

  test.each([
    {
      name: "a message",
      reply: {
        status: 200,
        body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "No." },
      },
      answer: { kind: "message", text: "No." },
    },
    {
      name: "an error",
      reply: {
        status: 200,
        body: { statusCode: 400, type: "application/vnd.microsoft.error", value: { code: "Busy", message: "Later" } },
      },
      answer: { kind: "error", code: "Busy", text: "Later" },
    },
    { name: "nothing", reply: { status: 200 }, answer: { kind: "failed" }, refused: true },
    { name: "a failure", reply: { status: 500 }, answer: { kind: "failed" } },
    {
      name: "a card that is none",
      reply: { status: 200, body: { statusCode: 200, type: CARD, value: { type: "AdaptiveCard" } } },
      answer: { kind: "failed" },
      refused: true,
    },
  ])("are told when an action is answered with $name", async ({ reply, answer, refused = false }) => {
    const on = await bot().posts(form);
    bot().answers = reply;
    const outcome = await player().press({ who: "sam", on, action: "Approve" });
    expect(outcome.answer).toMatchObject(answer);
    expect(bot().teams.ledger().refused).toHaveLength(refused ? 1 : 0);
  });

  test("fill in a form; what the client objects to is not sent", async () => {
    const on = await bot().posts(form);
    const send = (inputs: Record<string, string>) => player().press({ who: "dana", on, action: "send", inputs });
    expect(await send({})).toEqual({ errors: { name: "Give it a name" } });
    expect(await send({ name: "too long" })).toEqual({ errors: { name: "Give it a name" } });
    await expect(send({ colour: "red" })).rejects.toThrow("no input colour among: name, env, vnet");
    await expect(send({ env: "test" })).rejects.toThrow("env does not offer test");
    expect(bot().heard).toEqual([]);
    await send({ name: "erp", vnet: "v1" });
    expect(at(heard(), "value", "action", "data")).toEqual({ name: "erp", env: "prod", vnet: "v1" });
    const old = { who: "dana", on, action: "Send the old way", inputs: { name: "erp", env: "lab" } };
    expect(await player().press(old)).not.toHaveProperty("answer");
    expect(heard()).toMatchObject({ type: "message", replyToId: on.id });
    expect(objectAt(heard(), "value")).toEqual({ verb: "send", name: "erp", env: "lab", vnet: "" });
    await expect(player().press({ who: "dana", on, action: "Portal" })).rejects.toThrow("the bot hears nothing of it");
    await expect(player().press({ who: "dana", on, action: "later" })).rejects.toThrow("greyed out");
  });

  test("are offered choices while they type", async () => {
    const on = await bot().posts(form);
    const type = "application/vnd.microsoft.search.searchResponse";
    const choices = [{ title: "vnet-app", value: "v1" }];
    bot().answers = { status: 200, body: { statusCode: 200, type, value: { results: choices } } };
    const asked = { who: "dana", on, input: "vnet", text: "app", inputs: { env: "lab" } };
    expect(await player().search(asked)).toMatchObject({ choices });
    expect(heard()).toMatchObject({
      name: "application/search",
      value: { queryText: "app", dataset: "vnet", data: { env: "lab", name: "" } },
    });
    bot().answers = { status: 200, body: {} };
    expect(await player().search(asked)).toMatchObject({ choices: [] });
    expect(bot().teams.ledger().refused).toEqual([expect.objectContaining({ method: "application/search" })]);
    await expect(player().search({ ...asked, input: "env" })).rejects.toThrow("env is not searched as one types");
  });

  test("take the bot into a team and out of it", async () => {
    const where = "social-general";
    await player().install({ who: "dana", where });
    const types = new Set(bot().heard.map((one) => textAt(one, "type")));
    expect(types).toEqual(new Set(["conversationUpdate", "installationUpdate"]));
    expect(heard()).toMatchObject({ conversation: { id: "19:social@thread.tacv2" } });
    expect(await player().mention({ who: "dana", where, text: "help" })).toHaveProperty("receipt");
    await player().uninstall({ who: "dana", where });
    expect(await bot().sends({ type: "message", text: "x" }, "19:social@thread.tacv2")).toMatchObject({ status: 403 });
  });

  test("do things twice, late, and in ways they could not", async () => {
    const { receipt } = await player().mention({ who: "dana", where: NET, text: "status" });
    await bot().teams.courier.repeat(receipt?.id ?? "");
    expect(heard(1)).toEqual(heard(0));
    const change = (activity: object) => ({ ...activity, conversation: { id: "x", tenantId: "another" } });
    await player().chat({ who: "dana", text: "help" }, { change });
    expect(heard()).toMatchObject({ conversation: { tenantId: "another" } });
    await player().chat({ who: "dana", text: "help" }, { body: "{" });
    expect(heard()).toEqual({});
    const startedMs = performance.now();
    await player().chat({ who: "dana", text: "late" }, { afterMs: 50 });
    expect(performance.now() - startedMs).toBeGreaterThan(45);
    expect(
      bot()
        .teams.ledger()
        .deliveries.map(({ retry }) => retry),
    ).toEqual([0, 1, 0, 0, 0]);
  });

  test("see a message when it comes", async () => {
    const coming = player().sees((message) => current(message).text === "erp is up");
    const { id } = await bot().posts({ type: "message", text: "erp is up" });
    expect((await coming).id).toBe(id);
    await expect(player().sees(() => false, 10)).rejects.toThrow("no such message within 10 ms");
  });

  test.each([
    { name: "somebody who left", act: () => player().chat({ who: "dee", text: "x" }), why: "dee cannot act" },
    { name: "a stranger", act: () => player().chat({ who: "eve", text: "x" }), why: 'no person "eve"' },
    {
      name: "another's chat",
      act: () => player().mention({ who: "sam", where: "change-4711", text: "x" }),
      why: "sam is not in",
    },
    {
      name: "an archived team",
      act: () => player().mention({ who: "dana", where: "old-general", text: "x" }),
      why: "archived",
    },
    {
      name: "no such post",
      act: () => player().mention({ who: "dana", where: NET, text: "x", threadId: "1" }),
      why: "no post 1 in net-interconnects",
    },
  ])("cannot act as or in $name", async ({ act, why }) => {
    await expect(async () => act()).rejects.toThrow(why);
  });
});
