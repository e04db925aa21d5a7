/**
 * Which Azure and OCI regions face each other, and where. Hints for defaults and for words; what can be ordered today
 * is decided by Azure's own provider list when a plan is made.
 */
export interface RegionPair {
  readonly azureLocation: string;
  readonly azureName: string;
  readonly ociRegion: string;
  readonly ociName: string;
  /** ExpressRoute peering locations, the usual one first. */
  readonly peeringLocations: readonly string[];
}

/** Where the table comes from, shown wherever a hint is shown. */
export const regionPairsSource = {
  date: "2025-01",
  pages: [
    "https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/azure.htm",
    "https://learn.microsoft.com/azure/virtual-machines/workloads/oracle/oracle-oci-overview",
  ],
} as const;

type PairRow = readonly [
  azureLocation: string,
  azureName: string,
  ociRegion: string,
  ociName: string,
  peeringLocations: readonly string[],
];

/** The locations of San Jose, Phoenix, Toronto and Vinhedo are inferred; Oracle names the others. */
const rows: readonly PairRow[] = [
  ["eastus", "East US", "us-ashburn-1", "Ashburn", ["Washington DC", "Washington DC2"]],
  ["westus", "West US", "us-sanjose-1", "San Jose", ["Silicon Valley"]],
  ["westus3", "West US 3", "us-phoenix-1", "Phoenix", ["Phoenix"]],
  ["canadacentral", "Canada Central", "ca-toronto-1", "Toronto", ["Toronto", "Toronto2"]],
  ["brazilsouth", "Brazil South", "sa-vinhedo-1", "Vinhedo", ["Campinas"]],
  ["uksouth", "UK South", "uk-london-1", "London", ["London"]],
  ["westeurope", "West Europe", "eu-amsterdam-1", "Amsterdam", ["Amsterdam2"]],
  ["germanywestcentral", "Germany West Central", "eu-frankfurt-1", "Frankfurt", ["Frankfurt", "Frankfurt2"]],
  ["southafricanorth", "South Africa North", "af-johannesburg-1", "Johannesburg", ["Johannesburg"]],
  ["japaneast", "Japan East", "ap-tokyo-1", "Tokyo", ["Tokyo"]],
  ["koreacentral", "Korea Central", "ap-seoul-1", "Seoul", ["Seoul"]],
  ["southeastasia", "Southeast Asia", "ap-singapore-1", "Singapore", ["Singapore"]],
];

export const regionPairs: readonly RegionPair[] = rows.map(
  ([azureLocation, azureName, ociRegion, ociName, peeringLocations]) => ({
    azureLocation,
    azureName,
    ociRegion,
    ociName,
    peeringLocations,
  }),
);

/** The pair of these two regions; undefined when the table does not have them facing each other. */
export function findPair(azureLocation: string, ociRegion: string): RegionPair | undefined {
  const location = normaliseLocation(azureLocation);
  return regionPairs.find((pair) => pair.azureLocation === location && pair.ociRegion === ociRegion);
}

/** Azure writes a location as `UK South` or `uksouth`; both are the same place. */
export function normaliseLocation(location: string): string {
  return location.replaceAll(" ", "").toLowerCase();
}

/** The region's name as people know it, else the text itself. */
export function azureLocationName(location: string): string {
  const wanted = normaliseLocation(location);
  return regionPairs.find(({ azureLocation }) => azureLocation === wanted)?.azureName ?? location;
}

/** Name and identifier, such as `London (uk-london-1)`. */
export function ociRegionName(region: string): string {
  const name = regionPairs.find(({ ociRegion }) => ociRegion === region)?.ociName;
  return name === undefined ? region : `${name} (${region})`;
}
