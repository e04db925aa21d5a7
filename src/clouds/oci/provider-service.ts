import type { OciApi } from "./oci-api.ts";
import { allPages } from "./oci-pages.ts";

/** What Oracle's side of an Azure link is sold as in this region. */
export interface AzureProviderService {
  readonly id: string;
  readonly bandwidthsMbps: readonly number[];
}

/**
 * Finds the provider service by its names; its id differs by region.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/azure.htm
 */
export async function findAzureProviderServiceId({ http, network, tenancyId }: OciApi): Promise<string | undefined> {
  const services = await allPages(http, (page) =>
    network.listFastConnectProviderServices({ compartmentId: tenancyId, ...page }),
  );
  return services.find(
    ({ providerName, providerServiceName }) =>
      providerName === "Microsoft Azure" && providerServiceName === "ExpressRoute",
  )?.id;
}

/** The provider service with the bandwidths it offers; undefined where the region does not list it. */
export async function findAzureProviderService(api: OciApi): Promise<AzureProviderService | undefined> {
  const providerServiceId = await findAzureProviderServiceId(api);
  if (providerServiceId === undefined) return undefined;
  const shapes = await allPages(api.http, (page) =>
    api.network.listFastConnectProviderVirtualCircuitBandwidthShapes({ providerServiceId, ...page }),
  );
  return {
    id: providerServiceId,
    bandwidthsMbps: shapes.flatMap(({ bandwidthInMbps }) => (bandwidthInMbps === undefined ? [] : [bandwidthInMbps])),
  };
}
