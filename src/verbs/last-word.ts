import type { Incoming } from "../chat/ports.ts";
import type { Operation } from "../graph/records.ts";

/*
 * The last word counts, not the last one worked on: what a killed process has left behind is heard late, when somebody
 * may have said something else already.
 */

/** True when an operation was told something after this was said. */
export function toldSince({ signals }: Pick<Operation, "signals">, { receivedAt }: Incoming): boolean {
  return Object.values(signals).some(({ said }) => typeof said === "number" && said > receivedAt);
}

/** True when what this is about by its name came into being after this was said, so that it was said about another. */
export const begunSince = (beganAt: number, { receivedAt }: Incoming): boolean => beganAt > receivedAt;
