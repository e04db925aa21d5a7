import type * as Core from "oci-core";
import type { IdentityClient } from "oci-identity";
import { OciHttp, type OciHttpOptions } from "./oci-http.ts";

/** The hosts to call in place of Oracle's own; each without a path. */
export interface OciEndpoints {
  readonly iaas?: string;
  readonly identity?: string;
  readonly monitoring?: string;
}

/** The SDK's clients and the wire they send through: what everything else in this folder is built on. */
export interface OciApi {
  readonly http: OciHttp;
  /** The SDK's values for its enumerations, which are types of their own. */
  readonly core: Pick<typeof Core, "models" | "requests">;
  readonly network: Core.VirtualNetworkClient;
  readonly identity: IdentityClient;
  /** Where the monitoring service answers. */
  readonly monitoring: string;
  readonly tenancyId: string;
  readonly compartmentId: string;
}

/** Oracle's own address of the monitoring service, which is called without a client of the SDK. */
const monitoringHost = "https://telemetry.{region}.{secondLevelDomain}";

interface Addressed {
  endpoint: string;
  regionId: string;
}

function address(client: Addressed, region: string, endpoint: string | undefined): void {
  if (endpoint === undefined) client.regionId = region;
  else client.endpoint = endpoint;
}

/** Makes the clients; the SDK is loaded here. */
export async function createOciApi(
  options: OciHttpOptions & {
    readonly region: string;
    readonly compartmentId: string;
    readonly endpoints: OciEndpoints;
  },
): Promise<OciApi> {
  const { sdk } = await import("./sdk.ts");
  const { region, endpoints, tenancyId, compartmentId } = options;
  const http = new OciHttp(options);
  const configuration = {
    circuitBreaker: new sdk.CircuitBreaker({ disableClientCircuitBreaker: true }),
    retryConfiguration: sdk.NoRetryConfigurationDetails,
  };
  const network = new sdk.VirtualNetworkClient({ httpClient: http }, configuration);
  const identity = new sdk.IdentityClient({ httpClient: http }, configuration);
  address(network, region, endpoints.iaas);
  address(identity, region, endpoints.identity);
  const monitoring = endpoints.monitoring ?? sdk.EndpointBuilder.createEndpointFromRegionId(monitoringHost, region);
  return { http, core: sdk, network, identity, monitoring, tenancyId, compartmentId };
}
