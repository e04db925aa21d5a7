import { type JsonObject, toJson } from "../domain/json.ts";
import type { Plan } from "../domain/plan.ts";
import type { StepNode } from "../graph/records.ts";
import { type Built, withIds } from "./as-built.ts";
import { azureRows } from "./azure-rows.ts";
import { stillTheirs } from "./given-back.ts";
import { type AzureIds, azureIds, isWanted, type Row } from "./graph-row.ts";
import { lateCreatesShape } from "./late-creates.ts";
import { markRows } from "./mark-rows.ts";
import { ociRows } from "./oci-rows.ts";
import { trafficRows } from "./traffic-rows.ts";

export interface TeardownOptions {
  /** How long traffic stays withdrawn before anything is deleted, in ms; 0 where nothing ever flowed. */
  readonly soakMs: number;
  /** Steps whose resources stay, with all that these stand on: a kept gateway keeps its VNet and resource group. */
  readonly keeps: readonly string[];
  /**
   * Leaves standing what was taken over, without the bot's marks: a rollback gives back what a teardown removes, and so
   * does the teardown of what a lost record left half taken over.
   */
  readonly givesBack?: true;
  /** How the brought networks were when the interconnect was made; the proof compares them with it. */
  readonly before?: JsonObject;
}

const traffic = ["azure.connection", "oci.route-rules"];

/**
 * The one safe order: what must be gone before a step's resource may go. Deleted earlier, the virtual circuit or the
 * circuit ends in a failed state. The gateway, which takes longest, goes beside both circuits.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/workloads/oracle/configure-azure-oci-networking
 */
const goneBefore: Readonly<Record<string, readonly string[]>> = {
  "gate.soak": traffic,
  "azure.circuit-free": ["gate.soak", ...traffic],
  "oci.virtual-circuit": ["azure.circuit-free", ...traffic],
  "azure.provider-released": ["oci.virtual-circuit"],
  "azure.circuit": ["azure.provider-released", "azure.connection"],
  "azure.gateway": ["gate.soak", "azure.connection"],
  "azure.public-ip": ["azure.gateway"],
  "azure.gateway-subnet": ["azure.gateway"],
  "azure.vnet": ["azure.gateway"],
  "oci.drg-attachment": ["oci.virtual-circuit", "oci.route-rules"],
  "oci.drg": ["oci.virtual-circuit", "oci.drg-attachment", "oci.route-rules"],
  "oci.subnet": ["oci.virtual-circuit"],
  "oci.vcn": ["oci.subnet", "oci.drg-attachment", "oci.route-rules"],
  // The bot's marks go once nothing of the bot's is left on what bears them.
  "azure.mark": [...traffic, "oci.virtual-circuit", "azure.provider-released", "azure.circuit"],
  "oci.mark": traffic,
  "azure.resource-group": ["azure.connection", "azure.circuit", "azure.gateway", "azure.public-ip", "azure.vnet"],
};

/**
 * The steps that remove everything a plan makes, also when half of it was never made: traffic first, then a soak in
 * which it can be brought back, then both circuits in the order that leaves neither failed. Ends with the proof.
 */
export function teardownGraph(plan: Plan, built: Built, options: TeardownOptions): readonly StepNode[] {
  const { soakMs } = options;
  const rows = [...(soakMs > 0 ? [soakRow(plan, built, soakMs)] : []), ...removals(plan, built, options)].toSorted(
    inOrder,
  );
  return toNodes([...rows, proofRow(plan, built, { tells: "removed", ...left(rows), ...brought(plan, options) })]);
}

export interface SweepOptions {
  /** How long after the removal it looks. */
  readonly waitMs: number;
  /** When the create was sent that may still make a GatewaySubnet; without one, whatever stands there is others'. */
  readonly lateAt?: number;
}

/**
 * A later look at what a teardown or rollback removed, and not at what it left: what a late worker made again, with our
 * mark, is removed in the same order, and told. Without the ids of what is gone: what carries our tags is looked for.
 *
 * @param removed ids of the removal's steps whose resources are gone
 */
export function sweepGraph(
  plan: Plan,
  removed: readonly string[],
  { waitMs, lateAt }: SweepOptions,
): readonly StepNode[] {
  const wait = sweepRow(waitMs);
  const ids = azureIds(plan);
  // A circuit that was given back is others' to use by now, and nobody's to wait for.
  const awaited = removed.includes("azure.circuit") ? awaitedRows(plan, ids) : [];
  const all = [...madeRows(plan, ids), ...awaited, ...markRows(plan, ids)];
  const rows = all.filter(({ id }) => removed.includes(id)).flatMap((row) => asLate(row, lateAt));
  const proof = proofRow(plan, {}, { tells: "reappeared", ...left(rows) });
  return toNodes([wait, ...rows.toSorted(inOrder), proof], [wait.id]);
}

const soakRow = (plan: Plan, built: Built, waitMs: number): Row => ({
  id: "gate.soak",
  kind: "gate.soak",
  title: "soak",
  side: "both",
  needs: [],
  params: {
    waitMs,
    reason: "Traffic is withdrawn; nothing that bills is deleted before this time is over",
    link: bothCircuits(plan, built),
  },
});

