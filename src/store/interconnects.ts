import type { Redis } from "ioredis";
import type { Adopted } from "../domain/adoption.ts";
import type { Brought } from "../domain/brought.ts";
import type { VerdictReport } from "../domain/finding.ts";
import type { InterconnectUid, OperationId, PersonId, RequestId, ThreadId } from "../domain/ids.ts";
import { type Json, type JsonObject, toJson } from "../domain/json.ts";
import type { Plan } from "../domain/plan.ts";
import { answersOf, type Hash } from "./answers.ts";
import type { Keys } from "./keys.ts";
import type { Changed, Command, Companions, Held } from "./transaction.ts";
import { transact } from "./transaction.ts";

/** Where an interconnect stands in its life. */
export type Phase =
  | "requested"
  | "building"
  | "up"
  /** Taken back from the clouds' tags, and not all there. */
  | "partial"
  /** Being taken down or rolled back. */
  | "removing"
  | "removed"
  /** A request that came to nothing. */
  | "rejected"
  | "expired"
  | "void"
  | "withdrawn";

export interface Recovered {
  readonly by: PersonId;
  /** Wall time. */
  readonly at: number;
  /** The act that did it, so that a replay of the act is known as one. */
  readonly act: string;
  /** What of the plan the clouds did not show, in words. */
  readonly missing: readonly string[];
}

/** What is known of an interconnect whose record was lost. */
export type RestoredInterconnect = Pick<InterconnectRecord, "plan" | "requester" | "thread" | "built"> & {
  readonly recovered: Recovered;
};

/** A link that was made elsewhere, as it was found. */
export type AdoptedInterconnect = Pick<InterconnectRecord, "plan" | "requester" | "thread" | "built"> & {
  readonly adopted: Adopted;
};

/** `known`: there is a record of it, which stays as it is. */
export type RestoreOutcome = "restored" | "known" | "name-taken" | "addresses-taken";

export interface InterconnectRecord {
  readonly uid: InterconnectUid;
  readonly name: string;
  readonly environment: string;
  readonly phase: Phase;
  readonly plan: Plan;
  readonly requester: PersonId;
  readonly thread: ThreadId;
  /** The request that it was built by; absent where that was lost. */
  readonly request: RequestId | undefined;
  /** Wall time. */
  readonly createdAt: number;
  /** The latest operation that changes it. */
  readonly operation: OperationId | undefined;
  /** The latest verification, and since when its verdict holds. */
  readonly report: VerdictReport | undefined;
  readonly verdictSince: number | undefined;
  readonly builtAt: number | undefined;
  readonly approvedBy: readonly PersonId[];
  /** What was brought, as it stood when the create began; absent while nothing was begun. */
  readonly before: Brought | undefined;
  /** Ids of what was built, by step: what a verification and a removal need. */
  readonly built: Readonly<Record<string, JsonObject>>;
  /** The request to change it that waits for a decision. */
  readonly pending: RequestId | undefined;
  readonly removedAt: number | undefined;
  /** Who took it back from the clouds' tags, after its record was lost; absent for what was never lost. */
  readonly recovered: Recovered | undefined;
  /** Who has it watched since when, where it was made elsewhere; nothing of such a link is the bot's to change. */
  readonly adopted: Adopted | undefined;
  /** Since when its circuit is billed, once it is built; on the operations' clock. */
  readonly billedSince: number | undefined;
}

/** Interconnects by name and uid. */
export class Interconnects {
  private readonly redis: Redis;
  private readonly keys: Keys;

  constructor(redis: Redis, keys: Keys) {
    this.redis = redis;
    this.keys = keys;
  }

  async byName(name: string): Promise<InterconnectRecord | undefined> {
    const uid = await this.redis.hget(this.keys.names(), name);
    return uid === null ? undefined : this.byUid(uid as InterconnectUid);
  }

  async byUid(uid: InterconnectUid): Promise<InterconnectRecord | undefined> {
    return toRecord(await this.redis.hgetall(this.keys.interconnect(uid)));
  }

  async all(): Promise<readonly InterconnectRecord[]> {
    const uids = await this.redis.hvals(this.keys.names());
    const pipeline = this.redis.pipeline();
    for (const uid of uids) pipeline.hgetall(this.keys.interconnect(uid));
    const records = await answersOf<Hash[]>(pipeline);
    return records.flatMap((fields) => toRecord(fields) ?? []);
  }

