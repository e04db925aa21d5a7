import { criticalPath } from "../../simulators/fabric/critical-path.ts";
import type { DurationName } from "../../simulators/fabric/durations.ts";
import { removalPath } from "../../simulators/fabric/removal-path.ts";
import type { LedgerResource, LedgerSnapshot } from "../../simulators/kit/ledger.ts";
import { SOAK_MINUTES } from "../../simulators/world/environments.ts";
import type { World } from "../../simulators/world.ts";
import { ACTS, type ActName } from "./acts.ts";
import type { Cast } from "./cast.ts";
import type { Outcome } from "./outcome.ts";

/** One cloud resource from the call that asked for it until it was ready, in virtual ms from the decision on. */
export interface Step {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** The one object that `--json` prints. */
export interface Report {
  readonly act: ActName;
  readonly seed: number;
  readonly verdict: Outcome["verdict"];
  readonly ok: boolean;
  readonly makespanMs: number;
  readonly criticalPathMs: number;
  readonly steps: readonly Step[];
  readonly calls: { readonly azure: number; readonly oci: number; readonly mutating: number; readonly looks: number };
  readonly messages: { readonly posts: number; readonly edits: number };
  readonly illegalCalls: number;
  readonly remaining: readonly { readonly service: string; readonly type: string; readonly name: string }[];
}

interface Made {
  readonly id: string;
  /** How long the clouds take for one; absent: it is there at once. */
  readonly takes?: DurationName;
}

/** What is measured: the act from the decision on that it is about. */
interface Measured {
  readonly world: World;
  readonly ledger: LedgerSnapshot;
  readonly fromMs: number;
}

const MADE: Readonly<Record<string, Made>> = {
  "azure Microsoft.Resources/resourceGroups": { id: "azure.resource-group" },
  "azure Microsoft.Network/expressRouteCircuits": { id: "azure.circuit", takes: "azure.circuit.create" },
  "azure Microsoft.Network/virtualNetworks": { id: "azure.virtual-network", takes: "azure.virtual-network.write" },
  "azure Microsoft.Network/virtualNetworks/subnets": { id: "azure.gateway-subnet", takes: "azure.subnet.write" },
  "azure Microsoft.Network/publicIPAddresses": { id: "azure.public-ip", takes: "azure.public-ip.write" },
  "azure Microsoft.Network/virtualNetworkGateways": { id: "azure.gateway", takes: "azure.gateway.create" },
  "azure Microsoft.Network/connections": { id: "azure.connection", takes: "azure.connection.create" },
  "oci vcn": { id: "oci.vcn", takes: "oci.network.write" },
  "oci subnet": { id: "oci.subnet", takes: "oci.network.write" },
  "oci drg": { id: "oci.drg", takes: "oci.drg.create" },
  "oci drgattachment": { id: "oci.drg-attachment", takes: "oci.drg-attachment.create" },
  "oci virtualcircuit": { id: "oci.virtual-circuit", takes: "oci.virtual-circuit.create" },
};

const isRouteRules = (operation: string): boolean => operation.startsWith("PUT /routeTables/");

const madeOf = ({ service, type }: LedgerResource): Made => MADE[`${service} ${type}`] ?? { id: `${service}.${type}` };

const created = ({ resources }: LedgerSnapshot): readonly LedgerResource[] =>
  resources.filter(({ origin }) => origin === "created");

const goneSince = ({ ledger, fromMs }: Measured): readonly (LedgerResource & { readonly goneAtMs: number })[] =>
  created(ledger).flatMap(({ goneAtMs, ...one }) =>
    goneAtMs === undefined || goneAtMs < fromMs ? [] : [{ ...one, goneAtMs }],
  );

/** When the cloud was asked to remove something; what goes with something else was never asked for. */
const askedAt = ({ ledger }: Measured, { id, goneAtMs }: { readonly id: string; readonly goneAtMs: number }): number =>
  ledger.calls.findLast(
    ({ operation, target, atMs }) =>
      operation.startsWith("DELETE ") && target.toLowerCase() === id.toLowerCase() && atMs <= goneAtMs,
  )?.atMs ?? goneAtMs;

/** What was made and removed, by the ledger and the durations drawn: never by what the product says of it. */
const stepsOf = (measured: Measured): readonly Step[] => {
  const { world, ledger, fromMs } = measured;
  const { durations } = world.fabric;
  const taking = (takes: DurationName | undefined): number => (takes === undefined ? 0 : durations[takes]);
  const spans = [
    ...created(ledger).map((one) => {
      const { id, takes } = madeOf(one);
      return { id, start: one.createdAtMs, end: one.createdAtMs + taking(takes) };
    }),
    ...ledger.calls
      .filter(({ service, operation, status }) => service === "oci" && isRouteRules(operation) && status === 200)
      .map(({ atMs }) => ({ id: "oci.route-rules", start: atMs, end: atMs + taking("oci.route-table.update") })),
    ...goneSince(measured).map((one) => ({ id: madeOf(one).id, start: askedAt(measured, one), end: one.goneAtMs })),
  ];
  return spans
    .filter(({ start }) => start >= fromMs)
    .map(({ id, start, end }) => ({ id, start: start - fromMs, end: end - fromMs }))
    .toSorted((a, b) => a.start - b.start);
};

const callsOf = ({ calls, looks }: LedgerSnapshot): Report["calls"] => {
  const of = (service: string): number => calls.filter((one) => one.service === service).length;
  const { azure = 0, oci = 0 } = looks;
  return {
    azure: of("azure") + azure,
    oci: of("oci") + oci,
    mutating: of("azure") + of("oci"),
    looks: azure + oci,
  };
};

const createPathOf = ({ world: { fabric }, ledger }: Measured): number => {
  const made = new Set(created(ledger).map((one) => madeOf(one).id));
  return criticalPath(fabric.durations, {
    newGateway: made.has("azure.gateway"),
    newVirtualNetwork: made.has("azure.virtual-network"),
    newGatewaySubnet: made.has("azure.gateway-subnet"),
    newDrg: made.has("oci.drg"),
    newDrgAttachment: made.has("oci.drg-attachment"),
  }).criticalPathMs;
};

const removalPathOf = (measured: Measured): number => {
  const { durations } = measured.world.fabric;
  const busyMs = (one: LedgerResource): number => {
    const { takes } = madeOf(one);
    return takes === undefined ? 0 : Math.max(0, one.createdAtMs + durations[takes] - measured.fromMs);
  };
  const there = new Map(goneSince(measured).map((one) => [madeOf(one).id, busyMs(one)]));
  // Traffic flowed where there was a connection, and with it the rules that lead there.
  const flowed = there.has("azure.connection");
  if (flowed) there.set("oci.route-rules", 0);
  return removalPath(durations, { there, soakMs: flowed ? SOAK_MINUTES * 60_000 : 0 }).criticalPathMs;
};

/** Adds up a run from what the simulators saw. */
export const reportOf = (act: ActName, world: World, cast: Cast, outcome: Outcome): Report => {
  const ledger = world.sim.ledger.snapshot();
  const { verdict, decidedAtMs, toldAtMs, illegalByHand = 0 } = outcome;
  const measured = { world, ledger, fromMs: Math.round(decidedAtMs) };
  const { goal } = ACTS[act];
  const isRemoval = goal === "gone";
  return {
    act,
    seed: world.sim.rng.seed,
    verdict,
    ok: verdict === goal && (!isRemoval || ledger.remaining.length === 0),
    makespanMs: Math.round(toldAtMs - decidedAtMs),
    criticalPathMs: isRemoval ? removalPathOf(measured) : createPathOf(measured),
    steps: stepsOf(measured),
    calls: callsOf(ledger),
    messages: cast.messages(),
    illegalCalls: ledger.illegalCalls.length - illegalByHand,
    remaining: ledger.remaining.map(({ service, type, name }) => ({ service, type, name })),
  };
};
