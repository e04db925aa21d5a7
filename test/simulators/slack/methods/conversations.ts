import { z } from "zod";
import { BOT } from "../workspace/default-seed.ts";
import type { Channel } from "../workspace/directory.ts";
import type { Message } from "../workspace/messages.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { joinedChannel, visibleChannel } from "./channels.ts";
import { messageJson } from "./message-json.ts";
import { count, flag, method } from "./method.ts";
import { Refusal } from "./refusal.ts";

const KIND = { public: "channels", private: "groups", im: "im" } as const;

/** Which scope a conversation of this kind asks for. @throws Refusal `missing_scope` */
function needScope({ app }: Workspace, channel: Channel, right: "read" | "history"): void {
  const needed = `${KIND[channel.kind]}:${right}`;
  if (app.scopes.has(needed)) return;
  throw new Refusal("missing_scope", { extra: { needed, provided: [...app.scopes].join(",") } });
}

function channelJson(channel: Channel) {
  const { id, name, kind, members, archived, extShared } = channel;
  const isMember = members.has(BOT.userId);
  if (kind === "im")
    return { id, is_im: true, is_archived: archived, user: [...members].find((member) => member !== BOT.userId) };
  return {
    id,
    name,
    is_channel: kind === "public",
    is_group: kind === "private",
    is_im: false,
    is_private: kind === "private",
    is_archived: archived,
    is_member: isMember,
    is_shared: extShared,
    is_ext_shared: extShared,
    is_org_shared: false,
  };
}

/** One page of a list. Cursors are opaque to the caller; here they hold the next position. */
function page<T>(all: readonly T[], args: { cursor?: string | undefined; limit?: number | undefined }) {
  const from = args.cursor ? Number(Buffer.from(args.cursor, "base64url").toString()) : 0;
  if (!Number.isInteger(from)) throw new Refusal("invalid_cursor");
  const until = from + (args.limit ?? 100);
  const next = until < all.length ? Buffer.from(String(until)).toString("base64url") : "";
  return { items: all.slice(from, until), next };
}

const paging = { cursor: z.string().optional(), limit: count };
const range = { oldest: z.string().optional(), latest: z.string().optional(), inclusive: flag };
const reading = { ...paging, ...range, channel: z.string(), include_all_metadata: flag };

interface Range {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
}

const within = ({ oldest, latest, inclusive }: Range) => {
  const from = Number(oldest ?? 0);
  const until = Number(latest ?? Number.POSITIVE_INFINITY);
  return ({ ts }: Message) => {
    const at = Number(ts);
    return inclusive ? at >= from && at <= until : at > from && at < until;
  };
};

const listed = (
  workspace: Workspace,
  messages: readonly Message[],
  args: { cursor?: string | undefined; limit?: number | undefined; include_all_metadata?: boolean | undefined },
) => {
  const { items, next } = page(messages, args);
  const allMetadata = args.include_all_metadata ?? false;
  return {
    messages: items.map((message) => messageJson(workspace, message, { allMetadata })),
    has_more: next !== "",
    response_metadata: { next_cursor: next },
  };
};

const open = method(
  { name: "conversations.open", tier: 3, scopes: ["im:write"] },
  { users: z.string(), return_im: flag },
  (workspace, { users, return_im }) => {
    const person = workspace.directory.people.get(users);
    if (!person) throw new Refusal("user_not_found");
    if (person.deactivated) throw new Refusal("user_disabled");
    const channel = workspace.botMessageWith(person.id);
    return { channel: return_im ? channelJson(channel) : { id: channel.id } };
  },
);

const info = method(
  { name: "conversations.info", tier: 3 },
  { channel: z.string(), include_num_members: flag },
  (workspace, args) => {
    const channel = visibleChannel(workspace, args.channel);
    needScope(workspace, channel, "read");
    const members = args.include_num_members && { num_members: channel.members.size };
    return { channel: { ...channelJson(channel), ...members } };
  },
);

const members = method(
  { name: "conversations.members", tier: 4 },
  { ...paging, channel: z.string() },
  (workspace, args) => {
    const channel = visibleChannel(workspace, args.channel);
    needScope(workspace, channel, "read");
    const { items, next } = page([...channel.members], args);
    return { members: items, response_metadata: { next_cursor: next } };
  },
);

const replies = method(
  { name: "conversations.replies", tier: 3 },
  { ...reading, ts: z.string() },
  (workspace, args) => {
    const channel = joinedChannel(workspace, args.channel);
    needScope(workspace, channel, "history");
    const asked = workspace.messages.find(channel.id, args.ts);
    if (!asked || asked.onlyFor) throw new Refusal("thread_not_found");
    const fits = within(args);
    // The parent comes first on every page's list, whatever the range.
    const thread = workspace.messages.thread(channel.id, asked.threadTs ?? asked.ts);
    return listed(
      workspace,
      thread.filter((one) => one.threadTs === undefined || fits(one)),
      args,
    );
  },
);

const history = method({ name: "conversations.history", tier: 3 }, reading, (workspace, args) => {
  const channel = joinedChannel(workspace, args.channel);
  needScope(workspace, channel, "history");
  const shown = workspace.messages.visible(channel.id).filter((one) => one.threadTs === undefined || one.broadcast);
  return listed(workspace, shown.filter(within(args)).toReversed(), args);
});

/** Reading channels and opening direct messages. */
export const conversationMethods = [open, info, members, replies, history];
