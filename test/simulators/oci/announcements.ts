import type { OciCloud } from "./cloud.ts";
import { attachmentOf } from "./drg-attachments.ts";
import { announcedPrefixes } from "./drg-routing.ts";

/**
 * Tells the fabric what each DRG announces over its virtual circuits, whenever that has changed. Call it after
 * anything that may have changed it; it does nothing when nothing did.
 */
export const announcer = (cloud: OciCloud): (() => void) => {
  const told = new Map<string, string>();
  return () => {
    for (const { id } of cloud.virtualCircuits.living()) {
      const attachment = attachmentOf(cloud, id);
      const prefixes = attachment ? announcedPrefixes(cloud, attachment) : [];
      const text = prefixes.join(" ");
      if ((told.get(id) ?? "") === text) continue;
      told.set(id, text);
      cloud.fabric.virtualCircuitAdvertises(id, prefixes);
    }
  };
};
