import type { Incoming } from "../src/chat/ports.ts";
import type { Acts } from "../src/store/acts.ts";
import type { Tick } from "./alarm-clock.ts";

/**
 * One visit to what a person did. `handle` may run again after a crash and must then change and say nothing new; a
 * failure it throws is tried again until it goes through.
 */
export function actTick(acts: Acts, handle: (incoming: Incoming) => Promise<void>): Tick {
  return async ({ taking }) => {
    const incoming = await acts.load(taking.id);
    if (incoming) await handle(incoming);
    await acts.finish(taking);
    return { taking, nextWallMs: undefined };
  };
}
