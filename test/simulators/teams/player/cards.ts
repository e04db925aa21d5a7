import { at, isObject, type Json, type JsonObject, textAt } from "../../kit/json.ts";
import { actionsIn, type Card } from "../cards/parts.ts";
import type { Conversation, Person } from "../tenant/directory.ts";
import { current, type Message } from "../tenant/messages.ts";
import { type Stage, seenConversation } from "./stage.ts";

/** Where a message is. */
export interface MessageRef {
  readonly conversation: string;
  readonly id: string;
}

/** Something in a card that somebody sees. */
export interface Seen {
  readonly conversation: Conversation;
  readonly message: Message;
  readonly card: Card;
}

/** The card that this person sees in a message; an earlier wording when it is the newest that passes. */
export function seenCard(
  stage: Stage,
  person: Person,
  on: MessageRef,
  { stale, passes = () => true }: { stale?: boolean | undefined; passes?: (card: Card) => boolean } = {},
): Seen {
  const conversation = seenConversation(stage, person, on.conversation);
  const message = stage.tenant.messages.posted(conversation.id, on.id);
  if (!message) throw new RangeError(`no message ${on.id} in ${conversation.name}`);
  if (message.deletedAtVirtualMs !== undefined && !stale) throw new RangeError("the message is deleted");
  const now = message.ownCards.get(person.id) ?? current(message).card;
  const earlier = message.revisions.flatMap(({ card: had }) => (had ? [had] : [])).findLast(passes);
  const card = stale ? (earlier ?? now) : now;
  if (!card) throw new RangeError(`message ${on.id} has no card`);
  return { conversation, message, card };
}

/** Which action is meant: by its id, verb or title, and by some of its data, however deep, where that is not enough. */
export interface ActionName {
  readonly action: string;
  readonly data?: JsonObject | undefined;
}

/** True when a value has everything that is asked for. */
const holds = (value: Json | undefined, asked: Json | undefined): boolean =>
  isObject(asked) ? Object.entries(asked).every(([key, one]) => holds(at(value, key), one)) : value === asked;

const isMeant = (part: JsonObject, { action, data = {} }: ActionName): boolean =>
  ["id", "verb", "title"].some((key) => textAt(part, key) === action) && holds(part["data"], data);

export const hasAction = (card: Card, name: ActionName): boolean => actionsIn(card).some((part) => isMeant(part, name));

/** The one action that is meant. @throws RangeError when there is none, or more than one */
export function findAction(card: Card, name: ActionName): JsonObject {
  const all = actionsIn(card);
  const [found, another] = all.filter((part) => isMeant(part, name));
  if (found && !another) return found;
  const there = all.map((part) => textAt(part, "title") ?? textAt(part, "verb")).join(", ");
  throw new RangeError(`${another ? "more than one" : "no"} ${name.action} among: ${there || "nothing to press"}`);
}
