import { formatClockSpec, parseClockSpec } from "../kit/clock.ts";

/** One virtual minute a wall second: a gateway takes about half a minute. */
const DEFAULT_SCALE = "60";

/**
 * A clock spec with its anchor: the present unless it says another. A world that started at midnight would be months
 * ahead by noon.
 * @throws RangeError for a text that is no clock spec
 */
export const anchored = (spec: string = DEFAULT_SCALE): string => {
  const parsed = parseClockSpec(spec);
  return formatClockSpec(spec.includes("@") ? parsed : { ...parsed, anchorWallMs: Date.now() });
};