const sweepRow = (waitMs: number): Row => ({
  id: "gate.sweep",
  kind: "gate.soak",
  side: "both",
  needs: [],
  params: { waitMs, reason: "Everything is gone; the bot looks once more for what came back late" },
});

const madeRows = (plan: Plan, ids: AzureIds): readonly Row[] =>
  [...azureRows(plan, ids), ...ociRows(plan, ids), ...trafficRows(plan, ids)].filter(isWanted);

function removals(plan: Plan, built: Built, { keeps, givesBack }: TeardownOptions): readonly Row[] {
  const ids = azureIds(plan);
  const givenBack = givesBack ? stillTheirs(plan, built) : [];
  const made = madeRows(plan, ids).filter(({ id }) => !givenBack.includes(id));
  const stays = withFoundations(made, keeps);
  const removed = made.filter(({ id }) => !stays.has(id)).flatMap((row) => withoutOthers(row, built));
  // Where Oracle keeps its half, the provider never lets go of the circuit.
  const awaited = givenBack.includes("oci.virtual-circuit") ? [] : awaitedRows(plan, ids);
  return [...removed, ...awaited, ...(givesBack ? markRows(plan, ids) : [])].map((row) => withIds(row, built));
}

/**
 * A GatewaySubnet has no tags: one that somebody else made after the plan is known only by what its step noted. Where
 * that noted no more than a create that was never heard of, the subnet is the bot's only if it may come from that.
 */
function withoutOthers(row: Row, built: Built): readonly Row[] {
  if (row.kind !== "azure.gateway-subnet") return [row];
  const { made, late } = built[row.id] ?? {};
  const known = lateCreatesShape.safeParse(late).data;
  const noted: Row = { ...row, params: { ...row.params, ...toJson({ late: known }) } };
  return made === true ? [noted] : asLate(noted, known && Math.max(...known.sentAt));
}

/** A GatewaySubnet only if a create that was sent then may have made it; every other row as it is. */
function asLate(row: Row, lateAt: number | undefined): readonly Row[] {
  if (row.kind !== "azure.gateway-subnet") return [row];
  return lateAt === undefined ? [] : [{ ...row, params: { ...row.params, onlyLate: lateAt } }];
}

function withFoundations(rows: readonly Row[], keeps: readonly string[]): ReadonlySet<string> {
  const stays = new Set<string>();
  const keep = (id: string): void => {
    const row = rows.find((one) => one.id === id);
    if (row === undefined || stays.has(id)) return;
    stays.add(id);
    row.needs.forEach(keep);
  };
  keeps.forEach(keep);
  return stays;
}

function awaitedRows({ bandwidthMbps }: Plan, { circuit, connection }: AzureIds): readonly Row[] {
  const awaited = { side: "azure", needs: [] } as const;
  return [
    {
      ...awaited,
      id: "azure.circuit-free",
      kind: "azure.circuit-free",
      title: "other users",
      params: { circuitId: circuit, connectionId: connection, bandwidthMbps },
    },
    {
      ...awaited,
      id: "azure.provider-released",
      kind: "azure.provider-released",
      title: "provider state",
      params: { circuitId: circuit },
    },
  ];
}

const brought = ({ azure, oci }: Plan, { before }: TeardownOptions): JsonObject =>
  before === undefined ? {} : { brought: { plan: toJson({ azure, oci }), before } };

function bothCircuits(plan: Plan, built: Built): JsonObject {
  const { virtualCircuitId } = built["oci.virtual-circuit"] ?? {};
  return { circuitId: azureIds(plan).circuit, ...toJson({ virtualCircuitId }) };
}

function proofRow(plan: Plan, built: Built, told: JsonObject): Row {
  return {
    id: "link.gone",
    kind: "link.gone",
    title: "proof",
    side: "both",
    needs: [],
    params: { ...bothCircuits(plan, built), ...told },
  };
}

/** Whichever half of the link is no part of a removal, so that the proof does not ask for its end. */
function left(rows: readonly Row[]): JsonObject {
  const leaves = ["azure.circuit", "oci.virtual-circuit"].filter((id) => !rows.some((row) => row.id === id));
  return leaves.length === 0 ? {} : { leaves };
}

const order = ["azure.connection", "oci.route-rules", ...Object.keys(goneBefore)];
const inOrder = (one: Row, other: Row): number => order.indexOf(one.kind) - order.indexOf(other.kind);

/** Joins rows by the safe order; `first` are what even traffic waits for, and the proof waits for all. */
function toNodes(rows: readonly Row[], first: readonly string[] = []): readonly StepNode[] {
  return rows.map(({ when: _wanted, ...row }) => ({ ...row, direction: "destroy", needs: needsOf(row, rows, first) }));
}

function needsOf({ id, kind }: Row, rows: readonly Row[], first: readonly string[]): readonly string[] {
  const others = rows.filter((one) => one.id !== id);
  if (kind === "link.gone") return others.map((one) => one.id);
  if (first.includes(id)) return [];
  const needs = others.filter((one) => goneBefore[kind]?.includes(one.kind)).map((one) => one.id);
  return needs.length === 0 ? first : needs;
}
