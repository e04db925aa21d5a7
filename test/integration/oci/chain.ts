import type { JsonObject } from "../../../src/domain/json.ts";
import type { StepRecord } from "../../../src/graph/records.ts";
import { type LinkWorld, node } from "./link-world.ts";

export const primary = { cidr: "10.255.0.0/30", oracleIp: "10.255.0.1", microsoftIp: "10.255.0.2" };
export const secondary = { cidr: "10.255.0.4/30", oracleIp: "10.255.0.5", microsoftIp: "10.255.0.6" };

export const vcnNode = node("oci.vcn", { name: "ic-payments-vcn", cidrs: ["10.20.0.0/16"] });
export const drgNode = node("oci.drg", { name: "ic-payments-drg" });

/** The virtual circuit of the tests, on the circuit that the world has in Azure. */
export function virtualCircuitNode({ circuitId, connectionId }: LinkWorld, more: JsonObject = {}) {
  const params = { name: "ic-payments-vc", bandwidthMbps: 1000, primary, secondary, circuitId, connectionId };
  return node("oci.virtual-circuit", { ...params, ...more });
}

/** A text that a step put out. */
export function outputOf(record: StepRecord | undefined, name: string): string {
  const value = record?.outputs?.[name];
  if (typeof value === "string") return value;
  throw new RangeError(`no output ${name}: ${JSON.stringify(record)}`);
}

/** A DRG of the interconnect, ready. */
export async function readyDrg(world: LinkWorld): Promise<string> {
  return outputOf(await world.drive(drgNode), "drgId");
}

/** The nodes that build the OCI half, in an order in which each has what it needs. */
export function chainOf(world: LinkWorld, networks: { readonly vcnId?: string; readonly drgId?: string } = {}) {
  const { vcnId, drgId } = networks;
  const vcn = vcnId === undefined ? {} : { vcnId };
  const drg = drgId === undefined ? {} : { drgId };
  const made = vcnId === undefined ? [vcnNode, node("oci.subnet", { name: "ic-payments", cidr: "10.20.0.0/24" })] : [];
  return [
    ...made,
    ...(drgId === undefined ? [drgNode] : []),
    node("oci.drg-attachment", { name: "ic-payments-attachment", ...vcn, ...drg }),
    virtualCircuitNode(world, drg),
  ];
}

export type Built = Readonly<Record<string, StepRecord>>;

/** Outputs by step id, as later steps see them. */
export function outputsOf(built: Built): Record<string, JsonObject> {
  return Object.fromEntries(Object.entries(built).map(([id, { outputs = {} }]) => [id, outputs]));
}

/** Drives nodes one after the other to their end; throws when one ends otherwise than done. */
export async function build(world: LinkWorld, nodes: readonly ReturnType<typeof node>[], before: Built = {}) {
  const built: Record<string, StepRecord> = { ...before };
  for (const one of nodes) {
    const record = await world.drive(one, { outputs: outputsOf(built) });
    if (record.state !== "done") throw new Error(`${one.id}: ${JSON.stringify(record)}`);
    built[one.id] = record;
  }
  return built;
}
