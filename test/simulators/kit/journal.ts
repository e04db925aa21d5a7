import type { Changes } from "./changes.ts";
import type { SimWorld } from "./world.ts";

/** A call that was refused, with all that the service said. */
export interface RefusedCall {
  readonly method: string;
  readonly error: string;
  readonly reasons: readonly string[];
  readonly channel?: string | undefined;
  readonly atVirtualMs: number;
  readonly atWallMs: number;
}

/** A request or envelope sent to the app, and how the app answered. */
export interface Delivery {
  readonly id: string;
  readonly kind: string;
  readonly what: string;
  readonly by: "http" | "socket";
  readonly retry: number;
  readonly acknowledged: boolean;
  /** HTTP status; 0 without an answer, and 200 for an acknowledged envelope. */
  readonly status: number;
  readonly latencyMs: number;
  /** What was wrong with the acknowledgement, in words. */
  readonly problem?: string | undefined;
  readonly atWallMs: number;
}

/** Whose journal it is, and which of its errors no careful client ever earns. */
export interface JournalOptions {
  readonly service: string;
  readonly bugs: ReadonlySet<string>;
}

/** What happened between a chat service and its app, beside messages. */
export class Journal {
  readonly refused: RefusedCall[] = [];
  readonly deliveries: Delivery[] = [];
  private readonly world: SimWorld;
  private readonly changes: Changes;
  private readonly options: JournalOptions;

  constructor(world: SimWorld, changes: Changes, options: JournalOptions) {
    this.world = world;
    this.changes = changes;
    this.options = options;
  }

  /** Writes down a refusal; a bug of the client also goes to the world's ledger of illegal calls. */
  refuse(call: Pick<RefusedCall, "method" | "error" | "reasons" | "channel">): void {
    const { service, bugs } = this.options;
    this.refused.push({ ...call, atVirtualMs: this.world.clock.now(), atWallMs: Date.now() });
    this.changes.tell("call.refused", { method: call.method, error: call.error });
    if (!bugs.has(call.error)) return;
    const rule = [call.error, ...call.reasons].join(": ");
    const { method: operation, channel: target = "" } = call;
    this.world.ledger.illegal({ service, operation, target, rule });
  }

  deliver(delivery: Delivery): void {
    this.deliveries.push(delivery);
    this.changes.tell("delivery", { id: delivery.id, acknowledged: delivery.acknowledged });
  }
}
