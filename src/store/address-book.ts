import type { Redis } from "ioredis";
import type { Acquaintance, AddressBook, Conversation } from "../chat/address-book.ts";
import type { Platform } from "../chat/ports.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Keys } from "./keys.ts";

/** The field for the conversation kept last; no conversation of a platform has this id. */
const latestField = "latest";

/** The address book in Redis: a hash of conversations a platform, and one of people. */
export class RedisAddressBook implements AddressBook {
  private readonly redis: Redis;
  private readonly keys: Keys;

  constructor(redis: Redis, keys: Keys) {
    this.redis = redis;
    this.keys = keys;
  }

  async keep(platform: Platform, conversation: Conversation): Promise<void> {
    const text = JSON.stringify(conversation);
    await this.redis.hset(this.keys.conversations(platform), { [conversation.id]: text, [latestField]: text });
  }

  conversation(platform: Platform, id: string): Promise<Conversation | undefined> {
    return this.read<Conversation>(this.keys.conversations(platform), id);
  }

  latest(platform: Platform): Promise<Conversation | undefined> {
    return this.read<Conversation>(this.keys.conversations(platform), latestField);
  }

  async meet(person: PersonId, acquaintance: Acquaintance): Promise<void> {
    const before = await this.person(person);
    await this.redis.hset(this.keys.acquaintances(), person, JSON.stringify({ ...before, ...acquaintance }));
  }

  person(person: PersonId): Promise<Acquaintance | undefined> {
    return this.read<Acquaintance>(this.keys.acquaintances(), person);
  }

  private async read<T>(key: string, field: string): Promise<T | undefined> {
    const text = await this.redis.hget(key, field);
    return text === null ? undefined : (JSON.parse(text) as T);
  }
}
