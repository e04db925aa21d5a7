import type { Redis } from "ioredis";
import type { Seal } from "../approval/seal.ts";
import type { Card } from "../chat/card.ts";
import type { Outgoing } from "../chat/ports.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { VerdictReport } from "../domain/finding.ts";
import type { InterconnectUid, OperationId, PersonId } from "../domain/ids.ts";
import type { JsonObject } from "../domain/json.ts";
import { graphProblems, isEnded, stepOf } from "../graph/order.ts";
import type { Operation, OperationRecord, OperationState, StepRecord } from "../graph/records.ts";
import type { Transition } from "../graph/runner.ts";
import type { Alarms, Taking } from "./alarms.ts";
import { lateWorker } from "./alarms.ts";
import { answersOf, type Hash } from "./answers.ts";
import type { Durability } from "./durability.ts";
import { freezeIn } from "./freezes.ts";
import type { Interconnects } from "./interconnects.ts";
import type { Keys } from "./keys.ts";
import { journalEntry, outcomeOf, parsed, stepUnmoved } from "./operation-fields.ts";
import { claimsOf, givenBack, interconnectLock } from "./operation-locks.ts";
import type { Outbox } from "./outbox.ts";
import { genuineSignals, sealedSignal } from "./sealed-signals.ts";
import type { Changed, Command, Companions, Guard } from "./transaction.ts";
import { transact } from "./transaction.ts";

/** What a change causes beside the operation's own record. */
export interface Consequences {
  readonly posts: readonly Outgoing[];
  readonly card?: Card;
  /** What the interconnect's record becomes, merged into what it is. */
  readonly interconnect?: JsonObject;
  /** The verdict of a verification that just ended. */
  readonly report?: VerdictReport;
  /** Nothing of the interconnect is left: its name and addresses are free again. */
  readonly released?: true;
  /** Operations that begin with it. */
  readonly begins?: readonly OperationRecord[];
}

/** Decides what follows from a stored change; pure. */
export type Narrator = (transition: Transition) => Consequences;

export interface OperationStorePorts {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly alarms: Alarms;
  readonly outbox: Outbox;
  readonly interconnects: Interconnects;
  readonly durability: Durability;
  readonly narrate: Narrator;
  /** Proves that a signal came from the bot: write access to Redis alone activates nothing. */
  readonly seal: Seal;
  /** The operation's clock. */
  readonly now: () => number;
}

const minuteMs = 60_000;

/** How long an ended verification is kept, in ms. */
const keptMs = String(7 * 24 * 60 * 60 * 1_000);

/** Operations as Redis keeps them: the truth about what was begun, found and finished. */
export class OperationStore {
  private readonly ports: OperationStorePorts;

  constructor(ports: OperationStorePorts) {
    this.ports = ports;
  }

  /** Guards of a transaction that begins an operation which changes an interconnect: one such at a time. */
  lockFree(uid: InterconnectUid): readonly Guard[] {
    return [["field-missing", interconnectLock(this.ports.keys, uid), "holder"]];
  }

  /** Part of a transaction: stores an operation and wakes it. Its graph must be sound. */
  begin(record: OperationRecord, by: PersonId): readonly Command[] {
    const problems = graphProblems(record.nodes);
    if (problems.length > 0) {
      throw new InterconnectError({
        code: "Bug",
        kind: "fatal",
        message: `The steps of ${record.id} do not fit together: ${problems.join("; ")}.`,
      });
    }
    const { keys, alarms } = this.ports;
    const since = String(record.createdAt);
    const lock = interconnectLock(keys, record.uid);
    const held: readonly Command[] = [
      ["HSET", lock, "holder", record.id, "what", record.kind, "by", by, "since", since],
      ["HSET", keys.interconnect(record.uid), "operation", record.id],
    ];
    return [
      ...(changes(record) ? held : []),
      ["HSET", keys.operation(record.id), "record", JSON.stringify(record), "state", "open", "stateSince", since],
      ...alarms.wake("operations", record.id),
    ];
  }

