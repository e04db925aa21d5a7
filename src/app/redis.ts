import { Redis } from "ioredis";
import { InterconnectError } from "../domain/errors.ts";
import type { Log } from "../observability/log.ts";
import { defineTransaction } from "../store/transaction.ts";

/** How long a start waits for Redis before it gives up, wall time. */
const startWithinMs = 4_000;

/** How a connection behaves while Redis is away. */
interface Temper {
  readonly maxRetriesPerRequest: number | null;
  readonly enableOfflineQueue: boolean;
  readonly commandTimeout?: number;
}

/** Hands out connections of the three kinds the product needs, and ends them together. */
export class RedisConnections {
  private readonly url: string;
  private readonly log: Log;
  private readonly all: Redis[] = [];

  constructor(url: string, log: Log) {
    this.url = url;
    this.log = log;
  }

  /** For work: waits through an outage and resumes. */
  patient(): Redis {
    return this.open({ maxRetriesPerRequest: null, enableOfflineQueue: true });
  }

  /** For answers somebody waits for: fails at once while Redis is away. Resolves once it is of use. */
  async hasty(): Promise<Redis> {
    const connection = this.open({ maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: 1_000 });
    // Not `once` of node:events: it would take a slow first answer for the end.
    await new Promise<void>((resolve) => void connection.once("ready", resolve));
    return connection;
  }

  /**
   * Makes sure that Redis is there before anything starts.
   *
   * @throws InterconnectError `RedisUnavailable` within 5 s, saying where it was looked for and why not found
   */
  async mustAnswer(): Promise<void> {
    const probe = new Redis(this.url, {
      lazyConnect: true,
      retryStrategy: null,
      connectTimeout: startWithinMs,
      disconnectTimeout: 100,
    });
    probe.on("error", () => undefined);
    // Something that takes connections and never says a word would be waited for without end.
    const giveUp = setTimeout(() => probe.disconnect(), startWithinMs);
    try {
      await probe.connect();
      await probe.ping();
    } catch (cause) {
      throw new InterconnectError({
        code: "RedisUnavailable",
        kind: "fatal",
        message: `Redis does not answer at ${withoutPassword(this.url)}.`,
        hint: "Start Redis, or set REDIS_URL to where it is.",
        cause,
      });
    } finally {
      clearTimeout(giveUp);
      probe.disconnect();
    }
  }

  close(): void {
    for (const connection of this.all) connection.disconnect();
  }

  private open(options: Temper): Redis {
    const connection = new Redis(this.url, { ...options, retryStrategy: pauseBeforeReconnect });
    connection.on("error", (error) => this.log.warn({ err: error }, "redis connection"));
    defineTransaction(connection);
    this.all.push(connection);
    return connection;
  }
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return "the address in REDIS_URL";
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}${parsed.pathname === "/" ? "" : parsed.pathname}`;
}

function pauseBeforeReconnect(times: number): number {
  return Math.min(50 * 2 ** times, 1_000);
}
