import { button } from "../../../src/chat/actions.ts";
import { actions, mention, say, text, word } from "../../../src/chat/card.ts";
import type { PostOutcome } from "../../../src/chat/ports.ts";
import { personId } from "../../../src/domain/ids.ts";
import { cardText } from "../../simulators/teams/report/card-text.ts";
import { current, type Message } from "../../simulators/teams/tenant/messages.ts";
import { eventually } from "../../support/eventually.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";

const net = "19:netinterconnects@thread.tacv2";
const tenant = "c0070500-0000-4000-8000-000000000001";
const dana = personId(`teams:${tenant}/0b1ec700-0000-4000-8000-000000000001`);
const alex = personId(`teams:${tenant}/0b1ec700-0000-4000-8000-000000000002`);

const placeOfNet = { platform: "teams", channel: net } as const;
const rejectable = { id: "m", card: word("erp", undefined, [actions([button("reject", "r1")])]), alsoInChannel: false };

async function sentRef(posted: Promise<PostOutcome>): Promise<string> {
  const outcome = await posted;
  return outcome.kind === "sent" ? outcome.ref : "";
}

describe("Teams beside what every chat product does", () => {
  let it: TeamsWorld;
  beforeEach(async () => {
    it = await startTeamsWorld();
  });
  afterEach(() => it.close());

  const post = (ref?: string, alsoInChannel = false) =>
    it.poster.post(
      { platform: "teams", channel: net, ...(ref !== undefined && { ref }) },
      { id: "m", card: word("erp", undefined, [actions([button("approve", "r1")])]), alsoInChannel },
    );
  const chatOf = (who: string) => {
    const { directory } = it.teams.tenant;
    return directory.personalChat(directory.person(who)).id;
  };
  const messagesIn = (conversation: string) => it.teams.tenant.messages.visible(conversation);
  const readsOf = (message: Message): string => {
    const { card } = current(message);
    return card ? cardText(card) : "";
  };
  const readsIn = (conversation: string) => messagesIn(conversation).map(readsOf);

  test("nothing can be said before Teams has told where it is, and then also to those who never spoke", async () => {
    expect(await post()).toMatchObject({ kind: "refused", why: expect.stringContaining("Install the app there") });
    await it.teams.player.chat({ who: "dana", text: "list" });
    expect(await post()).toMatchObject({ kind: "sent" });
    expect(await it.poster.toPerson(alex, { id: "p", card: word("Alex is asked") })).toMatchObject({ kind: "sent" });
    expect(readsIn(chatOf("alex"))).toContain("Alex is asked");
    expect((await it.book.person(alex))?.conversation).toBe(chatOf("alex"));
  });

  test("in one's own chat with the bot no mention is needed, and what is said there is direct", async () => {
    await it.teams.player.chat({ who: "dana", text: "/interconnect list" });
    expect(it.inbox.taken).toMatchObject([
      { person: dana, place: { channel: chatOf("dana"), direct: true }, act: { kind: "command", text: "list" } },
    ]);
  });

  describe("a form that is asked for in a channel", () => {
    /** @returns what the bot says below the line */
    const asks = async (line: string): Promise<readonly string[]> => {
      const { message } = await it.teams.player.mention({ who: "alex", where: net, text: line });
      await eventually(() => messagesIn(net).some(({ threadId }) => threadId === message.id));
      return messagesIn(net).flatMap((one) => (one.threadId === message.id ? [readsOf(one)] : []));
    };

    test("comes into the person's own chat, also into one that was never used, and that is said in the channel", async () => {
      expect(await asks("create env=prod")).toEqual(["The form is in your chat with the bot"]);
      expect(readsIn(chatOf("alex"))).toEqual([expect.stringMatching(/^New interconnect\n/)]);
    });

    test("by a button, is told to whoever pressed, and to nobody else", async () => {
      await it.teams.player.mention({ who: "dana", where: net, text: "list" });
      const on = { conversation: net, id: await sentRef(it.poster.post(placeOfNet, rejectable)) };
      const { answer } = await it.teams.player.press({ who: "alex", on, action: "press" });
      await eventually(() => readsIn(chatOf("alex")).length > 0);
      expect(answer).toEqual({ kind: "message", text: "The form is in your chat with the bot" });
      expect(messagesIn(net).filter(({ from }) => from.startsWith("28:"))).toHaveLength(1);
    });

    test("says in the channel what to do when the bot cannot write to the person, and comes after it is done", async () => {
      await it.teams.player.uninstall({ who: "alex", where: "bot" });
      const [said = "", ...more] = await asks("create");
      expect(more).toEqual([]);
      expect(said).toMatch(
        /^The answer could not be brought to you ⚠️\n@Alex Okafor, it belongs into your chat with the bot\. /,
      );
      expect(said).toContain("add it under Apps in Teams. Then send this again");
      await it.teams.player.install({ who: "alex", where: "bot" });
      expect(await asks("create")).toEqual(["The form is in your chat with the bot"]);
    });

    test("is not the only answer that is missed where the bot cannot write to the person", async () => {
      await it.teams.player.mention({ who: "dana", where: net, text: "list" });
      await it.teams.player.uninstall({ who: "alex", where: "bot" });
      const place = { ...placeOfNet, direct: false };
      const refusal = { id: "a", card: word("You may not approve erp") };
      expect(await it.poster.aside(alex, place, refusal)).toMatchObject({ kind: "refused" });
      expect(readsIn(net).at(-1)).toContain("The answer could not be brought to you");
      expect(readsIn(net).join()).not.toContain("You may not approve erp");
    });
  });

  test("names people in a personal chat, and calls nobody there", async () => {
    await it.teams.player.mention({ who: "dana", where: net, text: "list" });
    const card = word("erp waits", undefined, [text(say`Asked for by ${mention(dana)}.`)]);
    await it.poster.toPerson(alex, { id: "p", card });
    expect(readsIn(chatOf("alex"))).toEqual(["erp waits\nAsked for by @Dana Reyes."]);
    await it.poster.post(placeOfNet, { id: "m", card, alsoInChannel: false });
    expect(readsIn(net).at(-1)).toBe("erp waits\nAsked for by @Dana Reyes.\nMentioned: @Dana Reyes");
  });

  test("whoever adds the bot is told what it can do, once", async () => {
    await it.teams.player.install({ who: "dana", where: "social-general" });
    expect(it.inbox.taken).toMatchObject([{ person: dana, act: { kind: "command", text: "help" } }]);
    expect(it.inbox.duplicates).toHaveLength(1);
  });

  test("a reply that matters also stands in the channel, as a post of its own", async () => {
    await it.teams.player.mention({ who: "dana", where: net, text: "list" });
    const sent = await post();
    await post(sent.kind === "sent" ? sent.ref : "", true);
    const own = it.teams.tenant.messages.visible(net).filter(({ from }) => from.startsWith("28:"));
    expect(own.map(({ threadId }) => threadId === undefined)).toEqual([true, false, true]);
  });

  test("clients that know no Action.Execute send the same by a message, and their forms follow by an edit", async () => {
    const { player } = it.teams;
    await player.chat({ who: "dana", text: "create env=prod" });
    const form = it.teams.tenant.messages.visible(chatOf("dana")).at(-1);
    const on = { conversation: chatOf("dana"), id: form?.id ?? "" };
    const asMessage = (activity: object) => {
      const { value, name: _invoke, ...rest } = activity as { value: { action: { data: object } }; name: string };
      return { ...rest, type: "message", value: value.action.data };
    };
    const inputs = { "vnet-is": "new" };
    await player.press({ who: "dana", on, action: "follow", inputs }, { change: (one) => asMessage(one) as never });
    expect(form && current(form).card && cardText(current(form).card ?? {})).toContain("Range of the new VNet");
    const sent = await post();
    const press = { who: "alex", on: { conversation: net, id: sent.kind === "sent" ? sent.ref : "" }, action: "press" };
    await player.press(press, { change: (one) => asMessage(one) as never });
    expect(it.inbox.taken.at(-1)).toMatchObject({ person: alex, act: { action: "approve", subject: "r1" } });
  });

  test("a button with data of somebody else is an error in the client, and nothing happens", async () => {
    await it.teams.player.mention({ who: "dana", where: net, text: "list" });
    it.inbox.taken.length = 0;
    const sent = await post();
    const press = { who: "alex", on: { conversation: net, id: sent.kind === "sent" ? sent.ref : "" }, action: "press" };
    const foreign = { type: "Action.Execute", verb: "press", data: { interconnect: { kind: "press", action: 7 } } };
    const { answer } = await it.teams.player.press(press, {
      change: (one) => ({ ...one, value: { action: foreign } }),
    });
    expect(answer).toMatchObject({ kind: "error" });
    expect(it.inbox.taken).toEqual([]);
  });

  test("a store that is silent is told in the conversation, and nothing is kept", async () => {
    it.book.reachable = false;
    const { receipt } = await it.teams.player.chat({ who: "dana", text: "list" });
    expect(receipt?.status).toBe(200);
    expect(readsIn(chatOf("dana")).at(-1)).toContain("Not taken, try again");
    expect(it.inbox.taken).toEqual([]);
  });

  test("a token that is refused is not used again", async () => {
    await it.teams.player.mention({ who: "dana", where: net, text: "list" });
    expect(await post()).toMatchObject({ kind: "sent" });
    it.teams.revokeTokens();
    expect(await post()).toMatchObject({ kind: "retry", why: "Teams does not accept the bot's token." });
    expect(await post()).toMatchObject({ kind: "sent" });
    expect(it.logged()).not.toContain("simulated-bot-password");
  });

  test("nothing of a token goes to an address that is not allowed, whatever is stored", async () => {
    await it.book.keep("teams", { id: net, kind: "channel", serviceUrl: "http://127.0.0.1:9/" });
    expect(await post()).toMatchObject({ kind: "retry", why: "Teams could not be reached." });
  });
});
