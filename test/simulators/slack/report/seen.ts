import { viewJson } from "../methods/view-json.ts";
import { current, type Message } from "../workspace/messages.ts";
import { showing } from "../workspace/views.ts";
import type { Workspace } from "../workspace/workspace.ts";

function seenMessage(message: Message) {
  const { channel, ts, threadTs, user, onlyFor, broadcast, fileIds, revisions } = message;
  const { text, blocks } = current(message);
  const edits = revisions.length - 1;
  const at = { atVirtualMs: revisions[0].atVirtualMs, editedAtVirtualMs: current(message).atVirtualMs };
  return { channel, ts, threadTs, user, onlyFor, broadcast, fileIds, text, blocks, edits, ...at };
}

/** All that one person sees now: their channels with messages, and the modal in front of them. */
export function seenBy(workspace: Workspace, reference: string) {
  const { directory, messages, views } = workspace;
  const person = directory.person(reference);
  const channels = [...directory.channels.values()].filter(({ members }) => members.has(person.id));
  const isShown = (message: Message) =>
    message.deletedAtVirtualMs === undefined && (message.onlyFor ?? person.id) === person.id;
  const view = views.stack(person.id).at(-1);
  return {
    person,
    channels: channels.map((channel) => ({
      channel: { ...channel, members: [...channel.members] },
      messages: messages.all.filter((message) => message.channel === channel.id && isShown(message)).map(seenMessage),
    })),
    view: view && { ...viewJson(workspace, view), errors: view.errors, shownAtVirtualMs: showing(view).atVirtualMs },
  };
}
