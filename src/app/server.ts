import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "../observability/metrics.ts";

/** Something that answers requests under one path, such as a chat adapter's events. */
export interface Door {
  readonly path: string;
  readonly listener: RequestListener;
}

/** Ready, or what is missing. */
export type Readiness = () => Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<string, string>> }>;

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  /** Asked at each request: a role may come later than the server. */
  readonly doors: () => readonly Door[];
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

/** A slow client holds one connection, never the others. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 15_000;

/** The process's one HTTP server: chat events, health, readiness, metrics. */
export async function startServer(options: ServerOptions): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    void answer(options, request, response).catch(() => fail(response));
  });
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://${options.host}:${port}` };
}

async function answer(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0];
  const door = options.doors().find((one) => one.path === path);
  if (door) return door.listener(request, response);
  switch (path) {
    case "/healthz":
      return send(response, 200, { alive: true });
    case "/readyz": {
      const state = await options.readiness();
      return send(response, state.ready ? 200 : 503, state);
    }
    case "/metrics":
      response.writeHead(200, { "content-type": options.metrics.registry.contentType });
      return void response.end(await options.metrics.registry.metrics());
    default:
      return send(response, 404, { error: "not found" });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function fail(response: ServerResponse): void {
  if (!response.headersSent) send(response, 500, { error: "internal error" });
}
