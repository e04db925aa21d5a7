import { createSlackPoster } from "../../../adapters/slack/poster.ts";
import { button } from "../../../src/chat/actions.ts";
import { actions, type Card, card, mention, say, serviceKey, text, word } from "../../../src/chat/card.ts";
import { rejectForm } from "../../../src/chat/forms/reject-form.ts";
import type { PostOutcome } from "../../../src/chat/ports.ts";
import { InterconnectError } from "../../../src/domain/errors.ts";
import { personId } from "../../../src/domain/ids.ts";
import { aKeyRef } from "../../builders/plan.ts";
import { current } from "../../simulators/slack/workspace/messages.ts";
import { freePort } from "../../support/free-port.mjs";
import { testServiceKey } from "../chat-parts.ts";
import { type SlackWorld, startSlackWorld, type WorldOptions } from "./slack-world.ts";

const dana = personId("slack:T0CONTOSO/U0DANA");
const net = { platform: "slack", channel: "C0NET" } as const;
const erp = card("erp waits for approval", "under-way", [
  text(say`for ${mention(dana)}`),
  actions([button("approve", "r1")]),
]);
const refOf = (outcome: PostOutcome | undefined): string => (outcome?.kind === "sent" ? outcome.ref : "");

describe("the Slack poster", () => {
  let it: SlackWorld;
  const start = async (options: WorldOptions = {}) => {
    it = await startSlackWorld(options);
    return it;
  };
  afterEach(() => it.close());

  const post = (id: string, drawn: Card = erp, more: { ref?: string; alsoInChannel?: boolean } = {}) =>
    it.poster.post(more.ref === undefined ? net : { ...net, ref: more.ref }, {
      id,
      card: drawn,
      alsoInChannel: more.alsoInChannel ?? false,
    });
  const messages = () => it.slack.workspace.messages.all;

  test("posts, replies in the thread and shows a reply in the channel too", async () => {
    await start();
    const ref = refOf(await post("op/card"));
    await post("op/begun", word("Building erp starts"), { ref });
    await post("op/end", word("erp is up", "done"), { ref, alsoInChannel: true });
    expect(messages().map(({ threadTs, broadcast }) => ({ threadTs, broadcast }))).toEqual([
      { threadTs: undefined, broadcast: false },
      { threadTs: ref, broadcast: false },
      { threadTs: ref, broadcast: true },
    ]);
  });

  test("an edit replaces text and blocks, and keeps the id of the post", async () => {
    await start();
    const ref = refOf(await post("op/card"));
    expect(await it.poster.edit({ ...net, ref }, card("erp is up", "done", [text("Both sessions.")]))).toEqual({
      kind: "sent",
      ref,
    });
    const [message] = messages();
    expect(message?.revisions).toHaveLength(2);
    expect(message && current(message)).toMatchObject({
      text: "erp is up ✅\nBoth sessions.",
      metadata: { event_type: "interconnect_post", event_payload: { id: "op/card" } },
    });
    expect(refOf(await it.poster.find(net, "op/card", Date.now() - 1000))).toBe(ref);
  });

  test("finds a message whose answer was lost, in the channel and in the thread, and only that one", async () => {
    const { world } = await start();
    const ref = refOf(await post("op/card"));
    const lost = {
      match: { service: "slack", path: "chat.postMessage", times: 1 },
      effect: { kind: "dropAfter" as const },
    };
    world.faults.add(lost);
    expect(await post("op/other-card")).toMatchObject({ kind: "unknown" });
    world.faults.add(lost);
    expect(await post("op/begun", word("starts"), { ref })).toMatchObject({ kind: "unknown" });
    const since = Date.now() - 5_000;
    expect(await it.poster.find(net, "op/other-card", since)).toMatchObject({ kind: "sent" });
    expect(await it.poster.find({ ...net, ref }, "op/begun", since)).toMatchObject({ kind: "sent" });
    expect(await it.poster.find(net, "op/never", since)).toBeUndefined();
    expect(await it.poster.find({ ...net, ref }, "op/never", since)).toBeUndefined();
  });

  test("a direct message whose answer was lost is not sent twice", async () => {
    const { world } = await start();
    world.faults.add({
      match: { service: "slack", path: "chat.postMessage", times: 1 },
      effect: { kind: "dropAfter" },
    });
    expect(await it.poster.toPerson(dana, { id: "r1/wanted", card: erp })).toMatchObject({ kind: "unknown" });
    expect(await it.poster.toPerson(dana, { id: "r1/wanted", card: erp })).toMatchObject({ kind: "sent" });
    expect(messages()).toHaveLength(1);
  });

  test.each([
    { name: "an archived channel", place: { channel: "C0OLD" }, why: "The channel is archived." },
    {
      name: "a channel the bot is not in",
      place: { channel: "C0RANDOM" },
      why: "The bot is not in the channel. Invite it there.",
    },
    {
      name: "no such channel",
      place: { channel: "C0NOWHERE" },
      why: "The channel does not exist, or the bot cannot see it. Invite the bot there.",
    },
    {
      name: "no such thread",
      place: { channel: "C0NET", ref: "1.000001" },
      why: "The thread's first message was deleted.",
    },
  ])("says that it will never work: $name", async ({ place, why }) => {
    await start();
    const outcome = await it.poster.post({ platform: "slack", ...place }, { id: "x", card: erp, alsoInChannel: false });
    expect(outcome).toEqual({ kind: "refused", why });
  });

  test("says so when the edited message is gone", async () => {
    await start();
    expect(await it.poster.edit({ ...net, ref: "1.000001" }, erp)).toEqual({
      kind: "refused",
      why: "The message was deleted.",
    });
  });

  test("passes Slack's rate limit on, at once", async () => {
    await start({ generosity: 1 });
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, at) => post(`m${at}`)));
    const retries = outcomes.filter(({ kind }) => kind === "retry");
    expect(retries.length).toBeGreaterThan(0);
    expect(retries[0]).toMatchObject({ afterMs: expect.any(Number), why: "Slack's rate limit is reached." });
    expect(outcomes.length - retries.length).toBe(messages().length);
  });

  test.each([
    { name: "the connection breaks after the effect", effect: { kind: "dropAfter" as const }, kind: "unknown" },
    { name: "the connection breaks before the effect", effect: { kind: "dropBefore" as const }, kind: "unknown" },
    { name: "Slack answers 500", effect: { kind: "respond" as const, status: 500 }, kind: "unknown" },
    { name: "Slack answers 503", effect: { kind: "respond" as const, status: 503 }, kind: "unknown" },
    {
      name: "Slack fails inside",
      effect: { kind: "respond" as const, status: 200, body: { ok: false, error: "internal_error" } },
      kind: "unknown",
    },
    {
      name: "the token is revoked",
      effect: { kind: "respond" as const, status: 200, body: { ok: false, error: "token_revoked" } },
      kind: "retry",
    },
    {
      name: "a scope is missing",
      effect: { kind: "respond" as const, status: 200, body: { ok: false, error: "missing_scope" } },
      kind: "retry",
    },
  ])("makes one attempt when $name, and calls it $kind", async ({ effect, kind }) => {
    const { world } = await start();
    world.faults.add({ id: "f", match: { service: "slack", path: "chat.postMessage" }, effect });
    expect(await post("m1")).toMatchObject({ kind });
    expect(world.faults.list()).toMatchObject([{ hits: 1 }]);
  });

  test("tells a call that never left from one that may have arrived", async () => {
    const { slack } = await start();
    const poster = createSlackPoster({
      token: slack.workspace.app.botToken,
      apiUrl: `http://127.0.0.1:${await freePort()}/api/`,
      revealServiceKey: () => Promise.resolve(""),
    });
    expect(await poster.post(net, { id: "m1", card: erp, alsoInChannel: false })).toMatchObject({
      kind: "retry",
      why: "Slack could not be reached.",
    });
  });

  test("puts the service key in while sending, and into nothing else", async () => {
    const asked: unknown[] = [];
    await start({
      reveal: (reference, reader) => {
        asked.push({ ...reference, reader });
        return Promise.resolve(testServiceKey);
      },
    });
    const drawn = word("Both clouds agree", "done", [text(say`The key was ${serviceKey(aKeyRef)}.`)]);
    await post("op/provisioned", drawn);
    const [message] = messages();
    expect(asked).toEqual([{ ...aKeyRef, reader: "slack/C0NET" }]);
    expect(JSON.stringify(message && current(message).blocks)).toContain(testServiceKey);
    expect(JSON.stringify(drawn)).not.toContain(testServiceKey);
    expect(it.logged()).not.toContain(testServiceKey);
  });

  test("says by every way who will read the service key, and refuses for good what is not meant for them", async () => {
    const readers: string[] = [];
    await start({
      reveal: (_reference, reader) => {
        readers.push(reader);
        return Promise.reject(new InterconnectError({ code: "NotAllowed", kind: "blocked", message: "Not for them." }));
      },
    });
    const drawn = word("The key", "done", [text(say`${serviceKey(aKeyRef)}`)]);
    const place = { ...net, direct: false };
    const outcomes = [
      await post("a", drawn),
      await it.poster.edit({ ...net, ref: "1.2" }, drawn),
      await it.poster.toPerson(dana, { id: "b", card: drawn }),
      await it.poster.aside(dana, place, { id: "c", card: drawn }),
    ];
    expect(readers).toEqual(["slack/C0NET", "slack/C0NET", dana, dana]);
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: "refused", why: "Not for them." })));
    expect(messages()).toEqual([]);
  });

  test("waits when the service key cannot be read, and says nothing without it", async () => {
    await start({ reveal: () => Promise.reject(new Error("Azure is away")) });
    const drawn = word("Both clouds agree", "done", [text(say`${serviceKey(aKeyRef)}`)]);
    expect(await post("op/provisioned", drawn)).toMatchObject({ kind: "retry" });
    expect(messages()).toEqual([]);
  });

  test("says a passing word to one person where they acted, thread included", async () => {
    await start();
    const ref = refOf(await post("op/card"));
    const place = { platform: "slack", channel: "C0NET", direct: false, threadRef: ref } as const;
    expect(await it.poster.aside(dana, place, { id: "a", card: word("You may not") })).toMatchObject({ kind: "sent" });
    expect(messages().at(-1)).toMatchObject({ onlyFor: "U0DANA", threadTs: ref });
  });

  test("refuses to say it to people who are not there", async () => {
    await start();
    const place = { platform: "slack", channel: "C0PRIVATE", direct: false } as const;
    const noor = personId("slack:T0CONTOSO/U0NOOR");
    const gone = personId("slack:T0CONTOSO/U0DEE");
    const teams = personId("teams:tenant/oid");
    const outcomes = await Promise.all([
      it.poster.aside(noor, place, { id: "a", card: erp }),
      it.poster.toPerson(gone, { id: "b", card: erp }),
      it.poster.toPerson(teams, { id: "c", card: erp }),
    ]);
    expect(outcomes).toEqual([
      { kind: "refused", why: "The person is not in the channel." },
      { kind: "refused", why: "The person's account is switched off." },
      { kind: "refused", why: "The person has no account in Slack." },
    ]);
  });

  test.each(["", "V1", "V0NOTHERE/C0NET/c"])("a form that is not open is refused: %j", async (formId) => {
    await start();
    expect(await it.poster.updateForm(formId, rejectForm("r1"))).toMatchObject({ kind: "refused" });
  });

  test("sends nothing that Slack would take as a bug", async () => {
    const { slack } = await start();
    await post("m1");
    await it.poster.toPerson(dana, { id: "m2", card: erp });
    expect(slack.workspace.journal.refused).toEqual([]);
  });
});
