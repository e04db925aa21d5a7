import { BOT } from "../workspace/default-seed.ts";
import type { Channel } from "../workspace/directory.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { Refusal } from "./refusal.ts";

const isMember = (channel: Channel) => channel.members.has(BOT.userId);

/** A channel that the bot can see. @throws Refusal `channel_not_found` */
export function visibleChannel({ directory }: Workspace, id: string): Channel {
  const channel = directory.channels.get(id);
  if (!channel || (channel.kind !== "public" && !isMember(channel))) throw new Refusal("channel_not_found");
  return channel;
}

/** A channel that the bot may read. @throws Refusal `channel_not_found`, `not_in_channel` */
export function joinedChannel(workspace: Workspace, id: string): Channel {
  const channel = visibleChannel(workspace, id);
  if (!isMember(channel)) throw new Refusal("not_in_channel");
  return channel;
}

/** A channel that the bot may post to; the id of a person stands for the direct message. */
export function postableChannel(workspace: Workspace, id: string): Channel {
  const person = workspace.directory.people.get(id);
  if (person?.deactivated) throw new Refusal("channel_not_found");
  const channel = person ? workspace.botMessageWith(id) : joinedChannel(workspace, id);
  if (channel.archived) throw new Refusal("is_archived");
  return channel;
}
