import type { Redis } from "ioredis";
import type { RequestId } from "../domain/ids.ts";
import type { Alarms } from "./alarms.ts";
import type { Durability } from "./durability.ts";
import type { Keys } from "./keys.ts";
import {
  type CreateRequest,
  type Decision,
  outlivesIt,
  type RequestNow,
  type RequestRecord,
  type RequestState,
} from "./request-records.ts";
import type { Changed, Command, Companions, Guard } from "./transaction.ts";
import { transact } from "./transaction.ts";

export type OpenOutcome =
  | { readonly kind: "opened" }
  /** A replay of the same request. */
  | { readonly kind: "exists" }
  /** Another request to change the same interconnect waits already. */
  | { readonly kind: "pending" }
  | { readonly kind: "name-taken"; readonly by: string }
  /** Somebody reserved one of the /30s meanwhile: plan again. */
  | { readonly kind: "slash30-taken" };

/** `early`: its time is not over yet by Redis' clock. */
export type ChangeOutcome = "changed" | "overtaken" | "expired" | "early" | "busy";

/** A request as it is now, for whoever only looks. */
export async function loadRequest(redis: Redis, keys: Keys, id: RequestId): Promise<RequestNow | undefined> {
  const all = await redis.hgetall(keys.request(id));
  const record = all["record"];
  if (record === undefined) return undefined;
  return {
    record: JSON.parse(record) as RequestRecord,
    state: (all["state"] ?? "open") as RequestState,
    decisions: JSON.parse(all["decisions"] ?? "[]") as Decision[],
    version: all["version"] ?? "",
    outcome: all["outcome"],
  };
}

/** Requests, the names and /30s they reserve, and the decisions about them. */
export class Requests {
  private readonly redis: Redis;
  private readonly keys: Keys;
  private readonly alarms: Alarms;
  private readonly durability: Durability;

  constructor(redis: Redis, keys: Keys, alarms: Alarms, durability: Durability) {
    this.redis = redis;
    this.keys = keys;
    this.alarms = alarms;
    this.durability = durability;
  }

  /** Stores a request to change an interconnect with all its posts, if no other one waits. */
  async openChange(record: RequestRecord, companions: Companions): Promise<OpenOutcome> {
    const interconnect = this.keys.interconnect(record.plan.uid);
    const result = await transact(this.redis, {
      guards: [
        ["missing", this.keys.request(record.id)],
        ["field-missing", interconnect, "pending"],
      ],
      commands: [
        ...this.stored(record),
        ["HSET", interconnect, "pending", JSON.stringify(record.id)],
        ...companions.commands,
      ],
      once: companions.once,
      changed: companions.changed,
    });
    if (result.ok) return { kind: "opened" };
    return { kind: result.guard === 0 ? "exists" : "pending" };
  }

  /** Reserves name and both /30s and stores the request with all its posts, or changes nothing. */
  async open(record: CreateRequest, companions: Companions): Promise<OpenOutcome> {
    const { keys } = this;
    const { plan } = record;
    const result = await transact(this.redis, {
      guards: [
        ["missing", keys.request(record.id)],
        ["field-missing", keys.names(), plan.name],
        ["field-missing", keys.slash30s(), plan.primary.cidr],
        ["field-missing", keys.slash30s(), plan.secondary.cidr],
      ],
      commands: [
        ["HSET", keys.names(), plan.name, plan.uid],
        ["HSET", keys.slash30s(), plan.primary.cidr, plan.uid, plan.secondary.cidr, plan.uid],
        ...this.stored(record),
        ["HSET", keys.interconnect(plan.uid), ...fields(initialInterconnect(record))],
        ...companions.commands,
      ],
      once: companions.once,
      changed: companions.changed,
    });
    if (result.ok) return { kind: "opened" };
    if (result.guard === 0) return { kind: "exists" };
    return result.guard === 1 ? { kind: "name-taken", by: result.found ?? "" } : { kind: "slash30-taken" };
  }

  load(id: RequestId): Promise<RequestNow | undefined> {
    return loadRequest(this.redis, this.keys, id);
  }

