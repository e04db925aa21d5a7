import type { Fabric } from "../fabric/fabric.ts";
import { type ControlPart, controlRoutes } from "../kit/control.ts";
import { startSimServer } from "../kit/http.ts";
import type { Route } from "../kit/routes.ts";
import type { SimWorld } from "../kit/world.ts";
import { toAccount } from "./account.ts";
import { announcer } from "./announcements.ts";
import { noteCall } from "./bookkeeping.ts";
import { OciCloud, serviceName } from "./cloud.ts";
import { drgAttachmentRoutes } from "./drg-attachments.ts";
import { drgRouteDistributionRoutes } from "./drg-route-distributions.ts";
import { drgRouteTableRoutes } from "./drg-route-tables.ts";
import { drgRoutes } from "./drgs.ts";
import { completed, errorReply, gated } from "./gate.ts";
import { identityRoutes } from "./identity.ts";
import { monitoringPath, monitoringRoutes } from "./monitoring.ts";
import { networkSecurityGroupRoutes } from "./network-security-groups.ts";
import type { ApiKey } from "./oci-config.ts";
import { privateIpRoutes } from "./private-ips.ts";
import { providerServiceRoutes } from "./provider-services.ts";
import { routeTableRoutes } from "./route-tables.ts";
import { securityListRoutes } from "./security-lists.ts";
import { applySeed, type OciSeed, type SeededIds } from "./seed.ts";
import { ServiceError } from "./service-error.ts";
import { type SignatureCount, SignatureDesk } from "./signature-desk.ts";
import { subnetRoutes } from "./subnets.ts";
import { vcnRoutes } from "./vcns.ts";
import { followVirtualCircuits } from "./virtual-circuit-life.ts";
import { virtualCircuitRoutes } from "./virtual-circuits.ts";

/** What the OCI simulator is started with. */
export interface OciOptions extends SimWorld {
  readonly fabric: Fabric;
  /** Who may sign. */
  readonly apiKeys: readonly ApiKey[];
  /** The one region it plays; London unless said. */
  readonly region?: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
}

/** A running OCI simulator. */
export interface OciSimulator {
  /** The endpoint of the core, identity and monitoring services. */
  readonly url: string;
  /** The endpoints for a product that talks to it; the credentials are those of the API key. */
  readonly env: Readonly<Record<string, string>>;
  /** Its part of the control API, for a control server of its own. */
  readonly part: ControlPart;
  /** Everything it holds, to look at and to set right or wrong from a test. */
  readonly cloud: OciCloud;
  signatures(): SignatureCount;
  /** Puts resources and rules in place as if they had been there before the run. */
  seed(body: OciSeed): SeededIds;
  close(): Promise<void>;
}

const serviceRoutes = (cloud: OciCloud): readonly Route[] => [
  ...[
    providerServiceRoutes,
    virtualCircuitRoutes,
    drgRoutes,
    drgAttachmentRoutes,
    drgRouteTableRoutes,
    drgRouteDistributionRoutes,
    vcnRoutes,
    subnetRoutes,
    routeTableRoutes,
    securityListRoutes,
    networkSecurityGroupRoutes,
    identityRoutes,
    privateIpRoutes,
  ].flatMap((routesOf) => routesOf(cloud).map((route) => gated(cloud, route))),
  ...monitoringRoutes(cloud).map((route) => gated(cloud, route, monitoringPath)),
];

/** All that a tenancy holds, as plain data. Service keys are left out. */
const stateOf = (cloud: OciCloud): object => ({
  account: cloud.account,
  vcns: cloud.vcns.all(),
  subnets: cloud.subnets.all(),
  routeTables: cloud.routeTables.all(),
  securityLists: cloud.securityLists.all(),
  networkSecurityGroups: cloud.networkSecurityGroups.all(),
  drgs: cloud.drgs.all(),
  drgAttachments: cloud.drgAttachments.all(),
  drgRouteTables: cloud.drgRouteTables.all(),
  virtualCircuits: cloud.virtualCircuits.all().map(({ providerServiceKeyName: _key, ...circuit }) => circuit),
});

const openCloud = (options: OciOptions): OciCloud => {
  const cloud = new OciCloud(options, options.fabric, toAccount(options.region ?? "uk-london-1"));
  followVirtualCircuits(cloud);
  cloud.onNetworkChange(announcer(cloud));
  return cloud;
};

/**
 * Starts OCI's core, identity and monitoring services on loopback for one tenancy in one region. Every request must be signed
 * with one of the given keys; all time but that of signatures is virtual.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/
 */
export const startOci = async (options: OciOptions): Promise<OciSimulator> => {
  const cloud = openCloud(options);
  const desk = new SignatureDesk(options.apiKeys);
  const part: ControlPart = {
    name: serviceName,
    state: () => ({ ...stateOf(cloud), signatures: desk.count }),
    seed: (body) => applySeed(cloud, body),
  };
  const { url, close } = await startSimServer({
    ...options,
    service: serviceName,
    routes: serviceRoutes(cloud),
    controlRoutes: controlRoutes({ world: options, parts: [part], worldFaults: options.fabric.faults }),
    before: (request) => desk.check(request),
    after: completed,
    settled: (request, reply, sent) => noteCall(options.ledger, request, reply, sent),
    notFound: () => errorReply(new ServiceError("NotFound", "There is no such path.")),
  });
  return {
    url,
    env: { OCI_IAAS_ENDPOINT: url, OCI_IDENTITY_ENDPOINT: url, OCI_MONITORING_ENDPOINT: url },
    part,
    cloud,
    signatures: () => desk.count,
    seed: (body) => applySeed(cloud, body),
    close,
  };
};
