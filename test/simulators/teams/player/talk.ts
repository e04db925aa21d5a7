import type { JsonObject } from "../../kit/json.ts";
import type { Receipt, Sending } from "../delivery/courier.ts";
import { BOT } from "../tenant/bot.ts";
import type { Conversation, Person } from "../tenant/directory.ts";
import { type Message, plainContent } from "../tenant/messages.ts";
import { activityOf, actor, clientInfo, type Stage, seenConversation } from "./stage.ts";

/** What somebody writes, and where: a conversation, or `bot` for the personal chat with the bot. */
export interface Saying {
  readonly who: string;
  readonly where: string;
  readonly text: string;
  /** In a channel, the post to answer. */
  readonly threadId?: string | undefined;
}

/** What came of it; no receipt where the bot hears nothing of it. */
export interface TalkOutcome {
  readonly message: Message;
  readonly receipt?: Receipt;
}

const AT_BOT = `<at>${BOT.name}</at>`;

function write(stage: Stage, saying: Saying, addressed: boolean) {
  const { tenant } = stage;
  const person = actor(stage, saying.who);
  const conversation = seenConversation(stage, person, saying.where);
  const { id, kind, name } = conversation;
  if (tenant.directory.teamOf(conversation)?.archived) throw new RangeError(`the team of ${name} is archived`);
  if (saying.threadId !== undefined && (kind !== "channel" || !tenant.messages.posted(id, saying.threadId)))
    throw new RangeError(`no post ${saying.threadId} in ${name}`);
  const text = addressed ? `${AT_BOT} ${saying.text}` : saying.text;
  const mentions = addressed ? [{ text: AT_BOT, id: BOT.id, name: BOT.name }] : [];
  const { threadId } = saying;
  const message = tenant.messages.post({
    conversation: id,
    threadId,
    from: person.id,
    content: plainContent(text, mentions),
  });
  return { person, conversation, message };
}

interface Written {
  readonly person: Person;
  readonly conversation: Conversation;
  readonly message: Message;
}

function messageActivity(stage: Stage, { person, conversation, message }: Written): JsonObject {
  const [{ text, mentions }] = message.revisions;
  const mentioned = mentions.map(({ text: written, id, name }) => ({
    type: "mention",
    text: written,
    mentioned: { id, name },
  }));
  const scene = { person, conversation, threadId: message.threadId ?? message.id };
  return activityOf(stage, scene, {
    type: "message",
    id: message.id,
    // Where somebody is mentioned Teams ends the text with a line break.
    text: mentions.length > 0 ? `${text}\n` : text,
    textFormat: "plain",
    attachments: [{ contentType: "text/html", content: `<p>${text}</p>` }],
    entities: [...mentioned, clientInfo(person)],
  });
}

async function deliver(stage: Stage, written: Written, sending?: Sending): Promise<TalkOutcome> {
  const { message, conversation } = written;
  if (!conversation.botIn) return { message };
  const what = `message ${message.revisions[0].text}`;
  return { message, receipt: await stage.courier.send({ what, activity: messageActivity(stage, written) }, sending) };
}

/** Writes a message that is not addressed to the bot: outside their personal chat it does not hear of it. */
export function say(stage: Stage, saying: Saying): Message {
  return write(stage, saying, false).message;
}

/** Writes to the bot in a channel, a thread or a group chat; `text` is what follows its name. */
export const mention = (stage: Stage, saying: Saying, sending?: Sending): Promise<TalkOutcome> =>
  deliver(stage, write(stage, saying, true), sending);

/** Writes to the bot in the personal chat with it, where no name is needed. */
export const chat = (stage: Stage, saying: Pick<Saying, "who" | "text">, sending?: Sending): Promise<TalkOutcome> =>
  deliver(stage, write(stage, { ...saying, where: "bot" }, false), sending);
