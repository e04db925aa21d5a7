import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jest } from "@jest/globals";
import type { OciAuth } from "../../../src/clouds/oci/oci-auth.ts";
import type { OciCloud } from "../../../src/clouds/oci/oci-cloud.ts";
import type { TransportOptions } from "../../../src/clouds/transport.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import { move } from "../../../src/graph/move.ts";
import { freshStep, type StepNode, type StepRecord } from "../../../src/graph/records.ts";
import type { Leave, OwnerMark } from "../../../src/graph/step.ts";
import type { CallReport } from "../../../src/observability/call-report.ts";
import type { Clouds } from "../../../src/steps/clouds.ts";
import { ociSteps } from "../../../src/steps/oci-steps.ts";
import { type AzureSimulator, startAzure } from "../../simulators/azure/start.ts";
import { Fabric } from "../../simulators/fabric/fabric.ts";
import { textAt } from "../../simulators/kit/json.ts";
import type { RecordedExchange } from "../../simulators/kit/traffic.ts";
import { createWorld, type SimWorld } from "../../simulators/kit/world.ts";
import { type OciConfig, writeOciConfig } from "../../simulators/oci/oci-config.ts";
import { type OciSimulator, startOci } from "../../simulators/oci/start.ts";
import { cloudsOf, ociCloudOf } from "../../support/clouds-of.ts";

// A whole chain signs some hundred requests; on a busy machine that outlasts jest's five seconds.
jest.setTimeout(60_000);

/** Virtual time stands still but for what a test advances. */
const still = "0.001";
const group = "links";

export const owner: OwnerMark = { uid: "uk7x2m9q4a", environment: "prod", seal: "seal-of-uk7x2m9q4a" };

export interface BuildOptions {
  /** Stops before the step is done. */
  readonly until?: (record: StepRecord) => boolean;
  readonly record?: StepRecord;
  readonly outputs?: Readonly<Record<string, JsonObject>>;
  readonly leave?: Partial<Leave>;
}

/** Both simulated clouds over one fabric, both real clients, and a way to drive single steps by the real runner's move. */
export interface LinkWorld {
  readonly world: SimWorld;
  readonly fabric: Fabric;
  readonly azure: AzureSimulator;
  readonly oci: OciSimulator;
  readonly config: OciConfig;
  readonly clouds: Clouds;
  readonly exchanges: readonly RecordedExchange[];
  readonly reports: readonly CallReport[];
  readonly circuitId: string;
  readonly connectionId: string;
  readonly serviceKey: string;
  /** Another client of the same compartment. */
  ociCloud(auth: OciAuth, transport?: Partial<TransportOptions>): Promise<OciCloud>;
  /** Moves a step on until it is done, blocked, or `until` says so; virtual time jumps to each next look. */
  drive(node: StepNode, options?: BuildOptions): Promise<StepRecord>;
  /** One single move. */
  move(node: StepNode, options?: BuildOptions): Promise<StepRecord>;
  pass(ms: number): void;
  /** Bodies of what was sent, oldest first. */
  sent(method: string, path: RegExp): readonly RecordedExchange[];
  close(): Promise<void>;
}

export function node(kind: string, params: JsonObject, direction: StepNode["direction"] = "build"): StepNode {
  return { id: kind, kind, direction, needs: [], params, side: "oci" };
}

function seedCircuit(azure: AzureSimulator): string {
  const id = `/subscriptions/${azure.account.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network/expressRouteCircuits/circuit`;
  const serviceProviderProperties = {
    serviceProviderName: "Oracle Cloud FastConnect",
    peeringLocation: "London",
    bandwidthInMbps: 1000,
  };
  azure.seed({
    id,
    body: {
      location: "uksouth",
      sku: { name: "Standard_MeteredData", tier: "Standard", family: "MeteredData" },
      properties: { serviceProviderProperties },
    },
  });
  return id;
}

/** Starts everything; `close` it in `afterEach`. */
export async function startLinkWorld(): Promise<LinkWorld> {
  const dir = await mkdtemp(join(tmpdir(), "oci-"));
  const config = await writeOciConfig(dir);
  const exchanges: RecordedExchange[] = [];
  const reports: CallReport[] = [];
  const world = createWorld({ clock: still, onExchange: (one) => exchanges.push(one) });
  const fabric = new Fabric(world);
  const azure = await startAzure({ ...world, fabric });
  const oci = await startOci({ ...world, fabric, apiKeys: [config] });
  const simulated = { azure, oci, ociConfig: config, sim: world };
  const transport = { onCall: (report: CallReport) => reports.push(report) };
  const clouds = await cloudsOf(simulated, transport);
  const opened: OciCloud[] = [clouds.oci];
  const ociCloud: LinkWorld["ociCloud"] = async (auth, change = {}) => {
    const cloud = await ociCloudOf(simulated, auth, { ...transport, ...change });
    opened.push(cloud);
    return cloud;
  };
  const circuitId = seedCircuit(azure);
  const steps = new Map(ociSteps.map((step) => [step.kind, step]));
  const moveOnce: LinkWorld["move"] = (wanted, { record = freshStep, outputs = {}, leave = {} } = {}) => {
    const step = steps.get(wanted.kind);
    if (step === undefined) throw new RangeError(`no step ${wanted.kind}`);
    return move(step, wanted, record, {
      clouds,
      now: () => world.clock.now(),
      context: { owner, outputs, signals: {}, frozen: false },
      begin: ({ generation }) =>
        Promise.resolve({ check: () => undefined, retryToken: `${owner.uid}-${wanted.kind}-${generation}`, ...leave }),
    });
  };
  const drive: LinkWorld["drive"] = async (wanted, options = {}) => {
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
    oci,
    config,
    clouds,
    exchanges,
    reports,
    circuitId,
    connectionId: circuitId.replace("expressRouteCircuits/circuit", "connections/connection"),
    serviceKey: textAt(azure.resource(circuitId), "properties", "serviceKey") ?? "",
    ociCloud,
    move: moveOnce,
    drive,
    pass: (ms) => world.clock.advance(ms),
    sent: (method, path) =>
      exchanges.filter(({ service, request }) => {
        return service === "oci" && request.method === method && path.test(new URL(request.url).pathname);
      }),
    async close() {
      for (const cloud of opened) cloud.close();
      await oci.close();
      await azure.close();
      world.clock.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
