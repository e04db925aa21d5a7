import { isEnded } from "../graph/order.ts";
import type { Operation } from "../graph/records.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { VerbPorts } from "./ports.ts";

/** The operation that changes an interconnect and has not ended yet. */
export async function runningOf(ports: VerbPorts, { operation }: InterconnectRecord): Promise<Operation | undefined> {
  const found = operation && (await ports.operations.find(operation));
  return found && !isEnded(found) ? found : undefined;
}

/** A build or a resize that has stopped half-way makes room for the teardown of what there is. */
export const givesWay = ({ state, record: { kind } }: Operation): boolean =>
  state === "paused" && (kind === "create" || kind === "resize");
