import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as the cloud saw it; times are those of `performance.now()` in the cloud's process. */
export interface Call {
  readonly method: string;
  readonly name: string;
  readonly at: number;
  /** The answer said that the thing is ready. */
  readonly ready: boolean;
  answeredAt?: number;
}

/**
 * A cloud of things that notes when it was asked what. `PUT` makes a thing, one more for each token it has not seen;
 * the first `GET` afterwards says that it is ready. The answer to a chosen call can be held back for ever.
 */
export class TimedCloud {
  readonly calls: Call[] = [];
  url = "";
  private readonly tokens = new Map<string, Set<string>>();
  private readonly held: ServerResponse[] = [];
  private readonly holds = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private readonly server = createServer((request, response) => {
    const { method = "" } = request;
    const name = (request.url ?? "").split("/").at(-1) ?? "";
    if (method === "PUT") this.make(name, String(request.headers["x-token"] ?? ""));
    const there = this.tokens.has(name);
    const call: Call = { method, name, at: performance.now(), ready: method === "GET" && there };
    this.calls.push(call);
    for (const listener of this.listeners) listener();
    if (this.holds.delete(`${method} ${name}`)) {
      this.held.push(response);
      return;
    }
    response.once("finish", () => {
      call.answeredAt = performance.now();
    });
    response.writeHead(there ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify({ ready: there }));
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  /** The next such call has its effect and gets no answer. */
  hold(method: string, name: string): void {
    this.holds.add(`${method} ${name}`);
  }

  /** The first call, made already or yet to come, that fits. */
  async call(fits: (call: Call) => boolean): Promise<Call> {
    for (;;) {
      const found = this.calls.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.listeners.delete(listener);
          resolve();
        };
        this.listeners.add(listener);
      });
    }
  }

  /** How many things there are beyond one of each name. */
  duplicates(): number {
    return [...this.tokens.values()].reduce((sum, made) => sum + made.size - 1, 0);
  }

  async stop(): Promise<void> {
    for (const response of this.held) response.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private make(name: string, token: string): void {
    const made = this.tokens.get(name) ?? new Set();
    this.tokens.set(name, made.add(token));
  }
}
