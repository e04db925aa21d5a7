import type { Alarms } from "../src/store/alarms.ts";
import type { Tick } from "./alarm-clock.ts";

/** One visit to a request that waits: ends it when its time is over, else comes back then. */
export function requestTick(alarms: Alarms, endOf: (id: string) => Promise<number | undefined>): Tick {
  return async ({ taking }) => {
    const nextWallMs = await endOf(taking.id);
    if (nextWallMs !== undefined) await alarms.sleep(taking, nextWallMs);
    return { taking, nextWallMs };
  };
}
