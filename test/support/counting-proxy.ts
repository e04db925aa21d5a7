import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/** One piece of a conversation on its way through a proxy. */
export interface Crossing {
  /** Which conversation, such as `redis` or `azure`. */
  readonly service: string;
  /** `asked`: from whoever connected; `answered`: back to them. */
  readonly way: "asked" | "answered";
  /** What was asked on this connection since the last answer; for an answer, what it answers. */
  readonly asked: string;
  /** Numbers the connections of one proxy. */
  readonly connection: number;
  /** What is on its way, when it is a question; empty for an answer. */
  readonly piece: string;
}

/** Called before each piece is passed on; a promise holds it, and all that follows on its way, until it resolves. */
export type Crossed = (crossing: Crossing) => Promise<void> | undefined;

/** How much of the questions is kept to tell what they were. */
const keptCharacters = 50_000;

/** Passes TCP on from a port of its own, and tells of every piece. */
export class CountingProxy {
  /** Where it listens, as `host:port`. */
  readonly host: string;
  private readonly server: Server;
  private readonly sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>, host: string) {
    this.server = server;
    this.sockets = sockets;
    this.host = host;
  }

  /** @param target gives `host:port`, asked anew for each connection */
  static async start(service: string, target: () => string, crossed: Crossed): Promise<CountingProxy> {
    const sockets = new Set<Socket>();
    let connections = 0;
    const server = createServer({ allowHalfOpen: true }, (near) => {
      const { hostname, port } = new URL(`tcp://${target()}`);
      const far = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
      connections += 1;
      const connection = connections;
      let asked = "";
      let isAnswered = false;
      pass(near, far, (chunk) => {
        const piece = chunk.toString("latin1");
        asked = `${isAnswered ? "" : asked}${piece}`.slice(-keptCharacters);
        isAnswered = false;
        return crossed({ service, way: "asked", asked, connection, piece });
      });
      pass(far, near, () => {
        isAnswered = true;
        return crossed({ service, way: "answered", asked, connection, piece: "" });
      });
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port: own } = server.address() as AddressInfo;
    return new CountingProxy(server, sockets, `127.0.0.1:${own}`);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function pass(from: Socket, to: Socket, crossed: (chunk: Buffer) => ReturnType<Crossed>): void {
  from.on("data", (chunk: Buffer) => {
    const held = crossed(chunk);
    if (held === undefined) {
      to.write(chunk);
      return;
    }
    from.pause();
    void passOn(held, () => {
      to.write(chunk);
      from.resume();
    });
  });
  from.once("end", () => to.end());
  // A killed process resets its connections; what it had sent before still arrives.
  from.on("error", () => undefined);
  from.once("close", () => to.end());
}

async function passOn(held: Promise<void>, write: () => void): Promise<void> {
  await held;
  write();
}
