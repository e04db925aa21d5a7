import type { Path, Reading } from "../../domain/link-facts.ts";
import type { AzureNetworkFacts, ExistingConnectionFacts } from "../../domain/network-facts.ts";
import type { Tags } from "../../domain/owner-tags.ts";
import type { CircuitUseFacts } from "../../domain/removal-facts.ts";
import type { TrafficFacts } from "../../domain/traffic.ts";
import { toReading } from "../to-reading.ts";
import type { AzureOptions } from "./arm-client.ts";
import type {
  Accepted,
  AzureCircuit,
  AzureConnection,
  AzureGateway,
  AzureOperation,
  AzurePublicIp,
  AzureResourceGroup,
  AzureSubnet,
  AzureVnet,
  ListedResource,
  NewCircuit,
  NewConnection,
  NewGateway,
  NewPublicIp,
  NewResourceGroup,
  NewSubnet,
  NewVnet,
} from "./azure-resources.ts";
import { readCircuitTraffic } from "./circuit-traffic.ts";
import { readCircuitUse } from "./circuit-use.ts";
import { createCircuit, readCircuit, resizeCircuit, withServiceKey } from "./circuits.ts";
import { createConnection, readConnection } from "./connections.ts";
import { readConnectionsOf } from "./gateway-reads.ts";
import { createGateway, readGateway } from "./gateways.ts";
import { type NetworkScope, readNetworks } from "./network-reads.ts";
import { readOperation, refresh, remove } from "./operations.ts";
import { createPublicIp, readPublicIp } from "./public-ips.ts";
import { createResourceGroup, listResources, readResourceGroup } from "./resource-groups.ts";
import { changeTags } from "./resource-tags.ts";
import {
  beginLearnedRoutes,
  beginTable,
  type CircuitTable,
  readTable,
  type TableAnswer,
  type TableKind,
  type TableRows,
} from "./tables.ts";
import { listTaggable } from "./tagged-resources.ts";
import { createSubnet, createVnet, readSubnet, readVnet } from "./virtual-networks.ts";

/**
 * One Azure subscription as steps and survey use it. Every method is one call (a listing: one call a page), in one
 * attempt, and throws InterconnectError; `undefined` from a read means proven absence. Ids are ARM ids. No answer
 * contains a service, authorization or shared key.
 *
 * Methods named `create`, `refresh`, `resize`, `addTags` and `remove` change something: they are sent only under a leave (`withLeave`),
 * return when Azure has taken the call, and never wait for its end.
 */
export interface AzureCloud {
  readonly subscriptionId: string;

  /** Everything the plan wants to know of the subscription's networks; a list that cannot be read says why. */
  readNetworks(scope: NetworkScope): Promise<AzureNetworkFacts>;
  readResourceGroup(id: string): Promise<AzureResourceGroup | undefined>;
  readCircuit(id: string): Promise<AzureCircuit | undefined>;
  readVnet(id: string): Promise<AzureVnet | undefined>;
  readSubnet(id: string): Promise<AzureSubnet | undefined>;
  readPublicIp(id: string): Promise<AzurePublicIp | undefined>;
  readGateway(id: string): Promise<AzureGateway | undefined>;
  readConnection(id: string): Promise<AzureConnection | undefined>;
  /** Every connection on a circuit, or of a gateway, in the whole subscription. */
  listConnectionsOf(id: string): Promise<readonly ExistingConnectionFacts[]>;
  /** Who else has a hold on a circuit; undefined when it is gone. */
  readCircuitUse(id: string): Promise<Reading<CircuitUseFacts | undefined>>;
  /** What went over a circuit lately, as far as Azure Monitor tells. Never throws. */
  readTraffic(circuitId: string): Promise<TrafficFacts>;
  /** All resource groups, and everything in the subscription of the kinds that the bot makes. */
  listTaggable(): Promise<readonly ListedResource[]>;
  /** Everything in a resource group, children of listed resources left out. */
  listResources(groupId: string): Promise<readonly ListedResource[]>;
  /** Status of an operation begun earlier, `Unknown` once Azure has forgotten it. */
  readOperation(url: string): Promise<AzureOperation>;

