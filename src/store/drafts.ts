import type { Redis } from "ioredis";
import type { PersonId } from "../domain/ids.ts";
import type { Keys } from "./keys.ts";

const keptForMs = 7 * 24 * 60 * 60 * 1_000;

/** What people filled in and could not send yet, so that they need not type it again. Only their author reads them. */
export class Drafts {
  private readonly redis: Redis;
  private readonly keys: Keys;

  constructor(redis: Redis, keys: Keys) {
    this.redis = redis;
    this.keys = keys;
  }

  async keep(id: string, person: PersonId, values: Readonly<Record<string, string>>): Promise<void> {
    await this.redis.set(this.keys.draft(id), JSON.stringify({ person, values }), "PX", keptForMs);
  }

  async read(id: string, person: PersonId): Promise<Readonly<Record<string, string>> | undefined> {
    const text = await this.redis.get(this.keys.draft(id));
    if (text === null) return undefined;
    const draft = JSON.parse(text) as { person: PersonId; values: Record<string, string> };
    return draft.person === person ? draft.values : undefined;
  }
}
