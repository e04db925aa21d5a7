import { say, text, word } from "../chat/card.ts";
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

/** What the owner of a story hears once while one of its channels cannot be reached. */
export function unreachable(thread: string, { platform }: ThreadPlace, why: string, person: PersonId): Outgoing {
  const name = platformName(platform);
  return {
    id: `${thread}/unreachable`,
    destination: { to: "person", person },
    card: word(`Your request cannot be shown in ${name}`, "look", [
      text(say`Its channel there cannot be reached. ${why}`),
      text("Invite the bot to the channel, or have the operator name another one. It is tried again every minute."),
    ]),
  };
}
