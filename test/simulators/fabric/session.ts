import type { SimClock, SimTimer } from "../kit/clock.ts";

/** What stands between a link and a session: nothing, a cause that drops it at once, or one that only
 * the hold time notices. */
export type Obstacle = "none" | "hard" | "soft";

/** After so long without a keepalive a BGP session is given up. */
const HOLD_TIME_MS = 180_000;

/** One BGP session. It comes up a while after all obstacles are gone. */
export class BgpSession {
  private readonly clock: SimClock;
  private readonly establishMs: number;
  private readonly changed: (isUp: boolean) => void;
  private obstacle: Obstacle = "hard";
  private timer: SimTimer | undefined;
  private upAtMs: number | undefined;

  /** @param changed is told whenever it comes up or goes down */
  constructor(clock: SimClock, establishMs: number, changed: (isUp: boolean) => void = () => undefined) {
    this.clock = clock;
    this.establishMs = establishMs;
    this.changed = changed;
  }

  /** When it came up, in virtual ms; undefined while it is down. */
  get upSinceMs(): number | undefined {
    return this.upAtMs;
  }

  get isUp(): boolean {
    return this.upAtMs !== undefined;
  }

  /** Takes note of what stands in the way now. Saying the same again changes nothing. */
  meet(obstacle: Obstacle): void {
    if (obstacle === this.obstacle) return;
    this.obstacle = obstacle;
    this.timer?.cancel();
    this.timer = undefined;
    if (obstacle === "hard") this.drop();
    if (obstacle === "soft" && this.isUp) this.timer = this.clock.after(HOLD_TIME_MS, this.drop);
    if (obstacle === "none" && !this.isUp) this.timer = this.clock.after(this.establishMs, this.rise);
  }

  private readonly drop = (): void => {
    const wasUp = this.isUp;
    this.upAtMs = undefined;
    if (wasUp) this.changed(false);
  };

  private readonly rise = (): void => {
    this.upAtMs = this.clock.now();
    this.changed(true);
  };
}
