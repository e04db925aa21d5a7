import { createHash } from "node:crypto";
import type { AzureOptions } from "../../../src/clouds/azure/arm-client.ts";
import {
  circuitId,
  connectionId,
  gatewayId,
  publicIpId,
  resourceGroupId,
  vnetId,
} from "../../../src/clouds/azure/arm-ids.ts";
import { type AzureCloud, createAzureCloud } from "../../../src/clouds/azure/azure-cloud.ts";
import type { OciCloud } from "../../../src/clouds/oci/oci-cloud.ts";
import { withLeave } from "../../../src/clouds/transport.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import { move } from "../../../src/graph/move.ts";
import { freshStep, type StepNode, type StepRecord } from "../../../src/graph/records.ts";
import type { Leave, OwnerMark } from "../../../src/graph/step.ts";
import type { CallReport } from "../../../src/observability/call-report.ts";
import { azureSteps } from "../../../src/steps/azure-steps.ts";
import type { AccountSettings } from "../../simulators/azure/account.ts";
import { type AzureSimulator, startAzure } from "../../simulators/azure/start.ts";
import { Fabric } from "../../simulators/fabric/fabric.ts";
import { textAt } from "../../simulators/kit/json.ts";
import type { LedgerCall } from "../../simulators/kit/ledger.ts";
import type { RecordedExchange } from "../../simulators/kit/traffic.ts";
import { createWorld, type SimWorld } from "../../simulators/kit/world.ts";

/** Virtual time stands still but for what a test advances. */
const still = "0.001";

export const owner: OwnerMark = { uid: "uk7x2m9q4a", environment: "prod", seal: "seal-of-uk7x2m9q4a" };
export const ownerTags = {
  "interconnect-uid": owner.uid,
  "interconnect-environment": owner.environment,
  "interconnect-seal": owner.seal,
};

const freely: Leave = { check: () => undefined, retryToken: "any" };

export const fingerprint = (secret: string): string =>
  `fp-${createHash("sha256").update(secret).digest("hex").slice(0, 8)}`;

/** No step of Azure may touch the other cloud: whatever it asks of it fails the test. */
const noOci: OciCloud = new Proxy<OciCloud>(Object.create(null), {
  get(_target, name) {
    throw new Error(`a step of Azure asked OCI for ${String(name)}`);
  },
});

export interface DriveOptions {
  /** Stops before the step is done. */
  readonly until?: (record: StepRecord) => boolean;
  readonly record?: StepRecord;
  readonly leave?: Leave;
  readonly signals?: Readonly<Record<string, JsonObject>>;
}

/** One simulated Azure with the real client in front of it, and a way to drive steps by the real runner's move. */
export interface AzureWorld {
  readonly world: SimWorld;
  readonly fabric: Fabric;
  readonly azure: AzureSimulator;
  readonly cloud: AzureCloud;
  readonly ids: ReturnType<typeof idsIn>;
  readonly reports: readonly CallReport[];
  readonly buckets: readonly string[];
  readonly exchanges: readonly RecordedExchange[];
  /** Another client of the same subscription. */
  client(change?: Partial<AzureOptions>): Promise<AzureCloud>;
  /** Moves a step on until it is done, blocked, or `until` says so; virtual time jumps to each next look. */
  drive(node: StepNode, options?: DriveOptions): Promise<StepRecord>;
  /** One single move. */
  move(node: StepNode, options?: DriveOptions): Promise<StepRecord>;
  /** What Oracle does with the circuit's service key. */
  oracleTakesKey(): Promise<string>;
  pass(ms: number): void;
  /** Changing calls that reached Azure, oldest first. */
  calls(): readonly LedgerCall[];
  close(): Promise<void>;
}

/** The ids of the tests: what is made lies in `links`, what was brought in `brought`. */
export function idsIn(subscriptionId: string) {
  const made = { subscriptionId, resourceGroup: "links" };
  const brought = { subscriptionId, resourceGroup: "brought" };
  return {
    group: resourceGroupId(made),
    circuit: circuitId(made, "circuit"),
    vnet: vnetId(made, "vnet"),
    publicIp: publicIpId(made, "ip"),
    gateway: gatewayId(made, "gateway"),
    connection: connectionId(made, "connection"),
    broughtVnet: vnetId(brought, "hub"),
  };
}

