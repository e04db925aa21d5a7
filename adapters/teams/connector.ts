import type { Conversation } from "../../src/chat/address-book.ts";
import type { TeamsMessage } from "./render-card.ts";

/** Where in Teams something is sent: a conversation, and the thread in it. */
export interface Spot {
  readonly conversation: Conversation;
  /** Id of a channel thread's first message. Other conversations have no threads. */
  readonly thread?: string;
}

/** Somebody on a roster. */
export interface Member {
  readonly objectId: string;
  readonly name: string;
  readonly tenant: string | undefined;
  readonly guest: boolean;
}

export interface Channel {
  readonly name: string;
}

/**
 * All that the product asks of Teams. Every method makes one attempt.
 *
 * @throws TeamsCallFailed from every method
 */
export interface Connector {
  /** @returns the id of the message */
  send(spot: Spot, message: TeamsMessage): Promise<string>;
  update(spot: Spot, messageId: string, message: TeamsMessage): Promise<void>;
  /** Opens, or finds again, the personal conversation with somebody. @returns its id */
  openPersonal(serviceUrl: string, objectId: string): Promise<string>;
  member(conversation: Conversation, objectId: string): Promise<Member>;
  members(conversation: Conversation): Promise<readonly Member[]>;
  /** The channels of a conversation's team, by id; its first one has no name of its own. */
  channels(conversation: Conversation & { readonly team: string }): Promise<ReadonlyMap<string, Channel>>;
}
