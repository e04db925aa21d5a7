import type { Route, SimRequest } from "../kit/routes.ts";
import type { OciCloud } from "./cloud.ts";
import { toOcid } from "./ocid.ts";
import { listReply } from "./replies.ts";
import { notAuthorizedOrNotFound, ServiceError } from "./service-error.ts";

type Management = "CUSTOMER_MANAGED" | "PROVIDER_MANAGED" | "ORACLE_MANAGED";

/** A FastConnect provider's offer. The misspelt `bandwithShapeManagement` is Oracle's. */
interface ProviderService {
  readonly id: string;
  readonly providerName: string;
  readonly providerServiceName: string;
  readonly description: string;
  readonly type: "LAYER2" | "LAYER3";
  readonly supportedVirtualCircuitTypes: readonly ("PRIVATE" | "PUBLIC")[];
  readonly privatePeeringBgpManagement: Management;
  readonly publicPeeringBgpManagement: Management;
  readonly customerAsnManagement: Management;
  readonly providerServiceKeyManagement: Management;
  readonly bandwithShapeManagement: Management;
  readonly requiredTotalCrossConnects: number;
}

/** Every bandwidth that a FastConnect virtual circuit can have. */
const shapesMbps: ReadonlyMap<string, number> = new Map([
  ["1 Gbps", 1000],
  ["2 Gbps", 2000],
  ["5 Gbps", 5000],
  ["10 Gbps", 10_000],
  ["100 Gbps", 100_000],
]);

const azureShapes: ReadonlySet<string> = new Set(["1 Gbps", "2 Gbps", "5 Gbps", "10 Gbps"]);

const shapeOf = (bandwidthMbps: number): string => `${bandwidthMbps / 1000} Gbps`;

/** The bandwidth of a shape that the Azure interconnect offers; undefined for any other. */
export const azureBandwidthMbps = (shape: string): number | undefined =>
  azureShapes.has(shape) ? shapesMbps.get(shape) : undefined;

const offer = (region: string, providerName: string, providerServiceName: string): ProviderService => ({
  id: toOcid("providerservice", region, `${providerName}/${providerServiceName}`),
  providerName,
  providerServiceName,
  description: `https://www.oracle.com/cloud/networking/fastconnect/providers/`,
  type: "LAYER2",
  supportedVirtualCircuitTypes: ["PRIVATE"],
  privatePeeringBgpManagement: "CUSTOMER_MANAGED",
  publicPeeringBgpManagement: "ORACLE_MANAGED",
  customerAsnManagement: "PROVIDER_MANAGED",
  providerServiceKeyManagement: "CUSTOMER_MANAGED",
  bandwithShapeManagement: "CUSTOMER_MANAGED",
  requiredTotalCrossConnects: 2,
});

/** The offer through which an ExpressRoute circuit is joined. */
export const azureOffer = (region: string): ProviderService => offer(region, "Microsoft Azure", "ExpressRoute");

/** The offers of a region. Those beside Azure's are there to be passed over. */
export const offersOf = (region: string): readonly ProviderService[] => [
  { ...offer(region, "Equinix", "Fabric"), customerAsnManagement: "CUSTOMER_MANAGED", requiredTotalCrossConnects: 1 },
  { ...offer(region, "Megaport", "Service"), customerAsnManagement: "CUSTOMER_MANAGED", requiredTotalCrossConnects: 1 },
  azureOffer(region),
];

const checkTenancy = (cloud: OciCloud, { query }: SimRequest): void => {
  const id = query.get("compartmentId");
  if (id === null) throw new ServiceError("MissingParameter", "compartmentId is required.");
  if (id !== cloud.account.tenancyId) throw notAuthorizedOrNotFound();
};

const offerAt = (cloud: OciCloud, request: SimRequest): ProviderService => {
  const id = request.param("id");
  const found = offersOf(cloud.account.region).find((one) => one.id === id);
  if (found === undefined) throw notAuthorizedOrNotFound();
  return found;
};

const keyBody = (cloud: OciCloud, name: string): object => {
  const check = cloud.fabric.checkServiceKey(name, { region: cloud.account.region });
  if (!check.ok) throw notAuthorizedOrNotFound();
  const { bandwidthMbps, peeringLocation } = check;
  return { name, bandwidthShapeName: shapeOf(bandwidthMbps), peeringLocation };
};

const shapeRows = (names: Iterable<string>): readonly object[] =>
  [...names].map((name) => ({ name, bandwidthInMbps: shapesMbps.get(name) }));

/** FastConnect providers, their bandwidths, and the look at a service key: 404 for one that cannot be used here. */
export const providerServiceRoutes = (cloud: OciCloud): readonly Route[] => {
  const one = "/fastConnectProviderServices/:id";
  return [
    {
      method: "GET",
      path: "/fastConnectProviderServices",
      handler: (request) => {
        checkTenancy(cloud, request);
        return listReply(cloud, offersOf(cloud.account.region), request);
      },
    },
    { method: "GET", path: one, handler: (request) => ({ status: 200, body: offerAt(cloud, request) }) },
    {
      method: "GET",
      path: `${one}/providerServiceKeys/:key`,
      handler: (request) => {
        const { id } = offerAt(cloud, request);
        if (id !== azureOffer(cloud.account.region).id) throw notAuthorizedOrNotFound();
        return { status: 200, body: keyBody(cloud, request.param("key")) };
      },
    },
    {
      method: "GET",
      path: `${one}/virtualCircuitBandwidthShapes`,
      handler: (request) => {
        offerAt(cloud, request);
        return listReply(cloud, shapeRows(azureShapes), request);
      },
    },
    {
      method: "GET",
      path: "/virtualCircuitBandwidthShapes",
      handler: (request) => {
        checkTenancy(cloud, request);
        return listReply(cloud, shapeRows(shapesMbps.keys()), request);
      },
    },
  ];
};