  /** Asks for one table of one path of the circuit's private peering. Reading it changes nothing. */
  beginTable<K extends CircuitTable>(circuitId: string, kind: K, path: Path): Promise<TableAnswer<TableRows[K]>>;
  /** Asks for the routes the gateway has learned. */
  beginLearnedRoutes(gatewayId: string): Promise<TableAnswer<TableRows["learnedRoutes"]>>;
  /** Looks at a table asked for earlier. */
  readTable<K extends TableKind>(url: string, kind: K): Promise<TableAnswer<TableRows[K]>>;

  /**
   * Lends the circuit's service key to `use`: the only way it leaves this client.
   *
   * @throws InterconnectError `StateDrifted` (transient) while Azure has not issued a real key
   */
  withServiceKey<T>(circuitId: string, use: (serviceKey: string) => Promise<T>): Promise<T>;

  createResourceGroup(wanted: NewResourceGroup): Promise<Accepted>;
  createCircuit(wanted: NewCircuit): Promise<Accepted>;
  createVnet(wanted: NewVnet): Promise<Accepted>;
  createSubnet(wanted: NewSubnet): Promise<Accepted>;
  createPublicIp(wanted: NewPublicIp): Promise<Accepted>;
  createGateway(wanted: NewGateway): Promise<Accepted>;
  createConnection(wanted: NewConnection): Promise<Accepted>;
  /** Writes a network resource back exactly as it is read, which makes Azure reconcile it. */
  refresh(id: string): Promise<Accepted>;
  /** Writes a circuit back with another bandwidth, which Azure takes only when it is more. */
  resizeCircuit(id: string, bandwidthMbps: number): Promise<Accepted>;
  /** Adds tags to a resource and changes nothing else of it. */
  addTags(id: string, tags: Tags): Promise<Accepted>;
  /** Takes exactly these tags, with these values, off a resource. */
  removeTags(id: string, tags: Tags): Promise<Accepted>;
  remove(id: string): Promise<Accepted>;
}

/** Makes the client of one subscription; loads the SDK (about 0.7 s, 70 MB) with the first one. */
export async function createAzureCloud(options: AzureOptions): Promise<AzureCloud> {
  const { ArmClient } = await import("./arm-client.ts");
  const arm = new ArmClient(options);
  return {
    subscriptionId: options.subscriptionId,
    readNetworks: (scope) => readNetworks(arm, scope),
    readResourceGroup: (id) => readResourceGroup(arm, id),
    readCircuit: (id) => readCircuit(arm, id),
    readVnet: (id) => readVnet(arm, id),
    readSubnet: (id) => readSubnet(arm, id),
    readPublicIp: (id) => readPublicIp(arm, id),
    readGateway: (id) => readGateway(arm, id),
    readConnection: (id) => readConnection(arm, id),
    listConnectionsOf: (id) => readConnectionsOf(arm, id),
    readCircuitUse: (id) =>
      toReading(
        () => arm.clock.now(),
        () => readCircuitUse(arm, id),
      ),
    readTraffic: (circuitId) => readCircuitTraffic(arm, circuitId),
    listTaggable: () => listTaggable(arm),
    listResources: (groupId) => listResources(arm, groupId),
    readOperation: (url) => readOperation(arm, url),
    beginTable: (circuitId, kind, path) => beginTable(arm, circuitId, kind, path),
    beginLearnedRoutes: (gatewayId) => beginLearnedRoutes(arm, gatewayId),
    readTable: (url, kind) => readTable(arm, url, kind),
    withServiceKey: (circuitId, use) => withServiceKey(arm, circuitId, use),
    createResourceGroup: (wanted) => createResourceGroup(arm, wanted),
    createCircuit: (wanted) => createCircuit(arm, wanted),
    createVnet: (wanted) => createVnet(arm, wanted),
    createSubnet: (wanted) => createSubnet(arm, wanted),
    createPublicIp: (wanted) => createPublicIp(arm, wanted),
    createGateway: (wanted) => createGateway(arm, wanted),
    createConnection: (wanted) => createConnection(arm, wanted),
    refresh: (id) => refresh(arm, id),
    resizeCircuit: (id, bandwidthMbps) => resizeCircuit(arm, id, bandwidthMbps),
    addTags: (id, tags) => changeTags(arm, id, "Merge", tags),
    removeTags: (id, tags) => changeTags(arm, id, "Delete", tags),
    remove: (id) => remove(arm, id),
  };
}
