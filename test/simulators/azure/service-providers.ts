import { INTERCONNECT_BANDWIDTHS_MBPS, peeringLocations } from "../fabric/locations.ts";
import type { JsonObject } from "../kit/json.ts";

/** A connectivity provider as Azure lists it. */
export interface ServiceProvider {
  readonly name: string;
  readonly peeringLocations: readonly string[];
  readonly bandwidthsMbps: readonly number[];
}

/** Oracle at every location where it meets Azure, and one other provider that a client must not pick. */
export const SERVICE_PROVIDERS: readonly ServiceProvider[] = [
  {
    name: "Equinix",
    peeringLocations: ["Silicon Valley", "Washington DC", "London", "Amsterdam"],
    bandwidthsMbps: [50, 100, 200, 500, 1000, 2000, 5000, 10_000],
  },
  {
    name: "Oracle Cloud FastConnect",
    peeringLocations: peeringLocations(),
    bandwidthsMbps: INTERCONNECT_BANDWIDTHS_MBPS,
  },
];

const offerName = (mbps: number): string => (mbps < 1000 ? `${mbps}Mbps` : `${mbps / 1000}Gbps`);

/** A provider as it goes over the wire; the empty segments of the id are Azure's own. */
export const showServiceProvider = (provider: ServiceProvider): JsonObject => ({
  name: provider.name,
  id: "/subscriptions//resourceGroups//providers/Microsoft.Network/expressRouteServiceProviders/",
  type: "Microsoft.Network/expressRouteServiceProviders",
  properties: {
    provisioningState: "Succeeded",
    peeringLocations: provider.peeringLocations,
    bandwidthsOffered: provider.bandwidthsMbps.map((mbps) => ({ offerName: offerName(mbps), valueInMbps: mbps })),
  },
});
