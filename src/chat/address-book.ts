import type { PersonId } from "../domain/ids.ts";
import type { Platform } from "./ports.ts";

/**
 * How to speak first where a chat product answers only at an address that it told before: Teams has one for each
 * region and tenant. Plain data of our own, kept from what came in with proof of who sent it.
 */
export interface Conversation {
  /** The platform's own id, without any thread in it. */
  readonly id: string;
  readonly kind: "channel" | "group" | "personal";
  /** Where the platform's service is spoken to; checked against the allow-list again whenever it is used. */
  readonly serviceUrl: string;
  /** The team that a channel belongs to. */
  readonly team?: string;
}

/** What is known of somebody who was heard. */
export interface Acquaintance {
  readonly name?: string;
  /** The personal conversation, once there was one. */
  readonly conversation?: string;
}

/** Remembers conversations and people. Everything in it may be forgotten: it is told again with the next act. */
export interface AddressBook {
  keep(platform: Platform, conversation: Conversation): Promise<void>;
  conversation(platform: Platform, id: string): Promise<Conversation | undefined>;
  /** Any conversation, the one kept last: its service serves the whole tenant. */
  latest(platform: Platform): Promise<Conversation | undefined>;
  /** Adds to what is known of somebody. */
  meet(person: PersonId, acquaintance: Acquaintance): Promise<void>;
  person(person: PersonId): Promise<Acquaintance | undefined>;
}
