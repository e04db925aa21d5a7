import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import type { SimClock } from "./clock.ts";
import type { FaultEffect, Faults } from "./faults.ts";
import { parseJson } from "./json.ts";
import { type Route, type RouteMatch, routeTable, type SimReply, type SimRequest } from "./routes.ts";
import type { RecordedExchange, Traffic } from "./traffic.ts";

/** What a simulated service is made of. */
export interface SimServerOptions {
  /** The name that fault rules, traffic and ledger use. */
  readonly service: string;
  readonly clock: SimClock;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly routes: readonly Route[];
  /** Routes beside the service, such as the control API: no faults, no hooks, no traffic. */
  readonly controlRoutes?: readonly Route[];
  readonly ignoreCase?: boolean;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Before the effect: an answer given here ends the request (signature, token, throttle). */
  readonly before?: (request: SimRequest) => SimReply | undefined;
  /** After the effect: completes every answer, those of fault rules too (common headers). */
  readonly after?: (request: SimRequest, reply: SimReply) => SimReply;
  /** Once the effect took place; `sent` is false when the answer is lost. Not called for `dropBefore`. */
  readonly settled?: (request: SimRequest, reply: SimReply, sent: boolean) => void;
  readonly notFound?: (request: SimRequest) => SimReply;
  /** The origin under which the client addressed this request; by default its Host header over http. */
  readonly publicOrigin?: (request: SimRequest) => string;
  readonly onExchange?: (exchange: RecordedExchange) => void;
}

/** A listening service. `close` ends all connections and resolves when the port is free. */
export interface SimServer {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

interface Outcome {
  readonly reply: SimReply;
  /** False when the connection is to be destroyed instead of answered. */
  readonly sent: boolean;
  /** False when nothing of the request took place. */
  readonly arrived: boolean;
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const headersOf = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );

/** The path without the query; services ignore a doubled slash in front, which SDKs send for full ids. */
const pathOf = (message: IncomingMessage): string =>
  (message.url ?? "/")
    .split("?", 1)
    .join()
    .replace(/^\/{2,}/, "/");

const requestOf = (message: IncomingMessage, raw: Buffer, match?: RouteMatch): SimRequest => {
  const url = message.url ?? "/";
  const [, query = ""] = url.split("?", 2);
  const text = raw.toString("utf8");
  return {
    method: message.method ?? "GET",
    path: pathOf(message),
    url,
    query: new URLSearchParams(query),
    headers: headersOf(message),
    raw,
    text,
    json: parseJson(text),
    param(name) {
      const value = match?.params[name];
      if (value === undefined) throw new Error(`the route of ${url} has no :${name}`);
      return value;
    },
  };
};

const textOf = ({ body }: SimReply): string => {
  if (body === undefined) return "";
  return typeof body === "string" ? body : JSON.stringify(body);
};

const write = (response: ServerResponse, reply: SimReply, text: string): Record<string, string> => {
  const typed =
    typeof reply.body === "string" || text === "" ? {} : { "content-type": "application/json; charset=utf-8" };
  const headers: Record<string, string> = { ...typed, ...reply.headers };
  if (reply.status !== 204) headers["content-length"] = String(Buffer.byteLength(text));
  response.writeHead(reply.status, headers);
  response.end(text);
  return headers;
};

/** Sends a body piece by piece; a client that leaves ends it. */
const stream = (response: ServerResponse, { status, headers = {} }: SimReply, body: Readable): void => {
  response.writeHead(status, { ...headers });
  response.flushHeaders();
  pipeline(body, response, () => {});
};

const withoutBearer = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  headers["authorization"]?.startsWith("Bearer ") ? { ...headers, authorization: "Bearer removed" } : { ...headers };

const effectOf = <K extends FaultEffect["kind"]>(
  effects: readonly FaultEffect[],
  kind: K,
): Extract<FaultEffect, { kind: K }> | undefined =>
  effects.find((effect): effect is Extract<FaultEffect, { kind: K }> => effect.kind === kind);

/** Takes the requests of one service from the socket to the answer. */
class SimService {
  private readonly options: SimServerOptions;
  private readonly find: ReturnType<typeof routeTable>;
  private readonly findControl: ReturnType<typeof routeTable>;

