import { type Card, mention, say, text, word } from "../../src/chat/card.ts";
import type { PersonId } from "../../src/domain/ids.ts";

/** Short words about the chat of a person with the bot, where Teams shows what is for that person alone. */

export function formIsInChat(): Card {
  return word("The form is in your chat with the bot");
}

export function answerIsInChat(): Card {
  return word("The answer is in your chat with the bot");
}

/** Said where everybody reads it, since the person is not reached alone. @param why a whole sentence */
export function chatNotReached(person: PersonId, why: string): Card {
  return word("The answer could not be brought to you", "look", [
    text(say`${mention(person)}, it belongs into your chat with the bot. ${why}`),
    text("Where the app is not among yours, add it under Apps in Teams. Then send this again."),
  ]);
}

export function formNotOpened(): Card {
  return word("The form could not be opened in time", "look", [
    text("Nothing has happened. Try again, or type everything in one line."),
  ]);
}
