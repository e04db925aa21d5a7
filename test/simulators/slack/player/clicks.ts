import type { Sending } from "../delivery/carrier.ts";
import type { Receipt } from "../delivery/courier.ts";
import { messageJson } from "../methods/message-json.ts";
import { viewJson } from "../methods/view-json.ts";
import type { Person } from "../workspace/directory.ts";
import { current, type Message } from "../workspace/messages.ts";
import { fieldKey, showing, type View } from "../workspace/views.ts";
import { actionJson, type Choice, chosenState, findAction } from "./actions.ts";
import { actor, type Stage, seenChannel, senderOf } from "./stage.ts";

/** Where a message is. */
export interface MessageRef {
  readonly channel: string;
  readonly ts: string;
}

/** A click on something in a message. */
export interface MessageClick extends Choice {
  readonly who: string;
  readonly on: MessageRef;
  readonly actionId: string;
  /** The person still sees an earlier wording: the newest one that has this element counts. */
  readonly stale?: boolean | undefined;
}

/** A message that this person can see. @throws RangeError when there is none */
function seenMessage(stage: Stage, person: Person, { channel, ts }: MessageRef): Message {
  const { id } = seenChannel(stage, person, channel);
  const message = stage.workspace.messages.find(id, ts);
  if (!message || (message.onlyFor ?? person.id) !== person.id) throw new RangeError(`no message ${ts} in ${channel}`);
  return message;
}

function placedIn(message: Message, { actionId, stale, ...choice }: MessageClick) {
  if (message.deletedAtVirtualMs !== undefined && !stale) throw new RangeError("the message is deleted");
  if (!stale) return findAction(current(message).blocks, actionId, choice);
  const had = message.revisions.findLast(({ blocks }) => JSON.stringify(blocks).includes(`"action_id":"${actionId}"`));
  return findAction((had ?? current(message)).blocks, actionId, choice);
}

/** What payloads say of the message that something happened in. */
function messageContext({ workspace }: Stage, message: Message) {
  const { id, name } = workspace.directory.channel(message.channel);
  const thread = message.threadTs !== undefined && { thread_ts: message.threadTs };
  return {
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: id,
      is_ephemeral: message.onlyFor !== undefined,
      ...thread,
    },
    channel: { id, name },
    ...(message.onlyFor === undefined && { message: messageJson(workspace, message) }),
  };
}

/** Clicks a button of a message, or chooses in one of its menus. Confirmation dialogs are confirmed. */
export async function click(stage: Stage, clicked: MessageClick, sending?: Sending): Promise<Receipt> {
  const { workspace, courier } = stage;
  const person = actor(stage, clicked.who);
  const message = seenMessage(stage, person, clicked.on);
  const placed = placedIn(message, clicked);
  const state = chosenState(placed, clicked, []);
  const { block_id: blockId = "" } = placed.block;
  const target = { person: person.id, channel: message.channel, messageTs: message.ts, threadTs: message.threadTs };
  const payload = {
    type: "block_actions",
    ...senderOf(stage, person),
    ...messageContext(stage, message),
    actions: [actionJson(placed, state)],
    state: { values: state ? { [blockId]: { [clicked.actionId]: state } } : {} },
    trigger_id: workspace.triggers.issue(person.id),
    response_url: workspace.origin + workspace.responseUrls.issue(target),
  };
  const what = `block_actions ${clicked.actionId}`;
  return courier.send({ kind: "interactive", what, payload }, sending);
}

/** A click on something in a modal. */
export interface ViewClick extends Choice {
  readonly who: string;
  readonly viewId: string;
  readonly actionId: string;
}

/** The view on top of a person's stack. @throws RangeError when it is another one, or none */
export function topView({ workspace }: Stage, person: Person, viewId: string): View {
  const top = workspace.views.stack(person.id).at(-1);
  if (top?.id !== viewId) throw new RangeError(`${viewId} is not in front of ${person.name}`);
  return top;
}

/** Clicks or chooses in a modal; an input block must ask for it with `dispatch_action`. */
export async function clickInView(stage: Stage, clicked: ViewClick, sending?: Sending): Promise<Receipt> {
  const { workspace, courier } = stage;
  const person = actor(stage, clicked.who);
  const view = topView(stage, person, clicked.viewId);
  const placed = findAction(showing(view).modal.blocks, clicked.actionId, clicked);
  const key = fieldKey(placed.block.block_id, clicked.actionId);
  const state = chosenState(placed, clicked, view.offered.get(key) ?? []);
  if (state) view.entries.set(key, state);
  if (placed.block.type === "input" && !placed.block.dispatch_action)
    throw new RangeError(`${clicked.actionId} is in an input block without dispatch_action: its app hears nothing`);
  const payload = {
    type: "block_actions",
    ...senderOf(stage, person),
    container: { type: "view", view_id: view.id },
    view: viewJson(workspace, view),
    actions: [actionJson(placed, state)],
    trigger_id: workspace.triggers.issue(person.id, view.id),
  };
  const what = `block_actions ${clicked.actionId}`;
  return courier.send({ kind: "interactive", what, payload }, sending);
}
