import type { Person } from "../tenant/directory.ts";
import { current, type Message } from "../tenant/messages.ts";
import type { Tenant } from "../tenant/tenant.ts";

function seenMessage(message: Message, person: Person) {
  const { conversation, id, threadId, from, revisions, ownCards } = message;
  const { text, textFormat, summary, card, pictures, mentions } = current(message);
  const own = ownCards.get(person.id);
  const at = { atVirtualMs: revisions[0].atVirtualMs, editedAtVirtualMs: current(message).atVirtualMs };
  const shown = { text, textFormat, summary, card: own ?? card, pictures, mentions };
  return {
    conversation,
    id,
    threadId,
    from,
    ...shown,
    onlyHere: own !== undefined,
    edits: revisions.length - 1,
    ...at,
  };
}

/** All that one person sees now: their conversations with the messages in them. */
export function seenBy({ directory, messages }: Tenant, reference: string) {
  const person = directory.person(reference);
  // Whoever has the app finds it among their chats.
  directory.personalChat(person);
  const conversations = [...directory.conversations.values()].filter(({ members }) => members.has(person.id));
  return {
    person,
    conversations: conversations.map((conversation) => ({
      conversation: { ...conversation, members: [...conversation.members], team: directory.teamOf(conversation)?.name },
      messages: messages.visible(conversation.id).map((message) => seenMessage(message, person)),
    })),
  };
}