  /** Stores a lost interconnect with its name, its addresses and all its posts, or changes nothing. */
  async restore(record: RestoredInterconnect, companions: Companions): Promise<RestoreOutcome> {
    const phase: Phase = record.recovered.missing.length === 0 ? "up" : "partial";
    return this.storeWhole(record.plan, { ...record, phase, createdAt: record.recovered.at }, companions);
  }

  /** Stores a link that was made elsewhere with its name, its addresses and all its posts, or changes nothing. */
  async adopt(record: AdoptedInterconnect, companions: Companions): Promise<RestoreOutcome> {
    return this.storeWhole(record.plan, { ...record, phase: "up", createdAt: record.adopted.at }, companions);
  }

  /** Forgets an adopted link but for its record: name and addresses are free again. @returns false when they were */
  async release({ uid, plan }: InterconnectRecord, at: number, companions: Companions): Promise<boolean> {
    const result = await transact(this.redis, {
      ...companions,
      guards: [["field-is", this.keys.names(), plan.name, uid]],
      commands: [...this.patch(uid, { phase: "removed", removedAt: at }), ...companions.commands],
      held: this.released(plan),
    });
    return result.ok;
  }

  private async storeWhole(plan: Plan, fields: object, companions: Companions): Promise<RestoreOutcome> {
    const { keys } = this;
    const { uid, name, environment, primary, secondary } = plan;
    const result = await transact(this.redis, {
      ...companions,
      guards: [
        ["missing", keys.interconnect(uid)],
        ["field-missing", keys.names(), name],
        ["field-missing", keys.slash30s(), primary.cidr],
        ["field-missing", keys.slash30s(), secondary.cidr],
      ],
      commands: [
        ["HSET", keys.names(), name, uid],
        ["HSET", keys.slash30s(), primary.cidr, uid, secondary.cidr, uid],
        ...this.patch(uid, toJson({ ...fields, uid, name, environment })),
        ...companions.commands,
      ],
    });
    if (result.ok) return "restored";
    if (result.guard === 0) return "known";
    return result.guard === 1 ? "name-taken" : "addresses-taken";
  }

  /** Part of a transaction: what becomes of an interconnect's record. */
  patch(uid: InterconnectUid, patch: JsonObject): readonly Command[] {
    const fields = Object.entries(patch).flatMap(([name, value]: [string, Json]) => [name, JSON.stringify(value)]);
    return fields.length === 0 ? [] : [["HSET", this.keys.interconnect(uid), ...fields]];
  }

  /** Part of a transaction: its name and addresses are free again, unless somebody else has them by now. */
  released({ uid, name, primary, secondary }: Plan): readonly Held[] {
    const { keys } = this;
    const fields: readonly (readonly [key: string, field: string])[] = [
      [keys.names(), name],
      [keys.slash30s(), primary.cidr],
      [keys.slash30s(), secondary.cidr],
    ];
    return fields.map(([key, field]) => ({ key, field, value: uid, commands: [["HDEL", key, field]] }));
  }

  /** Part of a transaction: a verdict, and since when it holds when it is another one than before. */
  judged(uid: InterconnectUid, report: VerdictReport, now: number): { commands: readonly Command[]; changed: Changed } {
    const key = this.keys.interconnect(uid);
    return {
      commands: [["HSET", key, "report", JSON.stringify(report)]],
      changed: {
        key,
        field: "verdict",
        value: JSON.stringify(report.verdict),
        commands: [["HSET", key, "verdictSince", String(now)]],
      },
    };
  }

  /** /30s in use, as networks. */
  reservedSlash30s(): Promise<string[]> {
    return this.redis.hkeys(this.keys.slash30s());
  }
}

function toRecord(fields: Readonly<Record<string, string>>): InterconnectRecord | undefined {
  if (fields["uid"] === undefined) return undefined;
  const { operation, ...json } = fields;
  const values = Object.fromEntries(Object.entries(json).map(([name, text]) => [name, JSON.parse(text) as unknown]));
  const record: unknown = { approvedBy: [], built: {}, ...values, operation };
  return record as InterconnectRecord;
}
