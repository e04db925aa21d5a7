import { normaliseLocation, regionPairs } from "./region-pairs.ts";

/**
 * Azure regions by ExpressRoute's geopolitical region: a Standard circuit reaches every region of the one its peering
 * location lies in, Premium reaches all, Local only the region beside the peering location.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-locations-providers (as of April 2024)
 */
const geopoliticalRegions: Readonly<Record<string, readonly string[]>> = {
  Europe: [
    "francecentral",
    "francesouth",
    "germanynorth",
    "germanywestcentral",
    "italynorth",
    "northeurope",
    "norwayeast",
    "norwaywest",
    "polandcentral",
    "swedencentral",
    "switzerlandnorth",
    "switzerlandwest",
    "ukwest",
    "uksouth",
    "westeurope",
  ],
  "North America": [
    "eastus",
    "westus",
    "eastus2",
    "westus2",
    "westus3",
    "centralus",
    "southcentralus",
    "northcentralus",
    "westcentralus",
    "canadacentral",
    "canadaeast",
  ],
  Asia: ["eastasia", "southeastasia"],
  Japan: ["japanwest", "japaneast"],
  "South Korea": ["koreacentral", "koreasouth"],
  "South Africa": ["southafricawest", "southafricanorth"],
  "South America": ["brazilsouth"],
};

/** The geopolitical region of an Azure region, undefined where the table does not know it. */
export function geopoliticalRegionOf(location: string): string | undefined {
  const wanted = normaliseLocation(location);
  return Object.entries(geopoliticalRegions).find(([, locations]) => locations.includes(wanted))?.[0];
}

/**
 * Paired regions that have no availability zones.
 *
 * @see https://learn.microsoft.com/azure/reliability/regions-list
 */
const zonelessLocations: readonly string[] = ["westus"];

/** The zones a public IP can be spread over; none outside the paired regions, where a zoneless one works too. */
export function zonesOf(location: string): readonly string[] {
  const wanted = normaliseLocation(location);
  const paired = regionPairs.some(({ azureLocation }) => azureLocation === wanted);
  return paired && !zonelessLocations.includes(wanted) ? ["1", "2", "3"] : [];
}
