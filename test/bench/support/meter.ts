import { Redis } from "ioredis";

const rssEveryMs = 200;
const bytesPerMb = 1024 * 1024;

/** What a process used between `begin` and `read`. */
export interface Used {
  readonly rssMb: number;
  /** Part of one core. */
  readonly cpuShare: number;
  readonly redisCommands: number;
  readonly looks: number;
  readonly lateMs: readonly number[];
}

/** Measures the process it lives in: memory at its highest, processor time, commands sent to Redis, how late looks are. */
export class Meter {
  private rss = 0;
  private commands = 0;
  private late: number[] = [];
  private begunAt = 0;
  private cpu: NodeJS.CpuUsage = process.cpuUsage();
  private readonly dueAt = new Map<string, number>();

  constructor() {
    const count = (): void => {
      this.commands += 1;
    };
    const { sendCommand } = Redis.prototype;
    Redis.prototype.sendCommand = function counted(...args) {
      count();
      return sendCommand.apply(this, args);
    };
    setInterval(() => this.weigh(), rssEveryMs).unref();
  }

  /** Forgets what came before. */
  begin(): void {
    this.rss = 0;
    this.weigh();
    this.commands = 0;
    this.late = [];
    this.cpu = process.cpuUsage();
    this.begunAt = performance.now();
  }

  /** A look at `what` begins now. */
  looked(what: string): void {
    const due = this.dueAt.get(what);
    if (due !== undefined) this.late.push(Math.max(0, performance.now() - due));
  }

  /** The next look at `what` is wanted after `pauseMs`. */
  wanted(what: string, pauseMs: number): void {
    this.dueAt.set(what, performance.now() + pauseMs);
  }

  read(): Used {
    const { user, system } = process.cpuUsage(this.cpu);
    return {
      rssMb: this.rss / bytesPerMb,
      cpuShare: (user + system) / 1_000 / (performance.now() - this.begunAt),
      redisCommands: this.commands,
      looks: this.late.length,
      lateMs: this.late,
    };
  }

  private weigh(): void {
    this.rss = Math.max(this.rss, process.memoryUsage.rss());
  }
}
