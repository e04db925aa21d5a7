import { Redis } from "ioredis";
import { AlarmBell, AlarmClock } from "../../jobs/alarm-clock.ts";
import { operationTick } from "../../jobs/operations.ts";
import { Seal } from "../../src/approval/seal.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { Freeze } from "../../src/domain/freeze.ts";
import type { OperationId } from "../../src/domain/ids.ts";
import { interconnectUid, operationId, personId, threadId } from "../../src/domain/ids.ts";
import type { JsonObject } from "../../src/domain/json.ts";
import type { Operation, OperationRecord, StepNode } from "../../src/graph/records.ts";
import type { AnyStep } from "../../src/graph/step.ts";
import { createLog } from "../../src/observability/log.ts";
import { Alarms } from "../../src/store/alarms.ts";
import { ChangingCalls } from "../../src/store/changing-calls.ts";
import { Durability } from "../../src/store/durability.ts";
import { Freezes } from "../../src/store/freezes.ts";
import { Interconnects } from "../../src/store/interconnects.ts";
import { Keys } from "../../src/store/keys.ts";
import type { Narrator } from "../../src/store/operations.ts";
import { OperationStore } from "../../src/store/operations.ts";
import { Outbox } from "../../src/store/outbox.ts";
import { defineTransaction, transact } from "../../src/store/transaction.ts";
import { aPlan } from "../builders/plan.ts";
import { type ThingClouds, thingStep } from "./thing-step.ts";

/** An engine clock at `scale` times wall time since `anchor`. */
export function clockAt(scale: number, anchor = Date.now()): Clock {
  return {
    now: () => anchor + (Date.now() - anchor) * scale,
    toWallMs: (spanMs) => spanMs / scale,
    wallTimeOf: (at) => anchor + (at - anchor) / scale,
  };
}

export interface EngineOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly cloudUrl: string;
  readonly clock?: Clock;
  readonly narrate?: Narrator;
  /** Steps other than the one over a `ThingServer`. */
  readonly steps?: ReadonlyMap<string, AnyStep<ThingClouds>>;
}

/** The real engine over the real Redis and queue, with steps that talk to a `ThingServer`. */
export class Engine {
  readonly keys: Keys;
  readonly redis: Redis;
  readonly alarms: Alarms;
  readonly outbox: Outbox;
  readonly store: OperationStore;
  readonly freezes: Freezes;
  readonly bell: AlarmBell;
  private readonly clock: Clock;
  private readonly cloudUrl: string;
  private readonly worker: AlarmClock;
  private readonly connections: Redis[] = [];

  constructor({ redisUrl, prefix, cloudUrl, clock, narrate, steps }: EngineOptions) {
    this.keys = new Keys(`${prefix}:`);
    this.redis = this.connect(redisUrl);
    this.alarms = new Alarms(this.redis, this.keys);
    this.outbox = new Outbox(this.redis, this.keys, this.alarms);
    this.clock = clock ?? clockAt(1);
    this.cloudUrl = cloudUrl;
    const shared = {
      redis: this.redis,
      keys: this.keys,
      alarms: this.alarms,
      durability: new Durability(this.redis, this.keys.durableMark(), "fsync-always"),
      now: () => this.clock.now(),
    };
    this.store = new OperationStore({
      ...shared,
      outbox: this.outbox,
      interconnects: new Interconnects(this.redis, this.keys),
      narrate: narrate ?? (() => ({ posts: [] })),
      seal: new Seal("the key of the engine's tests"),
    });
    this.freezes = new Freezes(this.redis, this.keys, shared.durability);
    const options = {
      name: "operations" as const,
      redis: this.connect(redisUrl),
      keys: this.keys,
      alarms: this.alarms,
      log: createLog({ level: process.env["TEST_LOG"] ?? "silent" }),
    };
    this.bell = new AlarmBell(options);
    this.worker = new AlarmClock({
      ...options,
      blocking: this.connect(redisUrl),
      concurrency: 500,
      tick: operationTick({
        store: this.store,
        calls: new ChangingCalls(shared),
        alarms: this.alarms,
        clock: this.clock,
        runner: {
          clock: this.clock,
          steps: steps ?? new Map([[thingStep.kind, thingStep]]),
          cloudsOf: () => Promise.resolve({ url: this.cloudUrl }),
        },
        ringThreads: () => Promise.resolve(),
      }),
    });
  }

  start(): void {
    this.worker.start();
  }

  async begin(id: string, nodes: readonly StepNode[], { ring } = { ring: true }): Promise<OperationId> {
    const record = anOperation(id, nodes, this.clock.now());
    const begun = await transact(this.redis, {
      guards: this.store.lockFree(record.uid),
      commands: this.store.begin(record, record.requester),
    });
    if (!begun.ok) throw new Error(`refused: held by ${begun.found ?? "nobody"}`);
    if (ring) await this.bell.ring(record.id);
    return record.id;
  }

  /** Somebody freezes changes; the answer is for the end of it. */
  async freeze(scope = "test"): Promise<Freeze> {
    const by = personId("slack:T1/U1");
    const freeze = { id: `freeze-${scope}`, scope, by, at: this.now(), threads: [] };
    await this.freezes.begin(freeze, Date.now(), { commands: [], once: [], changed: [] });
    return freeze;
  }

  /** Ends it and wakes what it may have held up. */
  async unfreeze(freeze: Freeze, held: readonly OperationId[]): Promise<void> {
    await this.freezes.end(
      freeze,
      { id: `end of ${freeze.id}`, said: Date.now() },
      { commands: [], once: [], changed: [] },
    );
    await this.store.wake(held);
    for (const id of held) await this.bell.ring(id);
  }

  async signal(id: OperationId, name: string, value: JsonObject): Promise<void> {
    await transact(this.redis, { guards: [], commands: this.store.signal(id, name, value) });
    await this.bell.ring(id);
  }

  load(id: OperationId): Promise<Operation> {
    return this.store.load(id);
  }

  now(): number {
    return this.clock.now();
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.bell.close();
    for (const connection of this.connections) connection.disconnect();
  }

  private connect(url: string): Redis {
    const connection = new Redis(url, { maxRetriesPerRequest: null });
    defineTransaction(connection);
    this.connections.push(connection);
    return connection;
  }
}

function anOperation(id: string, nodes: readonly StepNode[], createdAt: number): OperationRecord {
  return {
    id: operationId(`op-${id}`),
    kind: "create",
    uid: interconnectUid(`u${id}`),
    name: id,
    environment: "test",
    owner: { uid: `u${id}`, environment: "test", seal: "seal" },
    thread: threadId(`thread-${id}`),
    requester: personId("slack:T1/U1"),
    createdAt,
    plan: aPlan(),
    nodes,
  };
}
