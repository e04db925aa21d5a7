import { type Conversation } from "../tenant/directory.ts";
import type { Message } from "../tenant/messages.ts";
import { readWireId, type Tenant } from "../tenant/tenant.ts";
import { Refusal } from "./refusal.ts";

/** Where a call leads to. */
export interface Place {
  readonly conversation: Conversation;
  readonly threadId: string | undefined;
}

/** A conversation that the bot is in, by the name that the wire gives it. @throws Refusal */
export function placeNamed({ directory, messages }: Tenant, wireId: string): Place {
  const { id, threadId } = readWireId(wireId);
  const conversation = directory.conversations.get(id);
  if (!conversation) throw new Refusal("ConversationNotFound");
  if (!conversation.botIn) throw new Refusal("BotNotInConversationRoster");
  if (threadId === undefined) return { conversation, threadId };
  if (conversation.kind !== "channel" || !messages.posted(id, threadId)) throw new Refusal("ConversationNotFound");
  return { conversation, threadId };
}

/** The same, where messages can be written. @throws Refusal */
export function writablePlace(tenant: Tenant, wireId: string): Place {
  const place = placeNamed(tenant, wireId);
  if (tenant.directory.teamOf(place.conversation)?.archived) throw new Refusal("MessageWritesBlocked");
  return place;
}

/** A message that stands in a conversation and is the bot's own. @throws Refusal */
export function ownMessage({ messages }: Tenant, { conversation }: Place, id: string, botId: string): Message {
  const message = messages.posted(conversation.id, id);
  if (!message || message.deletedAtVirtualMs !== undefined) throw new Refusal("ActivityNotFoundInConversation");
  if (message.from !== botId) throw new Refusal("NotEnoughPermissions");
  return message;
}
