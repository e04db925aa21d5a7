import type { App } from "@slack/bolt";
import { eventually } from "../../../support/eventually.ts";
import { type ConnectedApp, socketApp } from "./bolt-app.ts";
import { playConversation, talkative } from "./conversation.ts";
import { heard } from "./heard.ts";

const CHANNEL = "net-interconnects";

describe("the Slack simulator with real Bolt in Socket Mode", () => {
  let connected: ConnectedApp | undefined;
  const start = async (listen: (app: App) => void, redeliveryMs: number[] = []) => {
    connected = await socketApp(listen, { redeliveryMs });
    return connected.slack;
  };
  afterEach(async () => {
    await connected?.close();
    connected = undefined;
  });

  test("carries a whole conversation", async () => {
    const slack = await start(talkative);
    await playConversation(slack);
    expect(slack.ledger().deliveries.every(({ by, acknowledged }) => by === "socket" && acknowledged)).toBe(true);
  });

  test("an event that nobody took comes again", async () => {
    const reached = heard();
    const slack = await start((app) => app.event("app_mention", reached.event), [600, 600, 600]);
    slack.sockets.cut();
    const { receipt } = await slack.player.mention({ who: "dana", where: CHANNEL, text: "status" });
    expect(receipt).toMatchObject({ failure: "connection_failed" });
    const [payload] = await eventually(() => (reached.payloads.length > 0 ? reached.payloads : undefined));
    expect(payload).toMatchObject({ retryReason: "connection_failed", event: { type: "app_mention" } });
  });

  test.each(["refused", "unavailable"] as const)(
    "Bolt comes back after an outage (%s)",
    async (how) => {
      const reached = heard();
      const slack = await start((app) => app.command("/interconnect", reached.command));
      await slack.down(500, how);
      expect(slack.sockets.connections).toBe(0);
      await eventually(() => slack.sockets.connections === 1, { withinMs: 15_000 });
      // Only an answer shows that Bolt has settled: stopped while it still connects, it rejects out of reach.
      const { receipt } = await slack.player.slashCommand("dana", CHANNEL, "/interconnect list");
      expect(receipt).toMatchObject({ status: 200, failure: undefined });
    },
    20_000,
  );

  test.each([
    { name: "when Slack asks for it", abruptly: false },
    { name: "when the connection is cut", abruptly: true },
  ])("Bolt connects anew $name", async ({ abruptly }) => {
    const reached = heard();
    const slack = await start((app) => app.command("/interconnect", reached.command));
    if (abruptly) slack.sockets.cut();
    else slack.sockets.refresh();
    await eventually(() => slack.sockets.connections === 0);
    await eventually(() => slack.sockets.connections === 1);
    const { receipt } = await slack.player.slashCommand("dana", CHANNEL, "/interconnect list");
    expect(receipt).toMatchObject({ status: 200, failure: undefined });
    expect(reached.payloads).toEqual([expect.objectContaining({ text: "list" })]);
  });
});
