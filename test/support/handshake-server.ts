import { once } from "node:events";
import { createServer, globalAgent, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { InterconnectError } from "../../src/domain/errors.ts";
import type { Leave } from "../../src/graph/step.ts";

/** Both ends know one key, so that neither needs a certificate that the other would have to trust. */
const psk = Buffer.alloc(32, "known to both");
const preShared = { ciphers: "PSK", maxVersion: "TLSv1.2" } as const;

/** A cloud behind TLS that tells a handshake begun from a request that arrived. */
export class HandshakeServer {
  /** What a worker hears that has lost its operation. */
  static readonly late = new InterconnectError({ code: "LateWorker", kind: "late", message: "too late" });
  /** Handshakes that were begun; the client still waits for the end of each. */
  handshakes = 0;
  /** The requests that arrived, by method. */
  readonly asked: string[] = [];
  private readonly server: Server;
  private readonly trusted = globalAgent.options;

  private constructor() {
    const pskCallback = (): Buffer => {
      this.handshakes += 1;
      return psk;
    };
    this.server = createServer({ ...preShared, pskCallback }, (request, response) => {
      this.asked.push(request.method ?? "");
      response.end();
    });
  }

  static async start(): Promise<HandshakeServer> {
    const one = new HandshakeServer();
    await once(one.server.listen(0, "127.0.0.1"), "listening");
    globalAgent.options = {
      ...one.trusted,
      ...preShared,
      pskCallback: () => ({ psk, identity: "worker" }),
      checkServerIdentity: () => undefined,
    };
    return one;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Runs out when the connection stands and its handshake has not ended. */
  get leave(): Leave {
    return {
      retryToken: "token",
      check: () => {
        if (this.handshakes > 0) throw HandshakeServer.late;
      },
    };
  }

  async close(): Promise<void> {
    globalAgent.options = this.trusted;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}
