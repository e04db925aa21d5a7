import { WebClient } from "@slack/web-api";
import type { SlackSimulator } from "../../../simulators/slack/simulator.ts";
import { quickSlack, quiet } from "./bolt-app.ts";

describe("people and channels of the Slack simulator", () => {
  let slack: SlackSimulator;
  let client: WebClient;
  beforeEach(async () => {
    slack = await quickSlack();
    const { botToken } = slack.workspace.app;
    client = new WebClient(botToken, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quiet });
  });
  afterEach(() => slack.close());

  test("the bot learns who it is and which scopes it has", async () => {
    const me = await client.auth.test();
    expect(me).toMatchObject({ team_id: "T0CONTOSO", user_id: "U0INTERCONNECT", bot_id: "B0INTERCONNECT" });
    expect(me.response_metadata?.scopes).toContain("chat:write");
  });

  test.each([
    { user: "U0DANA", seen: { deleted: false, is_bot: false, is_restricted: false, team_id: "T0CONTOSO" } },
    { user: "U0GUS", seen: { is_restricted: true } },
    { user: "U0DEE", seen: { deleted: true } },
    { user: "U0ROBO", seen: { is_bot: true } },
    { user: "U0OLGA", seen: { team_id: "T0FABRIKAM" } },
    { user: "U0NOOR", seen: { tz: "Asia/Dubai", tz_offset: 14_400 } },
  ])("users.info tells what $user is", async ({ user, seen }) => {
    const info = await client.users.info({ user });
    expect(info.user).toMatchObject(seen);
  });

  test("an e-mail needs its scope", async () => {
    slack.workspace.app.scopes.delete("users:read.email");
    const info = await client.users.info({ user: "U0DANA" });
    expect(info.user?.profile).not.toHaveProperty("email");
  });

  test("a user group lists its active members", async () => {
    slack.workspace.directory.person("sam").deactivated = true;
    const group = await client.usergroups.users.list({ usergroup: "S0APPROVERS" });
    expect(group.users).toEqual(["U0ALEX"]);
    const unknown = client.usergroups.users.list({ usergroup: "S0NOBODY" });
    await expect(unknown).rejects.toMatchObject({ data: { error: "no_such_subteam" } });
  });

  test.each([
    { channel: "C0NET", seen: { is_member: true, is_archived: false, is_ext_shared: false } },
    { channel: "C0RANDOM", seen: { is_member: false } },
    { channel: "C0OLD", seen: { is_archived: true } },
    { channel: "C0PARTNER", seen: { is_ext_shared: true } },
    { channel: "C0PRIVATE", seen: { is_private: true, is_group: true } },
  ])("conversations.info tells what $channel is", async ({ channel, seen }) => {
    const info = await client.conversations.info({ channel });
    expect(info.channel).toMatchObject(seen);
  });

  test("a private channel without the bot does not exist for it", async () => {
    slack.workspace.directory.channel("net-private").members.delete("U0INTERCONNECT");
    const info = client.conversations.info({ channel: "C0PRIVATE" });
    await expect(info).rejects.toMatchObject({ data: { error: "channel_not_found" } });
  });

  test("a direct message opens once, and not to somebody who left", async () => {
    const first = await client.conversations.open({ users: "U0DANA" });
    const second = await client.conversations.open({ users: "U0DANA" });
    expect(second.channel?.id).toBe(first.channel?.id);
    await client.chat.postMessage({ channel: first.channel?.id ?? "", text: "Fix and send again" });
    expect(slack.ledger().messages).toHaveLength(1);
    const gone = client.conversations.open({ users: "U0DEE" });
    await expect(gone).rejects.toMatchObject({ data: { error: "user_disabled" } });
  });

  test("the members of a channel come in pages", async () => {
    const first = await client.conversations.members({ channel: "C0NET", limit: 4 });
    const cursor = first.response_metadata?.next_cursor ?? "";
    const second = await client.conversations.members({ channel: "C0NET", limit: 4, cursor });
    expect([...(first.members ?? []), ...(second.members ?? [])]).toEqual([
      ...slack.workspace.directory.channel("C0NET").members,
    ]);
    expect(second.response_metadata?.next_cursor).toBe("");
  });

  test("a permalink names channel, message and thread", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: "C0NET", text: "erp" });
    const reply = await client.chat.postMessage({ channel: "C0NET", text: "up", thread_ts: ts });
    const link = await client.chat.getPermalink({ channel: "C0NET", message_ts: reply.ts ?? "" });
    expect(link.permalink).toBe(
      `https://contoso.slack.com/archives/C0NET/p${reply.ts?.replace(".", "")}?thread_ts=${ts}&cid=C0NET`,
    );
  });

  test("a deleted message is gone for everybody but the ledger", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: "C0NET", text: "erp" });
    await client.chat.delete({ channel: "C0NET", ts });
    const update = client.chat.update({ channel: "C0NET", ts, text: "x" });
    await expect(update).rejects.toMatchObject({ data: { error: "message_not_found" } });
    expect(slack.ledger().messages).toEqual([expect.objectContaining({ deletedAtVirtualMs: expect.any(Number) })]);
  });
});
