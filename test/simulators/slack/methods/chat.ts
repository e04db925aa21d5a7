import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { BOT } from "../workspace/default-seed.ts";
import { current, type Message } from "../workspace/messages.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { joinedChannel, postableChannel, visibleChannel } from "./channels.ts";
import { contentArgs, contentOf, unfurlArgs } from "./content.ts";
import { messageJson } from "./message-json.ts";
import { flag, method } from "./method.ts";
import { Refusal } from "./refusal.ts";

const write = ["chat:write"];

/** The parent for a reply to `ts`, which may itself be a reply. @throws Refusal `thread_not_found` */
function parentOf({ messages }: Workspace, channel: string, ts: string | undefined): string | undefined {
  if (ts === undefined) return undefined;
  const message = messages.find(channel, ts);
  if (!message) throw new Refusal("thread_not_found");
  return message.threadTs ?? message.ts;
}

function ownMessage(workspace: Workspace, channel: string, ts: string, refusal: string): Message {
  const message = workspace.messages.find(visibleChannel(workspace, channel).id, ts);
  if (!message || message.onlyFor || message.deletedAtVirtualMs !== undefined) throw new Refusal("message_not_found");
  if (message.user !== BOT.userId) throw new Refusal(refusal);
  return message;
}

const postMessage = method(
  { name: "chat.postMessage", tier: "posting", scopes: write },
  {
    ...contentArgs,
    ...unfurlArgs,
    channel: z.string(),
    thread_ts: z.string().optional(),
    reply_broadcast: flag,
  },
  (workspace, args) => {
    const channel = postableChannel(workspace, args.channel).id;
    const message = workspace.messages.post({
      ...contentOf(workspace, args, LIMITS.postText),
      channel,
      user: BOT.userId,
      threadTs: parentOf(workspace, channel, args.thread_ts),
      broadcast: args.reply_broadcast,
    });
    return { channel, ts: message.ts, message: messageJson(workspace, message) };
  },
);

const update = method(
  { name: "chat.update", tier: 3, scopes: write },
  { ...contentArgs, channel: z.string(), ts: z.string() },
  (workspace, args) => {
    const message = ownMessage(workspace, args.channel, args.ts, "cant_update_message");
    if (workspace.directory.channel(message.channel).archived) throw new Refusal("is_inactive");
    const content = contentOf(workspace, args, LIMITS.updateText);
    const { metadata = current(message).metadata } = content;
    const { text } = workspace.messages.edit(message, { ...content, metadata });
    return { channel: message.channel, ts: message.ts, text, message: messageJson(workspace, message) };
  },
);

const remove = method(
  { name: "chat.delete", tier: 3, scopes: write },
  { channel: z.string(), ts: z.string() },
  (workspace, { channel, ts }) => {
    workspace.messages.delete(ownMessage(workspace, channel, ts, "cant_delete_message"));
    return { channel, ts };
  },
);

const postEphemeral = method(
  { name: "chat.postEphemeral", tier: 4, scopes: write },
  { ...contentArgs, channel: z.string(), user: z.string(), thread_ts: z.string().optional() },
  (workspace, args) => {
    const channel = postableChannel(workspace, args.channel);
    if (!channel.members.has(args.user)) throw new Refusal("user_not_in_channel");
    const { ts } = workspace.messages.post({
      ...contentOf(workspace, args, LIMITS.postText),
      channel: channel.id,
      user: BOT.userId,
      onlyFor: args.user,
      threadTs: parentOf(workspace, channel.id, args.thread_ts),
    });
    return { message_ts: ts };
  },
);

const getPermalink = method(
  { name: "chat.getPermalink", tier: "unlimited" },
  { channel: z.string(), message_ts: z.string() },
  (workspace, args) => {
    const channel = joinedChannel(workspace, args.channel).id;
    const message = workspace.messages.find(channel, args.message_ts);
    if (!message || message.deletedAtVirtualMs !== undefined) throw new Refusal("message_not_found");
    const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel}` : "";
    const path = `/archives/${channel}/p${message.ts.replace(".", "")}${thread}`;
    return { channel, permalink: `https://${workspace.directory.team.domain}.slack.com${path}` };
  },
);

/** Posting, editing and deleting messages. */
export const chatMethods = [postMessage, update, remove, postEphemeral, getPermalink];
