import { isObject } from "../kit/json.ts";

/** Packets of people on a link, in bits per second. */
export interface Flow {
  readonly toAzureBps: number;
  readonly toOciBps: number;
}

/** What both clouds have measured of one link: its flow of now, since a session of it is up. */
export interface MeasuredFlow extends Flow {
  readonly sinceMs: number;
}

const none: Flow = { toAzureBps: 0, toOciBps: 0 };

const isRate = (value: unknown): value is number => typeof value === "number" && value >= 0;

/** How much people send over every link that a gateway is connected to. Nothing, until it is said. */
export class LinkTraffic {
  private flow: Flow = none;

  /** @throws RangeError when it is not `{toAzureBps, toOciBps}`, both numbers from 0 on */
  set(wanted: unknown): void {
    const { toAzureBps, toOciBps } = isObject(wanted) ? wanted : {};
    if (!isRate(toAzureBps) || !isRate(toOciBps)) throw new RangeError("traffic: {toAzureBps, toOciBps}, from 0 on");
    this.flow = { toAzureBps, toOciBps };
  }

  /** @param upSinceMs when each session came up, undefined for one that is down */
  measured(upSinceMs: readonly (number | undefined)[], connections: number): MeasuredFlow | undefined {
    const up = upSinceMs.filter((since) => since !== undefined);
    if (up.length === 0) return undefined;
    return { ...(connections > 0 ? this.flow : none), sinceMs: Math.min(...up) };
  }
}
