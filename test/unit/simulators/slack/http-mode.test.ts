import { createServer } from "node:http";
import type { App } from "@slack/bolt";
import { eventually } from "../../../support/eventually.ts";
import { type ConnectedApp, httpApp, quickSlack } from "./bolt-app.ts";
import { playConversation, talkative } from "./conversation.ts";
import { heard } from "./heard.ts";
import { aModal, buttonRow, plain, section } from "./samples.ts";

const CHANNEL = "net-interconnects";

describe("the Slack simulator with real Bolt behind HTTP", () => {
  let connected: ConnectedApp | undefined;
  const start = async (listen: (app: App) => void) => {
    connected = await httpApp(listen);
    return connected.slack;
  };
  afterEach(async () => {
    await connected?.close();
    connected = undefined;
  });

  test("a slash command is acknowledged within 3 s, and its answer seen by one person", async () => {
    const slack = await start((app) => app.command("/interconnect", ({ ack, payload }) => ack(`Got: ${payload.text}`)));
    const { receipt, answer } = await slack.player.slashCommand("dana", CHANNEL, "/interconnect list env=prod");
    expect(receipt).toMatchObject({ status: 200, failure: undefined });
    expect(receipt.latencyMs).toBeLessThan(3000);
    expect(answer).toMatchObject({ onlyFor: "U0DANA", revisions: [{ text: "Got: list env=prod" }] });
    expect(slack.ledger().deliveries).toEqual([
      expect.objectContaining({ kind: "slash_commands", by: "http", acknowledged: true }),
    ]);
  });

  test("a whole conversation: form with errors, suggestions, update, card, button", async () => {
    const slack = await start(talkative);
    await playConversation(slack);
  });

  test.each([
    { name: "a wrong signature", tamper: { signature: "wrong" as const } },
    { name: "no signature", tamper: { signature: "missing" as const } },
    { name: "a date six minutes ago", tamper: { ageS: 360 } },
  ])("Bolt refuses $name", async ({ tamper }) => {
    const reached = heard();
    const slack = await start((app) => app.command("/interconnect", reached.command));
    const { receipt } = await slack.player.slashCommand("dana", CHANNEL, "/interconnect list", { tamper });
    expect(receipt).toMatchObject({ status: 401, failure: "http_error" });
    expect(reached.payloads).toEqual([]);
  });

  test("a duplicate carries the same content and says that it is one", async () => {
    const reached = heard();
    const slack = await start((app) => app.event("app_mention", reached.event));
    const { receipt } = await slack.player.mention({ who: "dana", where: CHANNEL, text: "status" });
    await slack.courier.repeat(receipt?.id ?? "");
    const [first, second] = await eventually(() => (reached.payloads.length === 2 ? reached.payloads : undefined));
    expect(second).toEqual({ ...first, retryNum: 1, retryReason: "http_timeout" });
  });

  test("two clicks are two interactions", async () => {
    const reached = heard();
    const slack = await start((app) => app.action("approve", reached.action));
    const blocks = [section("erp"), buttonRow("approve", "Approve", "r1")];
    const client = connected?.app.client;
    const { ts = "" } = (await client?.chat.postMessage({ channel: "C0NET", text: "erp", blocks })) ?? {};
    const click = () => slack.player.click({ who: "alex", on: { channel: CHANNEL, ts }, actionId: "approve" });
    await Promise.all([click(), click()]);
    expect(reached.payloads).toHaveLength(2);
    expect(new Set(reached.payloads.map((payload) => JSON.stringify(payload))).size).toBe(2);
  });

  test("a button that is gone can be clicked only by who still sees it", async () => {
    const reached = heard();
    const slack = await start((app) => app.action("approve", reached.action));
    const client = connected?.app.client;
    const blocks = [buttonRow("approve", "Approve", "r1")];
    const { ts = "" } = (await client?.chat.postMessage({ channel: "C0NET", text: "erp", blocks })) ?? {};
    await client?.chat.update({ channel: "C0NET", ts, text: "approved" });
    const clicked = { who: "alex", on: { channel: CHANNEL, ts }, actionId: "approve" };
    await expect(slack.player.click(clicked)).rejects.toThrow("no approve among: nothing to click");
    await expect(slack.player.click({ ...clicked, stale: true })).resolves.toMatchObject({ status: 200 });
  });

  test("a response_url replaces the message, five times at most", async () => {
    const urls: string[] = [];
    const slack = await start((app) =>
      app.action("approve", async ({ ack, body }) => {
        if (body.type === "block_actions") urls.push(body.response_url);
        await ack();
      }),
    );
    const blocks = [buttonRow("approve", "Approve", "r1")];
    const { ts = "" } = (await connected?.app.client.chat.postMessage({ channel: "C0NET", text: "erp", blocks })) ?? {};
    await slack.player.click({ who: "alex", on: { channel: CHANNEL, ts }, actionId: "approve" });
    const [url = ""] = urls;
    const answer = () =>
      fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ replace_original: true, text: "approved" }),
      });
    const statuses: number[] = [];
    for (let use = 0; use < 6; use += 1) statuses.push((await answer()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(slack.workspace.messages.find("C0NET", ts)?.revisions).toHaveLength(6);
  });

  test("an answer that Slack would not take leaves the form as it is", async () => {
    const slack = await start((app) => {
      app.command("/interconnect", async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: aModal() });
      });
      app.view("new-interconnect", ({ ack }) =>
        ack({ response_action: "update", view: aModal({ title: plain("x".repeat(25)) }) }),
      );
    });
    await slack.player.slashCommand("dana", CHANNEL, "/interconnect create");
    const { viewId } = await eventually(() => slack.player.modalOf("dana"));
    const outcome = await slack.player.submitView({ who: "dana", viewId, entries: { name: "erp" } });
    expect(outcome.result).toBe("failed");
    expect(slack.ledger().refused).toEqual([
      expect.objectContaining({ method: "view_submission", error: "invalid_arguments" }),
    ]);
  });
});

describe("events that were not acknowledged", () => {
  test("come again until they are, unless the app asks not to", async () => {
    const slack = await quickSlack({ redeliveryMs: [0, 10, 10] });
    const answers = [500, 500, 200];
    const tries: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      tries.push([request.headers["x-slack-retry-num"], request.headers["x-slack-retry-reason"]].join(" "));
      response.writeHead(answers.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    slack.listenAt(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
    const { receipt } = await slack.player.mention({ who: "dana", where: CHANNEL, text: "status" });
    expect(receipt).toMatchObject({ status: 500, failure: "http_error" });
    await eventually(() => slack.ledger().deliveries.some(({ acknowledged }) => acknowledged));
    expect(tries).toEqual([" ", "1 http_error", "2 http_error"]);
    server.close();
    await slack.close();
  });

  test("never reach an app that is not in the channel", async () => {
    const slack = await quickSlack();
    const { receipt } = await slack.player.mention({ who: "dana", where: "random", text: "status" });
    expect(receipt).toBeUndefined();
    expect(slack.ledger().deliveries).toEqual([]);
    await slack.close();
  });
});
