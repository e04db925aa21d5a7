import type { Clock } from "../../domain/clock.ts";
import type {
  CrossConnectMappingFacts,
  DrgAttachmentFacts,
  DrgRouteFacts,
  Reading,
  SecurityRuleFacts,
  VcnRouteTableFacts,
  VirtualCircuitFacts,
} from "../../domain/link-facts.ts";
import type { OciNetworkFacts } from "../../domain/network-facts.ts";
import type { TrafficFacts } from "../../domain/traffic.ts";
import { toReading } from "../to-reading.ts";
import type { TransportOptions } from "../transport.ts";
import { attachmentsOf } from "./drg-attachment.ts";
import { createOciApi, type OciEndpoints } from "./oci-api.ts";
import { createOciSigner, type OciAuth } from "./oci-auth.ts";
import { createOciCollections, type OciCollections } from "./oci-collections.ts";
import {
  readDrgRoutes,
  readMappings,
  toAttachmentFacts,
  toRouteTableFacts,
  toVirtualCircuitFacts,
} from "./oci-link.ts";
import { readOciNetworks } from "./oci-networks.ts";
import type { OciDrgAttachment } from "./oci-resources.ts";
import { findAzureProviderServiceId } from "./provider-service.ts";
import { securityRulesByVcn } from "./security-rules.ts";
import { addressesIn } from "./subnet-addresses.ts";
import { readVirtualCircuitTraffic } from "./virtual-circuit-traffic.ts";

/**
 * One OCI compartment in one region as steps and survey use it. Every call is sent once and throws InterconnectError;
 * changing calls need a leave. No answer contains a service key.
 *
 * The methods named `read…` are for the survey: they never throw what a cloud says or fails to say, but tell it.
 */
export interface OciCloud extends OciCollections {
  readonly tenancyId: string;
  readonly region: string;
  readonly compartmentId: string;

  /** Oracle's provider service for Azure ExpressRoute; undefined where the region does not list it. */
  findAzureProviderServiceId(): Promise<string | undefined>;

  /** Every attachment of a DRG, also those of other compartments. */
  listAttachments(drgId: string): Promise<readonly OciDrgAttachment[]>;

  /** Everything a plan wants to know of the compartment's networks. */
  readNetworks(): Promise<OciNetworkFacts>;
  readVirtualCircuit(id: string): Promise<Reading<VirtualCircuitFacts | undefined>>;
  /** Both BGP sessions as Oracle sees them, the primary one first. */
  readMappings(virtualCircuitId: string): Promise<Reading<readonly CrossConnectMappingFacts[]>>;
  readAttachments(drgId: string): Promise<Reading<readonly DrgAttachmentFacts[]>>;
  readDrgRoutes(drgRouteTableId: string): Promise<Reading<readonly DrgRouteFacts[]>>;
  readRouteTables(vcnId: string): Promise<Reading<readonly VcnRouteTableFacts[]>>;
  /** Rules of the VCN's security lists and network security groups together. */
  readSecurityRules(vcnId: string): Promise<Reading<readonly SecurityRuleFacts[]>>;

  /** Private addresses in use in a subnet. */
  readSubnetAddresses(subnetId: string): Promise<Reading<readonly string[]>>;
  /** What went over a virtual circuit lately, as far as OCI's monitoring tells. */
  readTraffic(virtualCircuitId: string): Promise<TrafficFacts>;

  /** Ends what would keep the process alive. */
  close(): void;
}

export interface OciCloudOptions {
  readonly tenancyId: string;
  readonly region: string;
  readonly compartmentId: string;
  /** Hosts to call in place of Oracle's. */
  readonly endpoints: OciEndpoints;
  readonly auth: OciAuth;
  readonly transport: TransportOptions;
  /** Gives readings their time. */
  readonly clock: Pick<Clock, "now">;
}

/** Opens a compartment. Sends nothing yet: wrong credentials show at the first call. */
export async function createOciCloud(options: OciCloudOptions): Promise<OciCloud> {
  const { tenancyId, region, compartmentId, auth, transport, clock } = options;
  const signer = createOciSigner(auth);
  const api = await createOciApi({ ...options, signer });
  const resources = createOciCollections(api, transport.fingerprint);
  const now = (): number => clock.now();
  const read = <T>(what: () => Promise<T>): Promise<Reading<T>> => toReading(now, what);
  return {
    tenancyId,
    region,
    compartmentId,
    ...resources,
    findAzureProviderServiceId: () => findAzureProviderServiceId(api),
    listAttachments: (drgId) => attachmentsOf(api, drgId),
    readNetworks: () => readOciNetworks(api, resources, now),
    readVirtualCircuit: (id) =>
      read(async () => {
        const found = await resources.virtualCircuits.find(id);
        return found && toVirtualCircuitFacts(found);
      }),
    readMappings: (id) => read(() => readMappings(api, id)),
    readAttachments: (drgId) => read(async () => (await attachmentsOf(api, drgId)).map(toAttachmentFacts)),
    readDrgRoutes: (drgRouteTableId) => read(() => readDrgRoutes(api, drgRouteTableId)),
    readRouteTables: (vcnId) => read(async () => (await resources.routeTables.list(vcnId)).map(toRouteTableFacts)),
    readSecurityRules: (vcnId) => read(async () => (await securityRulesByVcn(api, vcnId))[vcnId] ?? []),
    readSubnetAddresses: (subnetId) => read(() => addressesIn(api, subnetId)),
    readTraffic: (virtualCircuitId) => readVirtualCircuitTraffic(api, virtualCircuitId, now),
    close: () => signer.close(),
  };
}
