/**
 * OCI region -> the ExpressRoute peering locations at which it meets Azure.
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/azure.htm
 */
const MEETING_LOCATIONS: Readonly<Record<string, readonly string[]>> = {
  "ap-tokyo-1": ["Tokyo"],
  "ap-singapore-1": ["Singapore"],
  "ap-seoul-1": ["Seoul"],
  "eu-frankfurt-1": ["Frankfurt", "Frankfurt2"],
  "eu-amsterdam-1": ["Amsterdam2"],
  "uk-london-1": ["London"],
  "af-johannesburg-1": ["Johannesburg"],
  "sa-vinhedo-1": ["Campinas"],
  "ca-toronto-1": ["Toronto", "Toronto2"],
  "us-ashburn-1": ["Washington DC", "Washington DC2"],
  "us-phoenix-1": ["Phoenix"],
  "us-sanjose-1": ["Silicon Valley"],
};

/** The bandwidths of the interconnect, equal on both sides. */
export const INTERCONNECT_BANDWIDTHS_MBPS: readonly number[] = [1000, 2000, 5000, 10_000];

/** Every peering location at which Oracle is a provider. */
export const peeringLocations = (): readonly string[] => Object.values(MEETING_LOCATIONS).flat();

/** True when an OCI region and a peering location meet. */
export const meets = (ociRegion: string, peeringLocation: string): boolean =>
  MEETING_LOCATIONS[ociRegion]?.includes(peeringLocation) ?? false;