  /**
   * Part of a transaction in which one operation takes the place of another, exactly as it was seen, and gets its lock.
   * What the other one's worker still does is refused from then on.
   *
   * @param unmoved a step of it that must not have moved since
   */
  supersede(seen: Operation, next: OperationRecord, by: PersonId, unmoved?: string): Superseding {
    const { keys, alarms } = this.ports;
    const { id, uid } = seen.record;
    const key = keys.operation(id);
    return {
      guards: [
        ["field-is", key, "state", seen.state],
        ["field-is", interconnectLock(keys, uid), "holder", id],
        ...(unmoved === undefined ? [] : [stepUnmoved(key, unmoved, seen.steps[unmoved])]),
      ],
      commands: [
        ["HSET", key, "state", "cancelled", "stateSince", String(this.ports.now())],
        ...alarms.end("operations", id),
        ...claimsOf(keys, seen).map((lock): Command => ["DEL", lock]),
        ...this.begin(next, by),
      ],
    };
  }

  /**
   * Puts one operation in the place of another that still is exactly as it was seen.
   *
   * @returns false when it is not any more; then nothing is changed
   */
  async takeOver(
    seen: Operation,
    next: OperationRecord,
    by: PersonId,
    { unmoved, ...companions }: Companions & { readonly unmoved: string | undefined },
  ): Promise<boolean> {
    const { guards, commands } = this.supersede(seen, next, by, unmoved);
    const result = await transact(this.ports.redis, {
      ...companions,
      guards: [...guards, ...(companions.guards ?? [])],
      commands: [...commands, ...companions.commands],
    });
    if (result.ok) await this.ports.durability.settled();
    return result.ok;
  }

  /** Part of a transaction: tells an operation something, such as `activate` or `retry`. */
  signal(id: OperationId, name: string, value: JsonObject): readonly Command[] {
    const { keys, alarms, seal } = this.ports;
    const said = sealedSignal(seal, id, name, value);
    return [["HSET", keys.operation(id), `signal:${name}`, said], ...alarms.wake("operations", id)];
  }

  /** Tells an operation something, outside any other change. */
  async signalNow(id: OperationId, name: string, value: JsonObject): Promise<void> {
    await transact(this.ports.redis, { guards: [], commands: this.signal(id, name, value) });
  }

  /** Has those that are still under way look at once at what has changed around them. */
  async wake(ids: readonly OperationId[]): Promise<void> {
    const { redis, keys, alarms } = this.ports;
    for (const id of ids) {
      const underWay: Guard = ["field-is", keys.operation(id), "state", "open"];
      await transact(redis, { guards: [underWay], commands: alarms.wake("operations", id) });
    }
  }

  /**
   * Begins an operation that only reads, unless its requester began `perMinute` of them in the environment within the
   * last minute. Beginning it again changes nothing.
   */
  async beginReading(record: OperationRecord, perMinute: number): Promise<"begun" | "too-many"> {
    const { keys, redis } = this.ports;
    const recent = keys.verifications(record.environment, record.requester);
    const now = Date.now();
    const result = await transact(redis, {
      guards: [
        ["missing", keys.operation(record.id)],
        ["fewer-from", recent, String(now - minuteMs), String(perMinute)],
      ],
      commands: [
        ...this.begin(record, record.requester),
        ["ZREMRANGEBYSCORE", recent, "-inf", String(now - minuteMs)],
        ["ZADD", recent, String(now), record.id],
        ["PEXPIRE", recent, String(minuteMs)],
      ],
    });
    return result.ok || result.guard === 0 ? "begun" : "too-many";
  }

  /** @throws InterconnectError `NotFound` */
  async load(id: OperationId): Promise<Operation> {
    const found = await this.find(id);
    if (found) return found;
    throw new InterconnectError({ code: "NotFound", kind: "fatal", message: `There is no operation ${id}.` });
  }

