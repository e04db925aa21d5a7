/** One exchange as it went over the wire. `body` is the text that was sent. */
export interface RecordedExchange {
  readonly service: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

/** One line of traffic. Status 0 means that the connection was dropped. */
export interface TrafficLine {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly atVirtualMs: number;
  readonly atWallMs: number;
  readonly tookWallMs: number;
}

/** How many lines are kept. */
export const KEPT = 5000;

/** The last few thousand requests of all services of one world, without bodies. */
export class Traffic {
  private readonly lines: TrafficLine[] = [];

  add(line: TrafficLine): void {
    this.lines.push(line);
    if (this.lines.length > KEPT) this.lines.shift();
  }

  /** The kept lines, oldest first; of one service when named. */
  list(service?: string): readonly TrafficLine[] {
    return this.lines.filter((line) => service === undefined || line.service === service);
  }
}
