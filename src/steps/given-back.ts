import type { Plan } from "../domain/plan.ts";
import type { Built } from "./as-built.ts";

/** Which resources of a link that was made elsewhere a removal gives back, without the bot's marks. */

/** The steps whose resources were there before and were only marked; one that vanished and was made anew is ours. */
export function stillTheirs({ takes }: Plan, built: Built): readonly string[] {
  if (takes === undefined) return [];
  const { virtualCircuitId } = built["oci.virtual-circuit"] ?? {};
  const marked: readonly (readonly [id: string, taken: boolean])[] = [
    ["azure.circuit", true],
    ["azure.connection", takes.connection === true],
    ["oci.virtual-circuit", takes.virtualCircuitId !== undefined],
  ];
  const isAnother = virtualCircuitId !== undefined && virtualCircuitId !== takes.virtualCircuitId;
  const isMade = (id: string): boolean => (id === "oci.virtual-circuit" ? isAnother : built[id]?.["made"] === true);
  return marked.flatMap(([id, taken]) => (taken && !isMade(id) ? [id] : []));
}

/**
 * Whether a link whose record was lost was never taken over whole: else its circuit, its connection and its
 * virtual circuit all bear the bot's marks. One that was not is its owners' still, as after a rollback.
 *
 * @param built what bears the marks, by the step that would have made it
 */
export const isHalfTaken = ({ takes }: Plan, built: Built): boolean =>
  takes !== undefined && !["azure.circuit", "azure.connection", "oci.virtual-circuit"].every((id) => id in built);
