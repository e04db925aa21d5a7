import type { SimClock } from "./clock.ts";

/** A resource that exists or existed. Times are virtual ms; `goneAtMs` is absent while it exists. */
export interface LedgerResource {
  readonly service: string;
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** `seeded`: was there before the run; `consequence`: made by the cloud itself, not asked for by name. */
  readonly origin: "created" | "seeded" | "consequence";
  readonly createdAtMs: number;
  readonly goneAtMs?: number;
}

/** A call that changes something, with the status it was answered with (0: the answer was lost). */
export interface LedgerCall {
  readonly service: string;
  readonly operation: string;
  readonly target: string;
  readonly atMs: number;
  readonly status: number;
  /** The name that the body gives to what is to be made, where the target does not say it. */
  readonly name?: string;
  /** The idempotency token that came with it. */
  readonly token?: string;
}

/** A state that something between the clouds entered, such as a circuit's provider state. */
export interface LedgerState {
  /** The name of a circuit, or the id of a virtual circuit. */
  readonly about: string;
  readonly what: "provider" | "lifecycle" | "session primary" | "session secondary";
  readonly value: string;
  readonly atMs: number;
}

/** A call that a careful client never makes, such as deleting in the wrong order. */
export interface IllegalCall {
  readonly service: string;
  readonly operation: string;
  readonly target: string;
  readonly rule: string;
  readonly atMs: number;
}

/** How long something was charged for. Hours only: the simulators know no prices. */
export interface LedgerBill {
  readonly service: string;
  readonly item: string;
  readonly id: string;
  readonly fromMs: number;
  readonly untilMs?: number;
  readonly hours: number;
}

/** What is written down of a new resource; `origin` is `created` unless said. */
export type NewResource = Omit<LedgerResource, "createdAtMs" | "goneAtMs" | "origin" | "tags"> &
  Partial<Pick<LedgerResource, "origin" | "tags">>;

/** A whole ledger as plain data. */
export interface LedgerSnapshot {
  readonly resources: readonly LedgerResource[];
  readonly remaining: readonly LedgerResource[];
  readonly calls: readonly LedgerCall[];
  readonly states: readonly LedgerState[];
  readonly illegalCalls: readonly IllegalCall[];
  readonly bills: readonly LedgerBill[];
  readonly looks: Readonly<Record<string, number>>;
}

interface OpenBill {
  readonly service: string;
  readonly item: string;
  readonly id: string;
  readonly fromMs: number;
  readonly untilMs?: number;
}

const HOUR_MS = 3_600_000;

/** Everything that ever happened in one world of simulators, for all its services. */
export class Ledger {
  private readonly clock: SimClock;
  private readonly resources: LedgerResource[] = [];
  private readonly calls: LedgerCall[] = [];
  private readonly states: LedgerState[] = [];
  private readonly illegalCalls: IllegalCall[] = [];
  private readonly bills: OpenBill[] = [];
  private readonly looks = new Map<string, number>();

  constructor(clock: SimClock) {
    this.clock = clock;
  }

  /** Writes down that a resource exists from now. */
  created(resource: NewResource): void {
    const createdAtMs = this.clock.now();
    this.resources.push({
      origin: "created",
      tags: {},
      ...resource,
      createdAtMs,
    });
  }

  /** Writes down that the living resource of this id is gone, and ends its bill. */
  gone(service: string, id: string): void {
    const goneAtMs = this.clock.now();
    const index = this.resources.findLastIndex(
      (one) => one.service === service && one.id === id && one.goneAtMs === undefined,
    );
    const found = this.resources[index];
    if (found) this.resources[index] = { ...found, goneAtMs };
    this.billStopped(service, id);
  }

  /** True when a resource of this id existed before and is gone. */
  hasGone(service: string, id: string): boolean {
    return this.resources.some((one) => one.service === service && one.id === id && one.goneAtMs !== undefined);
  }

  /** Writes down a mutating call. */
  call(call: Omit<LedgerCall, "atMs">): void {
    this.calls.push({ ...call, atMs: this.clock.now() });
  }

  /** Writes down that something between the clouds is in another state from now. */
  entered(state: Omit<LedgerState, "atMs">): void {
    this.states.push({ ...state, atMs: this.clock.now() });
  }

  /** Writes down a call that breaks a rule; `rule` says which, in words. */
  illegal(call: Omit<IllegalCall, "atMs">): void {
    this.illegalCalls.push({ ...call, atMs: this.clock.now() });
  }

  /** Counts one reading call of a service. */
  look(service: string): void {
    this.looks.set(service, (this.looks.get(service) ?? 0) + 1);
  }

  /** Starts charging for something until {@link gone} or {@link billStopped}. */
  billStarted(bill: { service: string; item: string; id: string }): void {
    this.bills.push({ ...bill, fromMs: this.clock.now() });
  }

  /** Ends the open bill of this id; does nothing when none is open. */
  billStopped(service: string, id: string): void {
    const index = this.bills.findLastIndex(
      (one) => one.service === service && one.id === id && one.untilMs === undefined,
    );
    const found = this.bills[index];
    if (found) this.bills[index] = { ...found, untilMs: this.clock.now() };
  }

  /** A copy of all that is written down. `remaining` are created resources that still exist. */
  snapshot(): LedgerSnapshot {
    const nowMs = this.clock.now();
    return {
      resources: [...this.resources],
      remaining: this.resources.filter((one) => one.origin === "created" && one.goneAtMs === undefined),
      calls: [...this.calls],
      states: [...this.states],
      illegalCalls: [...this.illegalCalls],
      bills: this.bills.map((bill) => ({
        ...bill,
        hours: ((bill.untilMs ?? nowMs) - bill.fromMs) / HOUR_MS,
      })),
      looks: Object.fromEntries(this.looks),
    };
  }
}
