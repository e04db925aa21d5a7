import { parseClockSpec, SimClock } from "./clock.ts";
import { Faults } from "./faults.ts";
import { Ledger } from "./ledger.ts";
import { Rng } from "./rng.ts";
import { type RecordedExchange, Traffic } from "./traffic.ts";

/** What all simulators of one world share. */
export interface SimWorld {
  readonly clock: SimClock;
  readonly rng: Rng;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly onExchange?: (exchange: RecordedExchange) => void;
}

/** Makes an empty world. `clock` is an INTERCONNECT_CLOCK spec, by default real time. */
export const createWorld = (
  options: {
    readonly seed?: number;
    readonly clock?: string;
    readonly onExchange?: (exchange: RecordedExchange) => void;
  } = {},
): SimWorld => {
  const clock = new SimClock(parseClockSpec(options.clock ?? "1"));
  return {
    clock,
    rng: new Rng(options.seed ?? 1),
    ledger: new Ledger(clock),
    faults: new Faults(),
    traffic: new Traffic(),
    ...(options.onExchange && { onExchange: options.onExchange }),
  };
};
