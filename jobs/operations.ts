import type { Clock } from "../src/domain/clock.ts";
import { operationId } from "../src/domain/ids.ts";
import type { OperationLease, RunnerPorts } from "../src/graph/runner.ts";
import { tick } from "../src/graph/runner.ts";
import type { Alarms, Taking } from "../src/store/alarms.ts";
import type { ChangingCalls } from "../src/store/changing-calls.ts";
import type { OperationStore } from "../src/store/operations.ts";
import type { Lease, Tick } from "./alarm-clock.ts";

export interface OperationTickPorts<C> {
  readonly store: OperationStore;
  readonly calls: ChangingCalls;
  readonly alarms: Alarms;
  readonly clock: Clock;
  readonly runner: RunnerPorts<C>;
  /** Rings for outbox threads that got something to say. */
  readonly ringThreads: (ids: readonly string[]) => Promise<void>;
}

/** One visit to an operation: runs what is due and says when to come back. */
export function operationTick<C>(ports: OperationTickPorts<C>): Tick {
  return async (lease) => {
    const bound = new BoundLease(ports, lease);
    const next = await tick(ports.runner, bound);
    return { taking: bound.taking, nextWallMs: next === undefined ? undefined : ports.clock.wallTimeOf(next) };
  };
}

/** The store, bound to one taking of one operation. */
class BoundLease<C> implements OperationLease {
  taking: Taking;
  private readonly ports: OperationTickPorts<C>;
  private readonly lease: Lease;

  constructor(ports: OperationTickPorts<C>, lease: Lease) {
    this.ports = ports;
    this.lease = lease;
    this.taking = lease.taking;
  }

  ending: OperationLease["ending"] = () => this.lease.ending();

  load: OperationLease["load"] = () => this.ports.store.load(operationId(this.taking.id));

  commit: OperationLease["commit"] = async (transition) => {
    const woken = await this.ports.store.commit(this.taking, transition);
    if (woken.length > 0) await this.ports.ringThreads(woken);
  };

  begin: OperationLease["begin"] = async (operation, node, record) => {
    const untilMs = await this.lease.renew();
    await this.ports.calls.begin(this.taking, operation, node, record);
    return this.ports.calls.leave(operation, node, record.generation, untilMs);
  };

  sleep: OperationLease["sleep"] = async (until) => {
    const wallMs = until === undefined ? undefined : this.ports.clock.wallTimeOf(until);
    const outcome = await this.ports.alarms.sleep(this.taking, wallMs);
    if (outcome === "asleep") return "asleep";
    this.taking = outcome.woken;
    return "woken";
  };
}
