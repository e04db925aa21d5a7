import type { VirtualCircuitState } from "../fabric/model.ts";
import { type OciCloud, serviceName } from "./cloud.ts";
import { attachmentOf } from "./drg-attachments.ts";

const followAttachment = (cloud: OciCloud, circuitId: string, state: VirtualCircuitState): void => {
  const attachment = attachmentOf(cloud, circuitId);
  if (attachment === undefined) return;
  const { id, lifecycleState } = attachment;
  if (state === "TERMINATING") cloud.drgAttachments.setState(id, "DETACHING");
  if (state === "FAILED" && lifecycleState === "DETACHING") cloud.drgAttachments.setState(id, "ATTACHED");
  if (state === "TERMINATED") cloud.ended(cloud.drgAttachments, id, "DETACHED");
};

/** Lets records, attachment and bill of every virtual circuit follow the states that the fabric goes through. */
export const followVirtualCircuits = (cloud: OciCloud): void => {
  const billed = new Set<string>();
  cloud.fabric.onVirtualCircuitState((id, state) => {
    if (cloud.virtualCircuits.peek(id) === undefined) return;
    followAttachment(cloud, id, state);
    if (state === "TERMINATED") cloud.ended(cloud.virtualCircuits, id, state);
    else cloud.virtualCircuits.setState(id, state);
    if (state !== "PROVISIONED" || billed.has(id)) return;
    billed.add(id);
    cloud.world.ledger.billStarted({ service: serviceName, item: "FastConnect port", id });
  });
};
