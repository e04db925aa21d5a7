import type { SimClock } from "../kit/clock.ts";

/** Prefixes as the other side knows them: a change is learnt after the time routes take to travel. */
export class Announced {
  private readonly clock: SimClock;
  private readonly travelMs: number;
  private current: readonly string[];

  constructor(clock: SimClock, travelMs: number, prefixes: readonly string[] = []) {
    this.clock = clock;
    this.travelMs = travelMs;
    this.current = prefixes;
  }

  get learnt(): readonly string[] {
    return this.current;
  }

  set(prefixes: readonly string[]): void {
    const sorted = [...new Set(prefixes)];
    this.clock.after(this.travelMs, () => {
      this.current = sorted;
    });
  }
}
