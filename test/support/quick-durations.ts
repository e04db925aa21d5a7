import { type Durations, USUAL_DURATIONS } from "../simulators/fabric/durations.ts";

const quickMs = 2_000;

/** Every duration of both clouds cut to 2 virtual seconds: tests wait for order, never for length. */
export const quickDurations: Partial<Durations> = Object.fromEntries(
  Object.keys(USUAL_DURATIONS).map((name) => [name, quickMs]),
);
