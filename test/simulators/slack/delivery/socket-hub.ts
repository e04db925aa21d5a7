import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { at, parseJson, textAt } from "../../kit/json.ts";
import { WALL_MS } from "../limits.ts";
import { BOT } from "../workspace/default-seed.ts";
import type { Acknowledgement, Carrier, Packet, Sending } from "./carrier.ts";

const LINK_PATH = "/link/";

/** Why Slack asks an app to connect anew. */
export type DisconnectReason = "warning" | "refresh_requested" | "link_disabled";

/** The answer to `envelopeId`, or a failure when it does not come in time. */
async function answer(acks: EventEmitter, envelopeId: string): Promise<Acknowledgement> {
  const startedMs = performance.now();
  const answered = once(acks, envelopeId, { signal: AbortSignal.timeout(WALL_MS.acknowledge) });
  const [payload] = await answered.catch(() => [undefined]);
  const latencyMs = performance.now() - startedMs;
  if (payload === undefined) return { status: 0, latencyMs, body: undefined, failure: "timeout" };
  const isEmpty = Object.keys(payload).length === 0;
  return { status: 200, latencyMs, body: isEmpty ? undefined : payload, failure: undefined };
}

const envelopeOf = ({ kind, payload }: Packet, { retry }: Sending, id: string) => ({
  envelope_id: id,
  type: kind,
  payload,
  accepts_response_payload: kind !== "events_api",
  ...(retry && { retry_attempt: retry.num, retry_reason: retry.reason }),
});

/**
 * The websockets of Socket Mode. Envelopes go to the open connections in turn.
 *
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export class SocketHub implements Carrier {
  readonly by = "socket";
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private readonly acks = new EventEmitter();
  private turn = 0;

  /** Takes over the upgrades of a server. */
  attach(server: Server): void {
    server.on("upgrade", (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
      if (pathname !== LINK_PATH || !this.tickets.delete(searchParams.get("ticket") ?? "")) {
        socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (connection) => this.welcome(connection));
    });
  }

  /** The path of a new connection, good for one. */
  ticket(): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return `${LINK_PATH}?ticket=${ticket}&app_id=${BOT.appId}`;
  }

  /** The number of open connections. */
  get connections(): number {
    return this.open().length;
  }

  async carry(packet: Packet, sending: Sending): Promise<Acknowledgement> {
    const open = this.open();
    this.turn += 1;
    const connection = open[this.turn % open.length];
    if (!connection) return { status: 0, latencyMs: 0, body: undefined, failure: "connection_failed" };
    const id = randomUUID();
    const answered = answer(this.acks, id);
    connection.send(JSON.stringify(envelopeOf(packet, sending, id)));
    return answered;
  }

  /** Asks all connections to be made anew, as Slack does every few hours. */
  refresh(reason: DisconnectReason = "refresh_requested"): void {
    for (const connection of this.open()) connection.send(JSON.stringify({ type: "disconnect", reason }));
  }

  /** Cuts all connections without a word. */
  cut(): void {
    for (const connection of this.sockets.clients) connection.terminate();
  }

  /** Says goodbye on all connections; resolves when they are closed, or cut after a second. */
  async close(): Promise<void> {
    const closing = [...this.sockets.clients].map((connection) => {
      connection.close(1001);
      return once(connection, "close", { signal: AbortSignal.timeout(1000) }).catch(() => connection.terminate());
    });
    await Promise.all(closing);
  }

  private open(): WebSocket[] {
    return [...this.sockets.clients].filter((one) => one.readyState === one.OPEN);
  }

  private welcome(connection: WebSocket): void {
    connection.on("message", (data) => {
      const message = parseJson(Buffer.isBuffer(data) ? data.toString("utf8") : "");
      const id = textAt(message, "envelope_id");
      if (id !== undefined) this.acks.emit(id, at(message, "payload") ?? {});
    });
    connection.send(
      JSON.stringify({
        type: "hello",
        connection_info: { app_id: BOT.appId },
        num_connections: this.connections,
        debug_info: { host: "simulator", approximate_connection_time: 18_060 },
      }),
    );
  }
}
