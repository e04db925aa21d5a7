import { eventually } from "../../support/eventually.ts";
import type { Stage } from "../stage.ts";
import type { Cast, Told } from "./cast.ts";

/** What is built, and taken down again, in every act. */
export const NAME = "erp";

/** The longest that the clouds may take, in virtual ms: a slow gateway and everything after it. */
const LONGEST_MS = 3 * 3_600_000;
const SPARE_MS = 30_000;

const withinMs = ({ world: { sim } }: Stage): number => LONGEST_MS / sim.clock.scale + SPARE_MS;

/**
 * Waits until a title in the thread tells something, said from `sinceMs` on; undefined when the operation stops for a
 * person before it.
 */
export const awaitTold = async <What>(
  stage: Stage,
  cast: Cast,
  sinceMs: number,
  find: (title: string) => What | undefined,
): Promise<Told<What> | undefined> => {
  const look = () => cast.told(sinceMs, find) ?? (cast.isStopped(sinceMs) && "stopped");
  const end = await eventually(look, { withinMs: withinMs(stage) });
  return end === "stopped" ? undefined : end;
};

/** The same after a stop, of which a reminder may still be on its way: another stop is not looked for. */
export const awaitToldAfterStop: typeof awaitTold = (stage, cast, sinceMs, find) =>
  eventually(() => cast.told(sinceMs, find), { withinMs: withinMs(stage) });

/** Waits until the operation stops for a person. */
export const awaitStop = async (stage: Stage, cast: Cast, sinceMs: number): Promise<void> => {
  await eventually(() => cast.isStopped(sinceMs), { withinMs: withinMs(stage) });
};
