import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One thing the server made, by whom and how often it was asked for. */
export interface Thing {
  readonly name: string;
  readonly madeAt: number;
  readonly token: string;
  readonly readyAt: number;
}

/** What a single request shall meet: dropped before or after its effect, held without an answer, or a status. */
export type Mishap = "drop-before" | "drop-after" | "pause" | number;

/**
 * A cloud of the smallest size, for the engine's tests: `PUT /things/<name>` makes one (idempotent by its token),
 * `POST /things` makes one more each time unless its token was seen, `GET` shows it. Things become ready after a while.
 */
export class ThingServer {
  readonly things: Thing[] = [];
  readonly calls: string[] = [];
  readonly mishaps: { readonly match: RegExp; readonly what: Mishap; times: number }[] = [];
  url = "";
  private readonly paused: (() => void)[] = [];
  private readonly readyAfterMs: number;
  private readonly server = createServer(({ method = "", url = "", headers, socket }, response) => {
    const line = `${method} ${url}`;
    this.calls.push(line);
    const mishap = this.mishapFor(line);
    if (mishap === "drop-before") return void socket.destroy();
    if (typeof mishap === "number") return void response.writeHead(mishap).end();
    const { status, body } = this.answer(method, url.split("/")[2] ?? "", String(headers["x-token"] ?? ""));
    if (mishap === "drop-after") return void socket.destroy();
    if (mishap === "pause") {
      this.paused.push(() => socket.destroy());
      return;
    }
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });

  constructor(readyAfterMs = 0) {
    this.readyAfterMs = readyAfterMs;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  /** Holds the answer of the next request that matches, after its effect, until `resume`; then drops it. */
  pauseNext(match: RegExp): void {
    this.mishaps.push({ match, what: "pause", times: 1 });
  }

  resume(): void {
    for (const drop of this.paused.splice(0)) drop();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  named(name: string): Thing[] {
    return this.things.filter((thing) => thing.name === name);
  }

  private mishapFor(line: string): Mishap | undefined {
    const rule = this.mishaps.find((one) => one.times > 0 && one.match.test(line));
    if (rule) rule.times -= 1;
    return rule?.what;
  }

  private answer(method: string, name: string, token: string): { status: number; body: unknown } {
    const found = this.things.find((thing) => thing.name === name);
    if (method === "GET") return found ? { status: 200, body: this.shown(found) } : { status: 404, body: {} };
    if (method === "DELETE") {
      const at = this.things.findIndex((thing) => thing.name === name);
      if (at >= 0) this.things.splice(at, 1);
      return { status: 204, body: {} };
    }
    const twin = this.things.find((thing) => thing.token === token && token !== "");
    const thing = twin ?? { name, madeAt: Date.now(), token, readyAt: Date.now() + this.readyAfterMs };
    if (!twin) this.things.push(thing);
    return { status: 201, body: this.shown(thing) };
  }

  private shown(thing: Thing): unknown {
    return { name: thing.name, ready: Date.now() >= thing.readyAt };
  }
}
