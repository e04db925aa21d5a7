import type { InterconnectRequest } from "../../src/domain/plan.ts";

/** A request for new networks on both sides. */
export function aRequest(changes: Partial<InterconnectRequest> = {}): InterconnectRequest {
  return {
    name: "erp",
    environment: "prod",
    bandwidthMbps: 1000,
    vnet: { create: { addressPrefix: "10.1.0.0/16" } },
    fastPath: false,
    vcn: { create: { cidr: "10.20.0.0/20" } },
    routeTables: [],
    tier: "Standard",
    family: "MeteredData",
    activate: "now",
    reason: "ERP cut-over",
    accepts: [],
    ...changes,
  };
}

/** A request that brings both networks of `brought-networks.ts`. */
export function aBringingRequest(changes: Partial<InterconnectRequest> = {}): InterconnectRequest {
  return aRequest({ vnet: { use: "app-vnet" }, vcn: { use: "app-vcn" }, ...changes });
}