export function node(kind: string, params: JsonObject, direction: StepNode["direction"] = "build"): StepNode {
  return { id: kind, kind, direction, needs: [], params, side: "azure" };
}

const steps = new Map(azureSteps.map((step) => [step.kind, step]));

/** Starts everything; `close` it in `afterEach`. */
export async function startAzureWorld(account: AccountSettings = {}): Promise<AzureWorld> {
  const exchanges: RecordedExchange[] = [];
  const reports: CallReport[] = [];
  const buckets: string[] = [];
  const world = createWorld({ clock: still, onExchange: (one) => exchanges.push(one) });
  const fabric = new Fabric(world);
  const azure = await startAzure({ ...world, fabric, account });
  const { tenantId, subscriptionId, clientId, clientSecret } = azure.account;
  const ids = idsIn(subscriptionId);
  const client: AzureWorld["client"] = (change = {}) =>
    createAzureCloud({
      tenantId,
      subscriptionId,
      armEndpoint: azure.url,
      authorityHost: azure.url,
      credential: { kind: "client-secret", clientId, clientSecret },
      transport: {
        budget: {
          take: (bucket) => {
            buckets.push(bucket);
            return Promise.resolve();
          },
        },
        fingerprint,
        timeoutMs: 5_000,
        onCall: (report) => reports.push(report),
      },
      identity: "writer",
      clock: { now: () => world.clock.now(), toWallMs: (spanMs) => spanMs, wallTimeOf: (at) => at },
      ...change,
    });
  const cloud = await client();
  const moveOnce: AzureWorld["move"] = (wanted, { record = freshStep, leave = freely, signals = {} } = {}) => {
    const step = steps.get(wanted.kind);
    if (step === undefined) throw new RangeError(`no step ${wanted.kind}`);
    return move(step, wanted, record, {
      clouds: { azure: cloud, oci: noOci },
      now: () => world.clock.now(),
      context: { owner, outputs: {}, signals, frozen: false },
      begin: () => Promise.resolve(leave),
    });
  };
  const drive: AzureWorld["drive"] = async (wanted, options = {}) => {
    let record = options.record ?? freshStep;
    for (let moves = 0; moves < 300; moves += 1) {
      record = await moveOnce(wanted, { ...options, record });
      if (record.state !== "active" || options.until?.(record) === true) return record;
      world.clock.advance(Math.max(0, (record.nextLookAt ?? 0) - world.clock.now()));
    }
    throw new Error(`${wanted.id} does not settle: ${record.reason ?? record.error?.message}`);
  };
  return {
    world,
    fabric,
    azure,
    cloud,
    ids,
    reports,
    buckets,
    exchanges,
    client,
    drive,
    move: moveOnce,
    oracleTakesKey: () => cloud.withServiceKey(ids.circuit, (key) => Promise.resolve(takeKey(fabric, key))),
    pass: (ms) => world.clock.advance(ms),
    calls: () => world.ledger.snapshot().calls,
    async close() {
      await azure.close();
      world.clock.close();
    },
  };
}

export const virtualCircuitId = "ocid1.virtualcircuit.oc1.uk-london-1.test";

function takeKey(fabric: Fabric, serviceKey: string): string {
  fabric.virtualCircuitCreated({
    id: virtualCircuitId,
    serviceKey,
    region: "uk-london-1",
    bandwidthMbps: 1000,
    links: {
      primary: { oracle: "10.255.0.1/30", customer: "10.255.0.2/30" },
      secondary: { oracle: "10.255.0.5/30", customer: "10.255.0.6/30" },
    },
    advertisedPrefixes: ["10.20.0.0/24"],
  });
  return serviceKey;
}

/** The service key as the simulator has it, for searching what must not contain it. */
export const serviceKeyIn = ({ azure, ids }: AzureWorld): string =>
  textAt(azure.resource(ids.circuit), "properties", "serviceKey") ?? "";

/** Calls the client as a step would. */
export const asStep = <T>(send: () => Promise<T>): Promise<T> => withLeave(freely, send);
