import type { Poster } from "../../src/chat/ports.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import type { Inbox } from "../integration/chat-parts.ts";

/** People of every simulated chat product: `dana` asks, `alex` approves. */
export type Name = "dana" | "alex";

/** A form as somebody has it in front of them. */
export interface ShownForm {
  /** Everything that can be read in it. */
  readonly text: string;
  /** What is filled in, by field; every field that is there has an entry. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * One chat product with the real adapter talking to it, in the words of somebody who uses it: what differs between the
 * products is how each of these is done.
 */
export interface ChatWorld {
  readonly inbox: Inbox;
  readonly poster: Poster;
  /** The channel in which the tests play. */
  readonly channel: string;
  /** A channel that exists and that the bot is not in. */
  readonly elsewhere: string;
  personOf(who: Name): PersonId;
  /** Types a line to the bot in the channel, or below a message in it. */
  types(who: Name, line: string, thread?: string): Promise<void>;
  /** Presses the button of this label in a message of the channel, and confirms where it asks. */
  presses(who: Name, label: string, on: string): Promise<void>;
  /** What was done last is brought to the bot once more. */
  again(): Promise<void>;
  /** @throws RangeError when none is open */
  form(who: Name): ShownForm;
  /** Chooses something on which other fields depend, and lets the form follow. */
  chooses(who: Name, field: string, value: string): Promise<void>;
  /** Sends the form. @returns what is wrong, by field */
  sends(who: Name, entries: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>;
  /** Types into a search field. @returns the values it offers */
  searches(who: Name, field: string, text: string): Promise<readonly string[]>;
  /** Everything that only this person was told. */
  told(who: Name): string;
  /** A message of the channel as it reads now. */
  reads(id: string): string;
  /** Ids of the messages below this one, or without it of all that stand in the channel itself. */
  messages(below?: string): readonly string[];
  /** The answer to the next post is lost after it took effect, or the post is answered with this status. */
  next(post: "answer-lost" | 412 | 429 | 502 | 504): void;
  /** What the product did not take, as built wrongly. */
  refused(): readonly unknown[];
  close(): Promise<void>;
}

export interface ChatProduct {
  readonly name: "slack" | "teams";
  start(): Promise<ChatWorld>;
}
