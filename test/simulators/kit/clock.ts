/** How virtual time runs: `virtual = anchor + (wall - anchor) * scale`, all in ms since the epoch. */
export interface ClockSpec {
  readonly scale: number;
  readonly anchorWallMs: number;
}

/** A timer of the virtual clock; cancelling one that has fired does nothing. */
export interface SimTimer {
  cancel(): void;
}

interface Entry {
  readonly dueMs: number;
  readonly seq: number;
  readonly run: () => void;
}

const DAY_MS = 86_400_000;
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
const SPEC = /^(?<scale>\d+(?:\.\d+)?)(?:@(?<anchor>\d+))?$/;

/**
 * Reads `<scale>[@<anchorWallMs>]`, the form of INTERCONNECT_CLOCK. Without an anchor it is the last
 * UTC midnight before `startedWallMs`, so that processes started on the same day agree.
 * @throws RangeError for any other text, and for a scale of 0
 */
export const parseClockSpec = (spec: string, startedWallMs: number = performance.timeOrigin): ClockSpec => {
  const groups = SPEC.exec(spec)?.groups;
  const scale = Number(groups?.["scale"]);
  if (!(scale > 0)) throw new RangeError(`a clock is <scale>[@<anchorWallMs>], not "${spec}"`);
  const anchor = groups?.["anchor"];
  const midnight = Math.floor(startedWallMs / DAY_MS) * DAY_MS;
  return {
    scale,
    anchorWallMs: anchor === undefined ? midnight : Number(anchor),
  };
};

/** The text that {@link parseClockSpec} reads back, always with its anchor. */
export const formatClockSpec = ({ scale, anchorWallMs }: ClockSpec): string => `${scale}@${anchorWallMs}`;

/**
 * Virtual time of all simulators of one world, with timers in virtual time.
 *
 * Due timers run in the order of their virtual time, and while one runs `now()` is its due time: chains
 * of timers gather no lag however large the scale is. Servers call {@link runDue} before each request,
 * so that no answer shows a state older than its moment. The clock never keeps a process alive.
 */
export class SimClock {
  readonly spec: ClockSpec;
  private readonly entries: Entry[] = [];
  private aheadMs = 0;
  private runningAtMs: number | undefined;
  private seq = 0;
  private armed: NodeJS.Timeout | undefined;

  constructor(spec: ClockSpec = { scale: 1, anchorWallMs: 0 }) {
    this.spec = spec;
  }

  get scale(): number {
    return this.spec.scale;
  }

  /** Virtual ms since the epoch. */
  now(): number {
    return this.runningAtMs ?? Math.floor(this.toVirtualMs(Date.now()));
  }

  /** The virtual moment of a wall moment (both ms since the epoch). */
  toVirtualMs(wallMs: number): number {
    const { anchorWallMs, scale } = this.spec;
    return anchorWallMs + (wallMs - anchorWallMs) * scale + this.aheadMs;
  }

  /** The wall moment of a virtual moment (both ms since the epoch). */
  toWallMs(virtualMs: number): number {
    const { anchorWallMs, scale } = this.spec;
    return anchorWallMs + (virtualMs - this.aheadMs - anchorWallMs) / scale;
  }

  /** Runs `run` at a virtual moment; one in the past runs with the next due ones. */
  at(virtualMs: number, run: () => void): SimTimer {
    this.seq += 1;
    const entry: Entry = { dueMs: virtualMs, seq: this.seq, run };
    const later = this.entries.findIndex((other) => other.dueMs > virtualMs);
    this.entries.splice(later === -1 ? this.entries.length : later, 0, entry);
    this.arm();
    return { cancel: () => this.cancel(entry) };
  }

  /** Runs `run` after a virtual delay. */
  after(delayMs: number, run: () => void): SimTimer {
    return this.at(this.now() + delayMs, run);
  }

  /** Runs every timer that is due, in order. Does nothing when called from a timer. */
  runDue(): void {
    if (this.runningAtMs !== undefined) return;
    const nowMs = this.now();
    try {
      for (let next = this.entries[0]; next && next.dueMs <= nowMs; next = this.entries[0]) {
        this.entries.shift();
        this.runningAtMs = next.dueMs;
        next.run();
      }
    } finally {
      this.runningAtMs = undefined;
      this.arm();
    }
  }

  /** Moves virtual time forward at once. A product on the same clock spec does not follow. */
  advance(ms: number): void {
    this.aheadMs += ms;
    this.runDue();
  }

  /** Drops all timers: nothing happens any more. */
  close(): void {
    this.entries.length = 0;
    this.arm();
  }

  private cancel(entry: Entry): void {
    const index = this.entries.indexOf(entry);
    if (index !== -1) this.entries.splice(index, 1);
    this.arm();
  }

  private arm(): void {
    clearTimeout(this.armed);
    const next = this.entries[0];
    if (next === undefined || this.runningAtMs !== undefined) return;
    const waitMs = Math.max(0, Math.ceil(this.toWallMs(next.dueMs) - Date.now()));
    this.armed = setTimeout(() => this.runDue(), Math.min(waitMs, LONGEST_TIMEOUT_MS)).unref();
  }
}
