import type { PersonId, ThreadId } from "./ids.ts";

/** Stands for all environments; none of them may have this name. */
export const everywhere = "everywhere";

/** Somebody has said that nothing more is to be changed in the clouds, in one environment or everywhere. */
export interface Freeze {
  /** Tells it from an earlier one of the same scope. */
  readonly id: string;
  /** An environment's name, or `everywhere`. */
  readonly scope: string;
  readonly by: PersonId;
  /** On the operations' clock, Unix milliseconds. */
  readonly at: number;
  readonly reason?: string;
  /** Where it is told, in the channels of its environments. */
  readonly threads: readonly ThreadId[];
}
