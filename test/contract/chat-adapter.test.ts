import { type ActionName, actionForms, actionNames, button } from "../../src/chat/actions.ts";
import { actions, type Card, card, mention, say, serviceKey, text, word } from "../../src/chat/card.ts";
import { commandTable, verbs } from "../../src/chat/command-table.ts";
import { askedForm } from "../../src/chat/forms/form-messages.ts";
import { aKeyRef } from "../builders/plan.ts";
import { testServiceKey } from "../integration/chat-parts.ts";
import { eventually } from "../support/eventually.ts";
import { hostileTexts } from "../support/hostile.ts";
import type { ChatWorld } from "./chat-world.ts";
import { slackChat } from "./slack-chat.ts";
import { teamsChat } from "./teams-chat.ts";

/** What holds for every chat product: the same commands, buttons, forms and errors, whatever the means. */
describe.each([slackChat, teamsChat])("$name", ({ name: platform, start }) => {
  let chat: ChatWorld;
  beforeAll(async () => {
    chat = await start();
  });
  afterAll(() => chat.close());
  beforeEach(() => {
    chat.inbox.taken.length = 0;
    chat.inbox.duplicates.length = 0;
    chat.inbox.reachable = true;
  });

  const place = () => ({ platform, channel: chat.channel });
  const post = async (shown: Card, more: { ref?: string; alsoInChannel?: boolean } = {}): Promise<string> => {
    const { ref, alsoInChannel = false } = more;
    const at = ref === undefined ? place() : { ...place(), ref };
    const sent = await chat.poster.post(at, { id: `m${Math.random()}`, card: shown, alsoInChannel });
    if (sent.kind !== "sent") throw new Error(JSON.stringify(sent));
    return sent.ref;
  };
  const posted = (action: ActionName, subject: string, more = {}) =>
    post(word("erp", undefined, [actions([button(action, subject, { label: "Press", ...more })])]));
  const lastAct = () => chat.inbox.taken.at(-1)?.act;

  describe("commands", () => {
    const examples = commandTable.flatMap(({ examples: lines }) => lines.map(({ text: line }) => line));
    // Lines that leave something open lead to a form.
    const lines = examples.filter((line) => !line.startsWith("create") || line.includes("reason="));

    test("has a line for every verb", () => {
      expect(new Set(examples.map((line) => line.split(" ", 1)[0]))).toEqual(new Set(verbs));
    });

    test.each(lines)("takes over: %s", async (line) => {
      await chat.types("dana", line);
      expect(chat.inbox.taken).toMatchObject([
        {
          person: chat.personOf("dana"),
          place: { platform, channel: chat.channel, direct: false },
          act: { kind: "command", text: line },
        },
      ]);
    });

    test.each(commandTable.filter(({ infersName }) => infersName).map(({ verb }) => verb))(
      "takes over in a thread, where the name is inferred: %s",
      async (verb) => {
        const ref = await post(word("erp"));
        await chat.types("dana", verb, ref);
        expect(chat.inbox.taken).toMatchObject([{ place: { threadRef: ref }, act: { kind: "command", text: verb } }]);
      },
    );

    test("what is brought twice is done once", async () => {
      await chat.types("dana", "status erp", await post(word("erp")));
      await chat.again();
      expect([chat.inbox.taken, chat.inbox.duplicates].map(({ length }) => length)).toEqual([1, 1]);
    });

    test("says at once that it was not taken while the store is silent", async () => {
      chat.inbox.reachable = false;
      const ref = await post(word("erp"));
      await chat.types("dana", "verify", ref);
      const seen = [chat.told("dana"), ...chat.messages(ref).map((id) => chat.reads(id))].join("\n");
      expect(seen).toContain("Not taken, try again");
      expect(chat.inbox.taken).toEqual([]);
    });
  });

  describe("buttons", () => {
    const acting = actionNames.filter((action) => !actionForms.has(action) && action !== "command");

    test.each(acting)("hands over action and subject, confirmed where it asks: %s", async (action) => {
      const confirm = { title: "Sure?", text: "It costs.", yes: "Yes", no: "No" };
      await chat.presses("alex", "Press", await posted(action, "i4f0a"));
      await chat.presses("alex", "Press", await posted(action, "i4f0b", { confirm }));
      const about = { person: chat.personOf("alex"), place: { platform, channel: chat.channel, direct: false } };
      expect(chat.inbox.taken).toMatchObject([
        { ...about, act: { kind: "action", action, subject: "i4f0a" } },
        { ...about, act: { kind: "action", action, subject: "i4f0b" } },
      ]);
    });

    test("one that stands for a line runs it as if typed", async () => {
      await chat.presses("dana", "Press", await posted("command", "status erp"));
      expect(lastAct()).toEqual({ kind: "command", text: "status erp" });
      const ends = `circuit=/subscriptions/${"s".repeat(200)} virtualcircuit=ocid1.virtualcircuit.${"a".repeat(100)}`;
      const adoption = `adopt env=prod name=erp ${ends} confirm=3f9a0c1b2d4e`;
      await chat.presses("dana", "Press", await posted("command", adoption));
      expect(lastAct()).toEqual({ kind: "command", text: adoption });
    });

    test("two clicks are two acts, and one that is brought twice is one", async () => {
      const on = await posted("approve", "i4f0a");
      await chat.presses("alex", "Press", on);
      await chat.presses("alex", "Press", on);
      await chat.again();
      expect(new Set(chat.inbox.taken.map(({ dedupeId }) => dedupeId)).size).toBe(2);
      expect(chat.inbox.duplicates).toHaveLength(1);
    });

    test("whoever pressed is told that it was not taken while the store is silent", async () => {
      const on = await posted("approve", "i4f0a");
      chat.inbox.reachable = false;
      await chat.presses("alex", "Press", on);
      expect(chat.told("alex")).toContain("Not taken, try again");
    });
  });

  describe("forms", () => {
    const open = async (line = "create") => {
      await chat.types("dana", line);
      await eventually(() => Object.keys(chat.form("dana").values).length > 0);
      return chat.form("dana").values;
    };

    test("a line that leaves something open asks for the rest, filled in as typed", async () => {
      expect(await open("create name=erp env=prod bandwidth=2 vnet=new:10.1.0.0/16")).toMatchObject({
        name: "erp",
        env: "prod",
        bandwidth: "2",
        "vnet-is": "new",
        "vnet-range": "10.1.0.0/16",
      });
    });

    test("follows its own choices and takes out what belonged to another environment", async () => {
      await open("create env=prod vnet=hub vcn=app");
      await chat.chooses("dana", "env", "test");
      await eventually(() => chat.form("dana").values["env"] === "test");
      expect(chat.form("dana").values).toMatchObject({ vnet: "", vcn: "" });
      await chat.chooses("dana", "vnet-is", "new");
      await eventually(() => "vnet-range" in chat.form("dana").values);
      expect(chat.form("dana").values).not.toHaveProperty("vnet");
    });

    test("a search offers what fits what is typed", async () => {
      await open("create env=prod");
      expect(await chat.searches("dana", "vnet", "spoke")).toEqual(["vnet/spoke-a", "vnet/spoke-b"]);
    });

    test("errors of shape sit on their fields, nothing is taken, and nothing that was filled in is lost", async () => {
      await open("create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
      chat.inbox.taken.length = 0;
      const errors = await chat.sends("dana", { name: "ERP!", "vnet-range": "10.1.0.0/99", reason: "cut-over" });
      expect(Object.keys(errors).toSorted()).toEqual(["name", "vnet-range"]);
      expect(errors["name"]).toContain("3 to 30 lower-case letters");
      expect(chat.inbox.taken).toEqual([]);
      expect(await chat.sends("dana", { name: "erp", "vnet-range": "10.1.0.0/16" })).toEqual({});
      expect(lastAct()).toMatchObject({ kind: "form", values: { name: "erp", "vnet-range": "10.1.0.0/16" } });
    });

    test("a complete one is taken over, says so, and becomes the answer", async () => {
      await open("create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
      await chat.sends("dana", { name: "erp", reason: "cut-over" });
      expect(chat.form("dana").text).toContain("Checking both clouds for ");
      const [taken] = chat.inbox.taken.slice(-1);
      expect(taken).toMatchObject({ place: { platform, channel: chat.channel, direct: false } });
      const formId = taken?.act.kind === "form" ? taken.act.formId : "";
      expect(await chat.poster.updateForm(formId, askedForm("erp", place()))).toMatchObject({ kind: "sent" });
      expect(chat.form("dana").text).toContain("is in");
    });

    test("one that is brought twice is taken once", async () => {
      await open("create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
      await chat.sends("dana", { name: "erp", reason: "x" });
      await chat.again();
      expect(chat.inbox.duplicates).toHaveLength(1);
    });

    test("one that was not taken stays open with all that was filled in", async () => {
      await open("create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
      chat.inbox.reachable = false;
      await chat.sends("dana", { name: "erp", reason: "cut-over" });
      expect(chat.form("dana").text).not.toContain("Checking both clouds for ");
      chat.inbox.reachable = true;
      expect(await chat.sends("dana", { name: "erp", reason: "cut-over" })).toEqual({});
      expect(lastAct()).toMatchObject({ values: { name: "erp" } });
    });

    test("Reject asks for the reason first, and hands it over with the request", async () => {
      await chat.presses("alex", "Press", await posted("reject", "i4f0a"));
      await eventually(() => "reason" in chat.form("alex").values);
      expect(chat.inbox.taken).toEqual([]);
      await chat.sends("alex", { reason: "Freeze" });
      expect(chat.inbox.taken).toMatchObject([
        {
          place: { channel: chat.channel, direct: false },
          act: { kind: "form", form: "reject", subject: "i4f0a", values: { reason: "Freeze" } },
        },
      ]);
    });
  });

  describe("messages", () => {
    test("post, reply and edit", async () => {
      const ref = await post(
        card("erp waits for approval", "under-way", [text(say`for ${mention(chat.personOf("dana"))}`)]),
      );
      const reply = await post(word("Building erp starts"), { ref });
      expect(chat.messages(ref)).toContain(reply);
      expect(chat.messages()).not.toContain(reply);
      expect(
        await chat.poster.edit({ ...place(), ref }, card("erp is up", "done", [text("Both sessions.")])),
      ).toMatchObject({ kind: "sent", ref });
      expect(chat.reads(ref)).toMatch(/^erp is up ✅\n+Both sessions\./);
    });

    test.each(hostileTexts)("says %j as it is, to the channel and to one person", async (hostile) => {
      const shown = word("erp", undefined, [
        text(say`${hostile}`),
        actions([button("command", "status erp", { label: "Press" })]),
      ]);
      expect(chat.reads(await post(shown))).toContain("erp");
      expect(await chat.poster.toPerson(chat.personOf("dana"), { id: "p", card: shown })).toMatchObject({
        kind: "sent",
      });
    });

    test("a word to one person is read by nobody else", async () => {
      const shown = word("Only for you, alex");
      expect(
        await chat.poster.aside(chat.personOf("alex"), { ...place(), direct: false }, { id: "a", card: shown }),
      ).toMatchObject({ kind: "sent" });
      expect(chat.told("alex")).toContain("Only for you, alex");
      expect(chat.messages().map((id) => chat.reads(id))).not.toContain("Only for you, alex");
    });

    test("the service key is put in while it is sent, and is not in the text before", async () => {
      const shown = word("Both clouds agree", "done", [text(say`The key is ${serviceKey(aKeyRef)}.`)]);
      expect(JSON.stringify(shown)).not.toContain(testServiceKey);
      expect(chat.reads(await post(shown))).toContain(testServiceKey);
    });

    test("what can never work is refused, with the reason", async () => {
      const gone = await chat.poster.edit({ ...place(), ref: "1.000001" }, word("erp"));
      expect(gone).toMatchObject({ kind: "refused", why: expect.stringMatching(/deleted|not exist/) });
      const message = { id: "x", card: word("erp"), alsoInChannel: false };
      const outside = await chat.poster.post({ platform, channel: chat.elsewhere }, message);
      expect(outside).toMatchObject({
        kind: "refused",
        why: expect.stringMatching(/not in the channel|not installed|may not write/),
      });
      expect(await chat.poster.updateForm("no-form", askedForm("erp", place()))).toMatchObject({ kind: "refused" });
    });

    test("an answer that is lost is uncertain, a rate limit is waited out", async () => {
      const message = { id: "x", card: word("erp"), alsoInChannel: false };
      chat.next("answer-lost");
      expect(await chat.poster.post(place(), message)).toMatchObject({ kind: "unknown" });
      chat.next(429);
      expect(await chat.poster.post(place(), message)).toMatchObject({ kind: "retry", afterMs: 7000 });
      for (const status of [502, 504] as const) {
        chat.next(status);
        expect(await chat.poster.post(place(), message)).toMatchObject({ kind: "unknown" });
      }
      chat.next(412);
      expect(await chat.poster.post(place(), message)).toMatchObject({ kind: "retry" });
    });
  });

  test("took everything that was sent as built rightly", () => {
    expect(chat.refused()).toEqual([]);
  });
});
