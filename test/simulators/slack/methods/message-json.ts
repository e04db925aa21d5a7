import { BOT } from "../workspace/default-seed.ts";
import { current, type Message } from "../workspace/messages.ts";
import type { Workspace } from "../workspace/workspace.ts";

const authorOf = (message: Message) =>
  message.user === BOT.userId ? { user: BOT.userId, bot_id: BOT.botId, app_id: BOT.appId } : { user: message.user };

function threadOf({ messages }: Workspace, message: Message) {
  const parent = messages.find(message.channel, message.threadTs ?? message.ts);
  if (message.threadTs !== undefined)
    return {
      thread_ts: message.threadTs,
      parent_user_id: parent?.user,
      ...(message.broadcast && { subtype: "thread_broadcast" }),
    };
  const replies = messages.thread(message.channel, message.ts).filter((one) => one !== message);
  if (replies.length === 0) return {};
  return { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts };
}

function metadataOf(message: Message, whole: boolean) {
  const { metadata } = current(message);
  if (!metadata) return {};
  return { metadata: whole ? metadata : { event_type: metadata.event_type } };
}

const wallTs = (ms: number) => (ms / 1000).toFixed(6);

/** A message as the Web API and interaction payloads show it. */
export function messageJson(workspace: Workspace, message: Message, options: { allMetadata?: boolean } = {}) {
  const { text, blocks, atVirtualMs } = current(message);
  const files = message.fileIds.flatMap((id) => workspace.files.all.get(id) ?? []);
  return {
    type: "message",
    ...authorOf(message),
    team: workspace.directory.team.id,
    ts: message.ts,
    text,
    ...(blocks.length > 0 && { blocks }),
    ...threadOf(workspace, message),
    ...metadataOf(message, options.allMetadata ?? true),
    ...(message.revisions.length > 1 && { edited: { user: message.user, ts: wallTs(atVirtualMs) } }),
    ...(files.length > 0 && { files: files.map(({ id, name, title }) => ({ id, name, title })) }),
  };
}
