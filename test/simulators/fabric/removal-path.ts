import type { DurationName, Durations } from "./durations.ts";
import { type CriticalPath, type Graph, longestPath } from "./longest-path.ts";

/** What a removal meets. Spans are virtual ms. */
export interface RemovalPathOptions {
  /** Nodes of the graph that are there to be removed, each with how long its cloud is still busy making it. */
  readonly there: ReadonlyMap<string, number>;
  /** How long traffic must stay withdrawn before anything is deleted. */
  readonly soakMs: number;
}

/** What must be gone before what goes, and how long that takes; kept here like the graph of a create. */
const order: Readonly<Record<string, readonly [takes: DurationName, needs: readonly string[]]>> = {
  "azure.connection": ["azure.connection.delete", []],
  "oci.route-rules": ["oci.route-table.update", []],
  "oci.virtual-circuit": ["oci.virtual-circuit.delete", ["soak"]],
  "azure.circuit": ["azure.circuit.delete", ["azure.provider"]],
  "azure.gateway": ["azure.gateway.delete", ["soak"]],
  "azure.public-ip": ["azure.public-ip.delete", ["azure.gateway"]],
  "azure.gateway-subnet": ["azure.subnet.delete", ["azure.gateway"]],
  "azure.virtual-network": ["azure.virtual-network.delete", ["azure.gateway"]],
  "azure.resource-group": [
    "azure.resource-group.delete",
    ["azure.circuit", "azure.gateway", "azure.public-ip", "azure.virtual-network"],
  ],
  "oci.drg-attachment": ["oci.drg-attachment.delete", ["oci.virtual-circuit", "oci.route-rules"]],
  "oci.drg": ["oci.drg.delete", ["oci.drg-attachment"]],
  "oci.subnet": ["oci.network.delete", ["oci.virtual-circuit"]],
  "oci.vcn": ["oci.network.delete", ["oci.subnet", "oci.drg-attachment"]],
};

const graphOf = (durations: Durations, { there, soakMs }: RemovalPathOptions): Graph => {
  const nodes = Object.entries(order).map(([name, [takes, needs]]) => {
    const busyMs = there.get(name);
    return [name, { needs, ms: busyMs === undefined ? 0 : busyMs + durations[takes] }] as const;
  });
  const released = there.has("oci.virtual-circuit") ? durations["azure.provider.deprovisioned"] : 0;
  return {
    ...Object.fromEntries(nodes),
    soak: { needs: ["azure.connection", "oci.route-rules"], ms: soakMs },
    "azure.provider": { needs: ["oci.virtual-circuit"], ms: released },
    gone: { needs: Object.keys(order), ms: 0 },
  };
};

/** The critical path of a teardown or rollback over a fixed graph. Pure. */
export const removalPath = (durations: Durations, options: RemovalPathOptions): CriticalPath =>
  longestPath(graphOf(durations, options), "gone");
