import { WebClient, type WebClientOptions } from "@slack/web-api";
import { listAt, textAt } from "../../../simulators/kit/json.ts";
import type { SlackSimulator } from "../../../simulators/slack/simulator.ts";
import { current } from "../../../simulators/slack/workspace/messages.ts";
import { quickSlack, quiet } from "./bolt-app.ts";
import { buttonRow, section } from "./samples.ts";

const CHANNEL = "C0NET";

describe("posting to the Slack simulator with the real WebClient", () => {
  let slack: SlackSimulator;
  let client: WebClient;

  const clientFor = (token: string, options: WebClientOptions = {}) =>
    new WebClient(token, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quiet, ...options });

  beforeEach(async () => {
    slack = await quickSlack();
    client = clientFor(slack.workspace.app.botToken);
  });
  afterEach(() => slack.close());

  test("keeps a thread with its parent, order and broadcast", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: CHANNEL, text: "erp" });
    await client.chat.postMessage({ channel: CHANNEL, text: "started", thread_ts: ts });
    await client.chat.postMessage({ channel: CHANNEL, text: "up", thread_ts: ts, reply_broadcast: true });
    const replies = await client.conversations.replies({ channel: CHANNEL, ts });
    const history = await client.conversations.history({ channel: CHANNEL });
    expect(replies.messages?.map(({ text }) => text)).toEqual(["erp", "started", "up"]);
    expect(history.messages?.map(({ text }) => text)).toEqual(["up", "erp"]);
  });

  test("gives metadata back only when asked for all of it", async () => {
    const metadata = { event_type: "interconnect_post", event_payload: { id: "op-1/step/2" } };
    const { ts = "" } = await client.chat.postMessage({ channel: CHANNEL, text: "x", metadata });
    const whole = await client.conversations.replies({ channel: CHANNEL, ts, include_all_metadata: true });
    const short = await client.conversations.replies({ channel: CHANNEL, ts });
    expect(whole.messages?.[0]).toMatchObject({ metadata });
    expect(short.messages?.[0]).toMatchObject({ metadata: { event_type: "interconnect_post" } });
    expect(short.messages?.[0]).not.toMatchObject({ metadata: { event_payload: expect.anything() } });
  });

  test("removes the blocks on an edit with text alone, and keeps metadata and history", async () => {
    const metadata = { event_type: "card", event_payload: {} };
    const blocks = [section("*erp*"), buttonRow("approve", "Approve", "r1")];
    const { ts = "" } = await client.chat.postMessage({ channel: CHANNEL, text: "erp", blocks, metadata });
    await client.chat.update({ channel: CHANNEL, ts, text: "approved" });
    const message = slack.workspace.messages.find(CHANNEL, ts);
    expect(message?.revisions).toHaveLength(2);
    expect(message && current(message)).toMatchObject({ text: "approved", blocks: [], metadata });
  });

  test("pages through a thread", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: CHANNEL, text: "0" });
    for (const text of ["1", "2", "3"]) await client.chat.postMessage({ channel: CHANNEL, text, thread_ts: ts });
    const texts: (string | undefined)[][] = [];
    for await (const page of client.paginate("conversations.replies", { channel: CHANNEL, ts, limit: 2 }))
      texts.push(listAt(page, "messages").map((message) => textAt(message, "text")));
    expect(texts).toEqual([
      ["0", "1"],
      ["2", "3"],
    ]);
  });

  const refusals = [
    { name: "an unknown channel", args: { channel: "C0NOWHERE", text: "x" }, error: "channel_not_found" },
    { name: "a channel without the bot", args: { channel: "C0RANDOM", text: "x" }, error: "not_in_channel" },
    { name: "an archived channel", args: { channel: "C0OLD", text: "x" }, error: "is_archived" },
    { name: "nothing to say", args: { channel: CHANNEL }, error: "no_text" },
    { name: "an endless text", args: { channel: CHANNEL, text: "x".repeat(40_001) }, error: "msg_too_long" },
    {
      name: "a thread that is not there",
      args: { channel: CHANNEL, text: "x", thread_ts: "1.000000" },
      error: "thread_not_found",
    },
    {
      name: "wrong metadata",
      args: { channel: CHANNEL, text: "x", metadata: { event_type: "" } },
      error: "invalid_metadata_format",
    },
    {
      name: "an argument that does not exist",
      args: { channel: CHANNEL, text: "x", thread: "1.0" },
      error: "invalid_arguments",
    },
  ];
  test.each(refusals)("refuses $name", async ({ args, error }) => {
    await expect(client.apiCall("chat.postMessage", args)).rejects.toMatchObject({ data: { error } });
    expect(slack.ledger().refused).toEqual([expect.objectContaining({ method: "chat.postMessage", error })]);
  });

  test("says where blocks are wrong, and counts it as an illegal call", async () => {
    const posting = client.chat.postMessage({ channel: CHANNEL, text: "x", blocks: [section("")] });
    await expect(posting).rejects.toMatchObject({
      data: {
        error: "invalid_blocks",
        response_metadata: {
          messages: ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
        },
      },
    });
    expect(slack.workspace.world.ledger.snapshot().illegalCalls).toEqual([
      expect.objectContaining({ service: "slack", operation: "chat.postMessage" }),
    ]);
  });

  test("refuses an edit over 4000 characters and of somebody else's message", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: CHANNEL, text: "x" });
    const foreign = slack.player.say({ who: "dana", where: CHANNEL, text: "mine" });
    const edits = [
      { ts, text: "x".repeat(4001), error: "msg_too_long" },
      { ts: foreign.ts, text: "yours", error: "cant_update_message" },
      { ts: "1.000000", text: "x", error: "message_not_found" },
    ];
    for (const { error, ...edit } of edits)
      await expect(client.chat.update({ channel: CHANNEL, ...edit })).rejects.toMatchObject({ data: { error } });
  });

  test("tells tokens and scopes apart", async () => {
    const { app } = slack.workspace;
    const post = (token: string) => clientFor(token).chat.postMessage({ channel: CHANNEL, text: "x" });
    await expect(post("xoxb-other")).rejects.toMatchObject({ data: { error: "invalid_auth" } });
    await expect(post(app.appToken)).rejects.toMatchObject({ data: { error: "not_allowed_token_type" } });
    app.scopes.delete("chat:write");
    await expect(post(app.botToken)).rejects.toMatchObject({ data: { error: "missing_scope", needed: "chat:write" } });
    app.active = false;
    await expect(post(app.botToken)).rejects.toMatchObject({ data: { error: "account_inactive" } });
  });

  test("answers 429 with Retry-After after a short burst in one channel, not in another", async () => {
    slack.limits.generosity = 1;
    const strict = clientFor(slack.workspace.app.botToken, { rejectRateLimitedCalls: true });
    const post = (channel: string) => strict.chat.postMessage({ channel, text: "x" });
    for (let sent = 0; sent < 4; sent += 1) await post(CHANNEL);
    await expect(post(CHANNEL)).rejects.toMatchObject({ code: "slack_webapi_rate_limited_error", retryAfter: 1 });
    await expect(post("C0PRIVATE")).resolves.toMatchObject({ ok: true });
  });

  test("shows an ephemeral to its person alone", async () => {
    await client.chat.postEphemeral({ channel: CHANNEL, user: "U0DANA", text: "only you" });
    const { ephemerals, messages } = slack.ledger();
    expect(ephemerals).toEqual([expect.objectContaining({ onlyFor: "U0DANA" })]);
    expect(messages).toEqual([]);
    const toOthers = client.chat.postEphemeral({ channel: CHANNEL, user: "U0OLGA", text: "x" });
    await expect(toOthers).rejects.toMatchObject({ data: { error: "user_not_in_channel" } });
  });

  test("shows an uploaded picture", async () => {
    const upload = { file: Buffer.from("png"), filename: "erp.png", title: "Topology of erp", channel_id: CHANNEL };
    await client.files.uploadV2({ ...upload, initial_comment: "The topology" });
    const [file] = slack.workspace.files.all.values();
    expect(file).toMatchObject({ name: "erp.png", title: "Topology of erp", content: Buffer.from("png") });
    expect(slack.ledger().messages).toEqual([expect.objectContaining({ fileIds: [file?.id] })]);
    const picture = { type: "image" as const, alt_text: "Topology", slack_file: { id: file?.id ?? "" } };
    await expect(client.chat.postMessage({ channel: CHANNEL, text: "x", blocks: [picture] })).resolves.toMatchObject({
      ok: true,
    });
  });
});
