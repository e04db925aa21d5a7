/** A private redis-server; dies with this process even when `stop` is never reached. */
export interface RedisServer {
  readonly url: string;
  readonly pid: number;
  /** Where its append-only file is. */
  readonly directory: string;
  stop(): Promise<void>;
  /** Kills it and starts it again on the same files after `downMs` of wall time. */
  restart(downMs: number): Promise<void>;
}

export function startRedisServer(): Promise<RedisServer>;
export function untilReady(url: string): Promise<string | undefined>;