  constructor(options: SimServerOptions) {
    this.options = options;
    this.find = routeTable(options.routes, options.ignoreCase);
    this.findControl = routeTable(options.controlRoutes ?? []);
  }

  async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await bodyOf(message);
    this.options.clock.runDue();
    const method = message.method ?? "GET";
    const path = pathOf(message);
    const control = this.findControl(method, path);
    if (control) {
      const reply = await control.handler(requestOf(message, raw, control));
      if (reply.body instanceof Readable) stream(response, reply, reply.body);
      else write(response, reply, textOf(reply));
      return;
    }
    const match = this.find(method, path);
    const request = requestOf(message, raw, match);
    const startedMs = Date.now();
    const { reply, sent, arrived } = await this.outcome(request, match);
    if (arrived) this.options.settled?.(request, reply, sent);
    this.noteTraffic(request, sent ? reply.status : 0, startedMs);
    if (sent) this.send(response, request, reply);
    else message.socket.destroy();
  }

  private async outcome(request: SimRequest, match: RouteMatch | undefined): Promise<Outcome> {
    const { service, faults, clock } = this.options;
    const effects = faults.take(service, request.method, request.url);
    for (const one of effects) if (one.kind === "delay") await sleep(one.ms, undefined, { ref: false });
    clock.runDue();
    const complete = (reply: SimReply) => this.options.after?.(request, reply) ?? reply;
    const instead = effectOf(effects, "respond");
    if (effectOf(effects, "dropBefore")) return { reply: { status: 0 }, sent: false, arrived: false };
    if (instead && instead.when !== "after") return { reply: complete(instead), sent: true, arrived: true };
    const reply = await this.effect(request, match);
    const sent = effectOf(effects, "dropAfter") === undefined;
    return { reply: complete(instead ?? reply), sent, arrived: true };
  }

  private async effect(request: SimRequest, match: RouteMatch | undefined): Promise<SimReply> {
    const refused = this.options.before?.(request);
    if (refused) return refused;
    if (match) return match.handler(request);
    return (
      this.options.notFound?.(request) ?? {
        status: 404,
        body: { error: "no such path" },
      }
    );
  }

  private send(response: ServerResponse, request: SimRequest, reply: SimReply): void {
    const { service, publicOrigin, onExchange } = this.options;
    const text = textOf(reply);
    const headers = write(response, reply, text);
    const origin = publicOrigin?.(request) ?? `http://${request.headers["host"] ?? ""}`;
    onExchange?.({
      service,
      request: {
        method: request.method,
        url: origin + request.url,
        headers: withoutBearer(request.headers),
        body: request.text,
      },
      response: { status: reply.status, headers, body: text },
    });
  }

  private noteTraffic(request: SimRequest, status: number, startedMs: number): void {
    const { service, clock, traffic } = this.options;
    traffic.add({
      service,
      method: request.method,
      url: request.url,
      status,
      atVirtualMs: clock.toVirtualMs(startedMs),
      atWallMs: startedMs,
      tookWallMs: Date.now() - startedMs,
    });
  }
}

const listen = (server: Server, port: number): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("not on a port"));
      else resolve(address);
    });
  });

/** Starts a service on 127.0.0.1. Rejects when the port is taken. */
export const startSimServer = async (options: SimServerOptions): Promise<SimServer> => {
  const service = new SimService(options);
  const server = createServer((message, response) => {
    service.answer(message, response).catch((problem: unknown) => {
      // A fault of the simulator itself must be seen in the answer, never look like one of the service.
      const text = `simulator ${options.service}: ${inspect(problem)}`;
      if (!response.headersSent) write(response, { status: 599 }, text);
      message.socket.destroySoon();
    });
  });
  const { port } = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
