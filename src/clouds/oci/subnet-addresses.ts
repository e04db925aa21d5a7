import type { OciApi } from "./oci-api.ts";
import { allPages } from "./oci-pages.ts";

/**
 * The private addresses in use in a subnet: OCI deletes no subnet that has one.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/PrivateIp/ListPrivateIps
 */
export async function addressesIn({ http, network }: OciApi, subnetId: string): Promise<readonly string[]> {
  const found = await allPages(http, (page) => network.listPrivateIps({ subnetId, ...page }));
  return found.map(({ ipAddress, displayName }) => [ipAddress, displayName].filter(Boolean).join(" "));
}