  async find(id: OperationId): Promise<Operation | undefined> {
    const { redis, keys } = this.ports;
    const reading = redis.pipeline().hgetall(keys.operation(id)).hgetall(keys.freezes());
    const [fields, freezes] = await answersOf<[Hash, Hash]>(reading);
    if (fields["record"] === undefined) return undefined;
    const record = JSON.parse(fields["record"]) as OperationRecord;
    const freeze = record.kind === "verify" ? undefined : freezeIn(freezes, record.environment);
    return {
      record,
      ...(freeze && { freeze }),
      state: (fields["state"] ?? "open") as OperationState,
      stateSince: Number(fields["stateSince"] ?? 0),
      steps: parsed<StepRecord>(fields, "step:"),
      signals: genuineSignals(this.ports.seal, id, fields),
    };
  }

  journal(id: OperationId): Promise<string[]> {
    return this.ports.redis.lrange(this.ports.keys.journal(id), 0, -1);
  }

  /** Stores one move and all it causes, all or nothing. Answers with the outbox threads that now have something to say. */
  async commit(taking: Taking, transition: Transition): Promise<readonly string[]> {
    const { outbox, interconnects } = this.ports;
    const { record } = transition.after;
    const consequences = this.ports.narrate(transition);
    const card = consequences.card ? [outbox.show(record.thread, consequences.card)] : [];
    const { report, begins = [] } = consequences;
    const judged = report && interconnects.judged(record.uid, report, this.ports.now());
    const posts = consequences.posts.map((post) => outbox.say(post));
    // The state comes last: with it the journal may be given its end.
    const stored = [...this.outcome(taking, transition), ...this.storedState(transition)];
    const result = await transact(this.ports.redis, {
      guards: [this.ports.alarms.stillTaken(taking)],
      commands: [
        ...this.storedMove(transition),
        ...interconnects.patch(record.uid, consequences.interconnect ?? {}),
        ...(judged?.commands ?? []),
        ...begins.flatMap((one) => this.begin(one, one.requester)),
      ],
      once: posts,
      changed: [...stored, ...card, ...(judged ? [judged.changed] : [])],
      held: [
        ...givenBack(this.ports.keys, transition),
        ...(consequences.released ? interconnects.released(record.plan) : []),
      ],
    });
    if (!result.ok) throw lateWorker(taking);
    return [...card, ...posts].flatMap(({ commands }) => wokenBy(commands));
  }

  private storedState({ before, after }: Transition): readonly Changed[] {
    const { record, state, stateSince } = after;
    if (state === before.state) return [];
    const key = this.ports.keys.operation(record.id);
    const since: Command = ["HSET", key, "stateSince", String(stateSince)];
    const forgotten = isEnded(after) && !changes(record) ? this.forgotten(record.id) : [];
    return [{ key, field: "state", value: state, commands: [since, ...forgotten] }];
  }

  private storedMove({ before, moved }: Transition): readonly Command[] {
    if (moved === undefined) return [];
    return [["HSET", this.ports.keys.operation(before.record.id), `step:${moved.node.id}`, JSON.stringify(moved.step)]];
  }

  private outcome(taking: Taking, { before, moved }: Transition): readonly Changed[] {
    if (moved === undefined) return [];
    const { node, step, called } = moved;
    const previous = stepOf(before, node.id);
    const unresolved = called || previous.intent !== undefined;
    const turned = unresolved || previous.state !== step.state || previous.generation !== step.generation;
    const { keys, now } = this.ports;
    return turned ? [journalEntry(keys, taking, node.id, { event: "outcome", at: now(), facts: outcomeOf(step) })] : [];
  }

  /** What only read has told its story by its end; it is kept for a while to be looked up. */
  private forgotten(id: OperationId): readonly Command[] {
    const { keys } = this.ports;
    return [keys.operation(id), keys.journal(id), keys.alarm("operations", id)].map((key) => ["PEXPIRE", key, keptMs]);
  }
}

/** See `supersede`. */
export interface Superseding {
  readonly guards: readonly Guard[];
  readonly commands: readonly Command[];
}

/** A verification only reads, and a sweep comes after the end; everything else needs the interconnect for itself. */
const changes = ({ kind }: OperationRecord): boolean => kind !== "verify" && kind !== "sweep";

/** The threads woken by a list of commands, so that their bells can be rung after the transaction. */
function wokenBy(commands: readonly Command[]): readonly string[] {
  return commands.flatMap(([name, , , id]) => (name === "ZADD" && id !== undefined ? [id] : []));
}