  /**
   * Stores a decision that leaves the request open, or ends it, together with everything that follows from it, safe from
   * the loss of the Redis host. Refused when another change came first, when the request has expired by Redis' clock, or
   * when a companion's guard says so.
   *
   * @throws InterconnectError `RedisUnavailable` when it is stored and not known to be safe: see `durable`
   */
  async decide(
    seen: RequestNow,
    change: { readonly state: RequestState; readonly decision?: Decision; readonly outcome?: string },
    companions: Companions,
  ): Promise<ChangeOutcome> {
    const { keys } = this;
    const { record } = seen;
    const key = keys.request(record.id);
    const decisions = change.decision ? [...seen.decisions, change.decision] : seen.decisions;
    const expires = change.state === "expired";
    const own: Guard[] = [this.unchanged(seen), [expires ? "reached" : "before", String(record.expiresAt)]];
    const result = await transact(this.redis, {
      guards: [...own, ...(companions.guards ?? [])],
      commands: [
        ["HSET", key, "state", change.state, "decisions", JSON.stringify(decisions)],
        ...(change.outcome === undefined ? [] : ([["HSET", key, "outcome", change.outcome]] as const)),
        ["HINCRBY", key, "version", "1"],
        ...this.ended(record, change.state),
        ...companions.commands,
      ],
      once: companions.once,
      changed: companions.changed,
    });
    if (result.ok) {
      await this.durable();
      return "changed";
    }
    if (result.guard === 0) return "overtaken";
    if (result.guard >= own.length) return "busy";
    return expires ? "early" : "expired";
  }

  /**
   * Shows something about a request, unless it was changed since it was seen.
   *
   * @returns whether it is shown
   */
  async show(seen: RequestNow, changed: Changed): Promise<boolean> {
    const result = await transact(this.redis, { guards: [this.unchanged(seen)], commands: [], changed: [changed] });
    return result.ok;
  }

  /** Waits until what was decided is safe from the loss of the Redis host. */
  durable(): Promise<void> {
    return this.durability.settled();
  }

  /** Ids of requests that wait, the soonest to end first. */
  openIds(): Promise<string[]> {
    return this.redis.zrange(this.keys.openRequests(), "0", "-1");
  }

  private unchanged({ record, version }: RequestNow): Guard {
    return ["field-is", this.keys.request(record.id), "version", version];
  }

  private stored(record: RequestRecord): readonly Command[] {
    const { keys, alarms } = this;
    return [
      ["HSET", keys.request(record.id), "record", JSON.stringify(record), "state", "open", "version", "1"],
      ["ZADD", keys.openRequests(), String(record.expiresAt), record.id],
      ...alarms.wake("requests", record.id, record.expiresAt),
    ];
  }

  private ended(record: RequestRecord, state: RequestState): readonly Command[] {
    if (state === "open") return [];
    const releases = state !== "approved" && !outlivesIt(record);
    return [...this.closed(record), ...(releases ? this.released(record, state) : [])];
  }

  private closed({ id, plan }: RequestRecord): readonly Command[] {
    return [
      ["ZREM", this.keys.openRequests(), id],
      ["HDEL", this.keys.interconnect(plan.uid), "pending"],
      ...this.alarms.end("requests", id),
    ];
  }

  /** A request that came to nothing gives its name and addresses back. */
  private released({ plan }: RequestRecord, state: RequestState): readonly Command[] {
    const { keys } = this;
    return [
      ["HDEL", keys.names(), plan.name],
      ["HDEL", keys.slash30s(), plan.primary.cidr, plan.secondary.cidr],
      ["HSET", keys.interconnect(plan.uid), "phase", JSON.stringify(state), "releasedName", "true"],
    ];
  }
}

function initialInterconnect({ id, plan, thread, requester, createdAt }: RequestRecord): Record<string, unknown> {
  const { uid, name, environment } = plan;
  return { uid, name, environment, thread, requester, createdAt, plan, request: id, phase: "requested" };
}

function fields(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => [name, JSON.stringify(value)]);
}
