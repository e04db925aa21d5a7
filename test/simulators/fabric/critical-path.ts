import type { Durations } from "./durations.ts";
import { type CriticalPath, type Graph, longestPath } from "./longest-path.ts";

/** What a create makes new; what is brought takes no time. */
export interface CriticalPathOptions {
  readonly newGateway: boolean;
  readonly newVirtualNetwork: boolean;
  readonly newGatewaySubnet: boolean;
  readonly newDrg: boolean;
  readonly newDrgAttachment: boolean;
}

/** What must precede what, whoever builds it. Kept here so that no product can shorten its own measure. */
const graphOf = (d: Durations, made: CriticalPathOptions): Graph => ({
  "azure.circuit": { needs: [], ms: d["azure.circuit.create"] },
  "azure.virtual-network": {
    needs: [],
    ms: made.newVirtualNetwork ? d["azure.virtual-network.write"] : 0,
  },
  "azure.gateway-subnet": {
    needs: ["azure.virtual-network"],
    ms: made.newGatewaySubnet ? d["azure.subnet.write"] : 0,
  },
  "azure.public-ip": { needs: [], ms: made.newGateway ? d["azure.public-ip.write"] : 0 },
  "azure.gateway": {
    needs: ["azure.gateway-subnet", "azure.public-ip"],
    ms: made.newGateway ? d["azure.gateway.create"] : 0,
  },
  "oci.drg": { needs: [], ms: made.newDrg ? d["oci.drg.create"] : 0 },
  "oci.drg-attachment": {
    needs: ["oci.drg"],
    ms: made.newDrgAttachment ? d["oci.drg-attachment.create"] : 0,
  },
  "oci.virtual-circuit": {
    needs: ["azure.circuit", "oci.drg"],
    ms: d["oci.virtual-circuit.create"],
  },
  "azure.provider": {
    needs: ["oci.virtual-circuit"],
    ms: d["azure.provider.provisioned"] + d["azure.provider.peering"],
  },
  bgp: { needs: ["azure.provider"], ms: Math.max(d["bgp.primary"], d["bgp.secondary"]) },
  "oci.route-rules": { needs: ["bgp", "oci.drg-attachment"], ms: d["oci.route-table.update"] },
  "azure.connection": { needs: ["bgp", "azure.gateway"], ms: d["azure.connection.create"] },
  routes: { needs: ["azure.connection", "oci.route-rules"], ms: d["route.propagation"] },
  verify: {
    needs: ["routes"],
    ms: Math.max(d["azure.lookup.arp"], d["azure.lookup.routes"], d["azure.lookup.routes-summary"]),
  },
});

/** The critical path of a create over a fixed graph. Pure. */
export const criticalPath = (durations: Durations, made: CriticalPathOptions): CriticalPath =>
  longestPath(graphOf(durations, made), "verify");
