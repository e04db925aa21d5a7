import { randomUUID } from "node:crypto";
import type { Workspace } from "../workspace/workspace.ts";
import type { Acknowledgement, Carrier, Packet, Sending } from "./carrier.ts";
import { httpCarrier } from "./http-carrier.ts";
import type { SocketHub } from "./socket-hub.ts";

/** How an app answered a packet; `id` finds it in the journal and repeats it. */
export interface Receipt extends Acknowledgement {
  readonly id: string;
}

/** When Slack brings an event again that was not acknowledged, in wall ms after each failure. */
const REDELIVERY_MS: readonly number[] = [0, 60_000, 300_000];

/** Brings interactions and events to the app, writes down how that went, and brings lost events again. */
export class Courier {
  private readonly workspace: Workspace;
  private readonly sockets: SocketHub;
  private readonly redeliveryMs: readonly number[];
  private readonly packets = new Map<string, Packet>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(workspace: Workspace, sockets: SocketHub, redeliveryMs: readonly number[] = REDELIVERY_MS) {
    this.workspace = workspace;
    this.sockets = sockets;
    this.redeliveryMs = redeliveryMs;
  }

  /** Never rejects: what went wrong is in the receipt. */
  async send(packet: Packet, sending: Sending = {}): Promise<Receipt> {
    const id = randomUUID();
    this.packets.set(id, packet);
    const carrier = this.carrier();
    const acknowledgement = await carrier.carry(packet, sending);
    const { status, latencyMs, failure } = acknowledgement;
    const { kind, what } = packet;
    const retry = sending.retry?.num ?? 0;
    this.workspace.journal.deliver({
      id,
      kind,
      what,
      by: carrier.by,
      retry,
      status,
      latencyMs,
      acknowledged: failure === undefined,
      problem: failure,
      atWallMs: Date.now(),
    });
    if (failure && kind === "events_api" && !acknowledgement.noRetry) this.again(packet, retry, failure);
    return { id, ...acknowledgement };
  }

  /** Brings a packet once more, as Slack does when it believes the first was lost. */
  repeat(id: string, retry = { num: 1, reason: "http_timeout" }): Promise<Receipt> {
    const packet = this.packets.get(id);
    if (!packet) throw new RangeError(`no delivery ${id}`);
    return this.send(packet, { retry });
  }

  /** Forgets all redeliveries that are still to come. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private carrier(): Carrier {
    const { eventsUrl } = this.workspace.app;
    return eventsUrl === undefined ? this.sockets : httpCarrier(this.workspace, eventsUrl);
  }

  private again(packet: Packet, retries: number, reason: string): void {
    const delayMs = this.redeliveryMs[retries];
    if (delayMs === undefined) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.send(packet, { retry: { num: retries + 1, reason } });
    }, delayMs);
    this.timers.add(timer);
  }
}
