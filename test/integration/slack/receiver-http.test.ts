import { request } from "node:http";
import { button } from "../../../src/chat/actions.ts";
import { actions, word } from "../../../src/chat/card.ts";
import { eventually } from "../../support/eventually.ts";
import { type SlackWorld, startSlackWorld, type WorldOptions } from "./slack-world.ts";

describe("the Slack receiver over HTTP", () => {
  let it: SlackWorld;
  const start = async (options: WorldOptions = {}) => {
    it = await startSlackWorld(options);
    return it;
  };
  afterEach(() => it.close());

  test("takes a slash command over and acknowledges it without a word", async () => {
    const { slack, inbox } = await start();
    const { receipt, answer } = await slack.player.slashCommand(
      "dana",
      "net-interconnects",
      "/interconnect status erp",
    );
    expect(receipt.failure).toBeUndefined();
    expect(answer).toBeUndefined();
    expect(inbox.taken).toMatchObject([
      {
        person: "slack:T0CONTOSO/U0DANA",
        place: { platform: "slack", channel: "C0NET", direct: false },
        act: { kind: "command", text: "status erp" },
      },
    ]);
  });

  test("says that it was not taken when the store is silent, and keeps nothing", async () => {
    const { slack, inbox } = await start();
    inbox.reachable = false;
    const { receipt, answer } = await slack.player.slashCommand("dana", "C0NET", "/interconnect list");
    expect(receipt.failure).toBeUndefined();
    expect(answer?.onlyFor).toBe("U0DANA");
    expect(answer?.revisions[0].text).toContain("Not taken, try again");
    expect(inbox.taken).toEqual([]);
  });

  test("takes a mention in a thread with its place, once, however often Slack brings it", async () => {
    const { slack, inbox } = await start();
    const parent = slack.player.say({ who: "dana", where: "C0NET", text: "erp card" });
    const said = { who: "dana", where: "C0NET", text: "verify &  <b>", threadTs: parent.ts };
    const { receipt } = await slack.player.mention(said);
    const again = await slack.courier.repeat(receipt?.id ?? "");
    expect([receipt?.status, again.status]).toEqual([200, 200]);
    expect(inbox.duplicates).toHaveLength(1);
    expect(inbox.taken).toMatchObject([
      { place: { channel: "C0NET", threadRef: parent.ts }, act: { kind: "command", text: "verify &  <b>" } },
    ]);
  });

  test("an event is acknowledged only after it was taken over", async () => {
    const { slack, inbox } = await start();
    const accept = inbox.accept.bind(inbox);
    const order: string[] = [];
    let release = (): void => undefined;
    inbox.accept = async (incoming) => {
      order.push("arrived");
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      order.push("taken");
      return accept(incoming);
    };
    const mention = slack.player.mention({ who: "dana", where: "C0NET", text: "list" });
    void mention.then(() => order.push("acknowledged"));
    await eventually(() => order.includes("arrived"));
    release();
    await mention;
    expect(order).toEqual(["arrived", "taken", "acknowledged"]);
  });

  test("tells a person whose mention could not be taken", async () => {
    const { slack, inbox } = await start();
    inbox.reachable = false;
    await slack.player.mention({ who: "dana", where: "C0NET", text: "list" });
    const told = slack.workspace.messages.all.filter(({ onlyFor }) => onlyFor === "U0DANA");
    expect(told.map(({ revisions }) => revisions[0].text)).toEqual([expect.stringContaining("Not taken, try again")]);
  });

  test("an event that fails for another reason is brought again by Slack", async () => {
    const { slack, inbox } = await start({ redeliveryMs: [0, 0] });
    inbox.reachable = false;
    it.world.faults.add({
      match: { service: "slack", path: "chat.postEphemeral", times: 1 },
      effect: { kind: "respond", status: 503, when: "before" },
    });
    const { receipt } = await slack.player.mention({ who: "dana", where: "C0NET", text: "list" });
    inbox.reachable = true;
    expect(receipt?.status).toBe(500);
    await eventually(() => inbox.taken.length === 1);
  });

  test("does not take what people of another workspace press in a shared channel", async () => {
    const { slack, inbox, poster } = await start();
    const card = word("erp", undefined, [actions([button("approve", "r1")])]);
    const sent = await poster.post(
      { platform: "slack", channel: "C0PARTNER" },
      { id: "m1", card, alsoInChannel: false },
    );
    const on = { channel: "C0PARTNER", ts: sent.kind === "sent" ? sent.ref : "" };
    const olga = await slack.player.click({ who: "olga", on, actionId: "approve" });
    const dana = await slack.player.click({ who: "dana", on, actionId: "approve" });
    expect([olga.status, dana.status]).toEqual([200, 200]);
    expect(inbox.taken.map(({ person }) => person)).toEqual(["slack:T0CONTOSO/U0DANA"]);
  });

  test.each([
    { name: "signed wrongly", tamper: { signature: "wrong" as const }, status: 401 },
    { name: "not signed", tamper: { signature: "missing" as const }, status: 401 },
    { name: "six minutes old", tamper: { ageS: 360 }, status: 401 },
    { name: "ten minutes ahead", tamper: { ageS: -600 }, status: 401 },
  ])("refuses a request that is $name", async ({ tamper, status }) => {
    const { slack, inbox } = await start();
    const { receipt } = await slack.player.slashCommand("dana", "C0NET", "/interconnect list", { tamper });
    expect(receipt.status).toBe(status);
    expect(inbox.taken).toEqual([]);
  });

  test("accepts a clock that is a little ahead", async () => {
    const { slack, inbox } = await start();
    await slack.player.slashCommand("dana", "C0NET", "/interconnect list", { tamper: { ageS: -20 } });
    expect(inbox.taken).toHaveLength(1);
  });

  test.each([
    {
      name: "a body that is announced as too large",
      headers: { "content-length": "600000" },
      method: "POST",
      status: 413,
    },
    { name: "another method", headers: {}, method: "GET", status: 405 },
    {
      name: "a body without a signature",
      headers: { "content-type": "application/json" },
      method: "POST",
      status: 401,
    },
  ])("refuses $name", async ({ headers, method, status }) => {
    const { eventsUrl, inbox } = await start();
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(eventsUrl, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on("error", reject);
      if (status === 413) sent.flushHeaders();
      else sent.end();
    });
    expect(answered).toBe(status);
    expect(inbox.taken).toEqual([]);
  });

  test("refuses a body that grows too large without saying so", async () => {
    const { eventsUrl } = await start();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("x".repeat(700_000)));
        controller.close();
      },
    });
    const response = await fetch(eventsUrl, { method: "POST", body, duplex: "half" });
    expect(response.status).toBe(413);
  });

  test("acknowledges quickly, many at a time", async () => {
    const { slack, inbox } = await start();
    const lines = Array.from({ length: 40 }, (_, at) => `/interconnect status erp-${at}`);
    const outcomes = await Promise.all(lines.map((line) => slack.player.slashCommand("dana", "C0NET", line)));
    const slowest = Math.max(...outcomes.map(({ receipt }) => receipt.latencyMs));
    expect(inbox.taken).toHaveLength(40);
    expect(slowest).toBeLessThan(1500);
  });
});
