import type { Redis } from "ioredis";
import type { Keys } from "./keys.ts";

/** One thing a search field offers: what is put into the request, and how it is shown. */
export interface Choice {
  readonly name: string;
  readonly detail: string;
}

/** What the latest survey of an environment found, for search fields that must answer in a moment. */
export interface Choices {
  /** Wall time of the survey. */
  readonly readAt: number;
  readonly vnet: readonly Choice[];
  readonly gateway: readonly Choice[];
  readonly vcn: readonly Choice[];
  readonly drg: readonly Choice[];
}

export class ChoiceStore {
  private readonly redis: Redis;
  private readonly keys: Keys;

  constructor(redis: Redis, keys: Keys) {
    this.redis = redis;
    this.keys = keys;
  }

  async keep(environment: string, choices: Choices): Promise<void> {
    await this.redis.set(this.keys.choices(environment), JSON.stringify(choices));
  }

  async read(environment: string): Promise<Choices | undefined> {
    const text = await this.redis.get(this.keys.choices(environment));
    return text === null ? undefined : (JSON.parse(text) as Choices);
  }
}
