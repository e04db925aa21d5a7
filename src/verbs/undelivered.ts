import { bold, type Card, say, text, word } from "../chat/card.ts";
import type { Outgoing, ThreadPlace } from "../chat/ports.ts";
import { platformName } from "../chat/words.ts";
import type { PersonId } from "../domain/ids.ts";

/** What a person hears directly when a message can never reach its place: the message itself, where it has words. */
export function undeliverable(message: Outgoing, why: string, person: PersonId): Outgoing {
  const lost = word("A message could not be delivered where it belongs", "look", [text(why)]);
  return {
    id: `${message.id}/directly`,
    destination: { to: "person", person },
    card: message.card ?? lost,
  };
}

/** A story in one of its channels, which cannot be reached. */
export interface Unreachable {
  readonly thread: string;
  readonly place: ThreadPlace;
  /** What was to be shown there. */
  readonly card: Card | undefined;
  /** What keeps it out, and what to do. */
  readonly why: string;
}

/** What the owner of a story hears once while one of its channels cannot be reached. */
export function unreachable({ thread, place, card, why }: Unreachable, person: PersonId): Outgoing {
  const name = platformName(place.platform);
  return {
    id: `${thread}/unreachable`,
    destination: { to: "person", person },
    card: word(`Your request cannot be shown in ${name}`, "look", [
      card && text(say`What is to be shown there: ${bold(card.title)}.`),
      text(say`Its channel there cannot be reached. ${why}`),
      text("Otherwise the operator of this bot can name another channel. It is tried again every minute."),
    ]),
  };
}
