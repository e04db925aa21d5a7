import { createSlackReceiver } from "../../../adapters/slack/receiver.ts";
import { Secret } from "../../../src/config/secret.ts";
import { createLog } from "../../../src/observability/log.ts";
import { eventually } from "../../support/eventually.ts";
import { type SlackWorld, startSlackWorld, type WorldOptions } from "./slack-world.ts";

describe("the Slack receiver in Socket Mode", () => {
  let it: SlackWorld;
  const start = async (options: WorldOptions = {}) => {
    it = await startSlackWorld({ way: "socket", ...options });
    await eventually(() => it.slack.sockets.connections > 0);
    return it;
  };
  afterEach(() => it.close());

  test("takes commands and mentions over, each once", async () => {
    const { slack, inbox } = await start();
    const command = await slack.player.slashCommand("dana", "C0NET", "/interconnect status erp");
    const { receipt } = await slack.player.mention({ who: "dana", where: "C0NET", text: "list" });
    await slack.courier.repeat(receipt?.id ?? "");
    expect([command.receipt.failure, receipt?.failure]).toEqual([undefined, undefined]);
    expect(inbox.taken.map(({ act }) => act)).toMatchObject([{ text: "status erp" }, { text: "list" }]);
    expect(inbox.duplicates).toHaveLength(1);
  });

  test("says that a command was not taken when the store is silent", async () => {
    const { slack, inbox } = await start();
    inbox.reachable = false;
    const { answer } = await slack.player.slashCommand("dana", "C0NET", "/interconnect list");
    expect(answer?.revisions[0].text).toContain("Not taken, try again");
  });

  test("listens again after the connection was cut", async () => {
    const { slack, inbox } = await start();
    slack.sockets.cut();
    await eventually(() => slack.sockets.connections === 0);
    await eventually(() => slack.sockets.connections > 0, { withinMs: 15_000 });
    await slack.player.slashCommand("dana", "C0NET", "/interconnect list");
    expect(inbox.taken).toHaveLength(1);
  }, 20_000);
});

test("a token that Slack does not accept is a clear error at the start", async () => {
  const it = await startSlackWorld({ way: "socket" });
  try {
    const starting = createSlackReceiver({
      config: {
        botToken: new Secret("xoxb-wrong"),
        apiUrl: it.slack.url,
        way: { kind: "socket", appToken: new Secret(it.slack.workspace.app.appToken) },
      },
      log: createLog({ level: "silent" }),
      sink: it.inbox,
      desk: it.desk,
    });
    await expect(starting).rejects.toMatchObject({
      code: "ConfigInvalid",
      message: "Slack does not accept the token in SLACK_BOT_TOKEN (invalid_auth).",
    });
  } finally {
    await it.close();
  }
});
