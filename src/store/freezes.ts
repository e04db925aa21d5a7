import type { Redis } from "ioredis";
import { everywhere, type Freeze } from "../domain/freeze.ts";
import type { Durability } from "./durability.ts";
import type { Keys } from "./keys.ts";
import type { Command, Companions, Guard } from "./transaction.ts";
import { transact } from "./transaction.ts";

/** How long it is remembered what an act has come to: replays of it come within minutes. In ms. */
const rememberedMs = String(24 * 60 * 60 * 1_000);

/** What became of a wish to begin or to end a freeze. */
export type FreezeOutcome =
  /** By this very act, now or before a crash. */
  | { readonly kind: "done"; readonly freeze: Freeze }
  /** Somebody else was first: it stands already, or it is not this one any more. */
  | { readonly kind: "overtaken" }
  /** Something newer has been said about this scope, and has been done. */
  | { readonly kind: "outdated" };

/** The act that begins or ends a freeze. */
export interface FreezeAct {
  readonly id: string;
  /** When it was said; wall time. */
  readonly said: number;
}

/** Guards that hold only while nothing is frozen in an environment; what they find is the freeze. */
export function notFrozen(keys: Keys, environment: string): readonly Guard[] {
  return [environment, everywhere].map((scope) => ["field-missing", keys.freezes(), scope]);
}

/** A freeze as it is stored. */
export const toFreeze = (stored: string): Freeze => JSON.parse(stored) as Freeze;

/** What holds in an environment, of all that stand by their scope: its own freeze, or the one of everywhere. */
export function freezeIn(standing: Readonly<Record<string, string>>, environment: string): Freeze | undefined {
  const found = standing[environment] ?? standing[everywhere];
  return found === undefined ? undefined : toFreeze(found);
}

/** Where changes in the clouds are frozen, by whom and why: one freeze for each environment and one for everywhere. */
export class Freezes {
  private readonly redis: Redis;
  private readonly keys: Keys;
  private readonly durability: Durability;

  constructor(redis: Redis, keys: Keys, durability: Durability) {
    this.redis = redis;
    this.keys = keys;
    this.durability = durability;
  }

  /** All that stand, the oldest first. */
  async standing(): Promise<readonly Freeze[]> {
    const stored = await this.redis.hvals(this.keys.freezes());
    return stored.map(toFreeze).toSorted((one, other) => one.at - other.at);
  }

  /** What holds in an environment: its own, or the one of everywhere. */
  async of(environment: string): Promise<Freeze | undefined> {
    return freezeIn(await this.redis.hgetall(this.keys.freezes()), environment);
  }

  /** Begins one, safe from the loss of the Redis host, with all that goes along with it. */
  begin(freeze: Freeze, said: number, companions: Companions): Promise<FreezeOutcome> {
    const key = this.keys.freezes();
    const guard: Guard = ["field-missing", key, freeze.scope];
    return this.change({ id: freeze.id, said }, freeze, guard, {
      ...companions,
      commands: [["HSET", key, freeze.scope, JSON.stringify(freeze)], ...companions.commands],
    });
  }

  /** Ends exactly the one that was seen. */
  end(seen: Freeze, act: FreezeAct, companions: Companions): Promise<FreezeOutcome> {
    const key = this.keys.freezes();
    const guard: Guard = ["field-is", key, seen.scope, JSON.stringify(seen)];
    return this.change(act, seen, guard, {
      ...companions,
      commands: [["HDEL", key, seen.scope], ...companions.commands],
    });
  }

  /** The freeze that an act has begun or ended already. */
  async doneBy(act: string): Promise<Freeze | undefined> {
    const stored = await this.redis.get(this.keys.freezeAct(act));
    return stored === null ? undefined : toFreeze(stored);
  }

  private async change(
    { id, said }: FreezeAct,
    freeze: Freeze,
    guard: Guard,
    companions: Companions,
  ): Promise<FreezeOutcome> {
    const done = this.keys.freezeAct(id);
    const newest = this.keys.freezesSaid();
    const remembered: readonly Command[] = [
      ["SET", done, JSON.stringify(freeze), "PX", rememberedMs],
      ["HSET", newest, freeze.scope, String(said)],
    ];
    const result = await transact(this.redis, {
      ...companions,
      guards: [["missing", done], ["field-at-most", newest, freeze.scope, String(said)], guard],
      commands: [...remembered, ...companions.commands],
    });
    if (!result.ok && result.guard === 1) return { kind: "outdated" };
    if (!result.ok && result.guard > 1) return { kind: "overtaken" };
    await this.durability.settled();
    return { kind: "done", freeze };
  }
}
