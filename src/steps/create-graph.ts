import { toJson } from "../domain/json.ts";
import type { Plan } from "../domain/plan.ts";
import type { StepNode } from "../graph/records.ts";
import { expectedOf } from "../verify/expected.ts";
import { type Built, withIds } from "./as-built.ts";
import { azureRows } from "./azure-rows.ts";
import { type AzureIds, azureIds, isWanted, type Row } from "./graph-row.ts";
import { markRows } from "./mark-rows.ts";
import { ociRows } from "./oci-rows.ts";
import { trafficRows } from "./traffic-rows.ts";

/**
 * The steps of a create, as data. What is taken over is marked before anything is made. Circuit and DRG early, since Oracle's refusal of a key shows in minutes; the gateway
 * beside them, since it takes longest; what lets packets flow last, after both BGP sessions are up and, on hold, after
 * somebody said so.
 */
export function createGraph(plan: Plan): readonly StepNode[] {
  const ids = azureIds(plan);
  const build = [...azureRows(plan, ids), ...ociRows(plan, ids), ...joinRows(plan, ids)].filter(isWanted);
  const gate = gateRows(plan, build).filter(isWanted);
  const traffic = trafficRows(plan, ids).filter(isWanted);
  const marks = markRows(plan, ids);
  const before = [...build, ...gate, ...traffic];
  const all = [...before, verifyRow(plan, ids, before)];
  const there = new Set(all.map(({ id }) => id));
  const nodes = all.map(({ when: _wanted, ...row }) => ({ ...row, needs: row.needs.filter((id) => there.has(id)) }));
  const first = marks.map(({ id }) => id);
  return [...marks, ...nodes.map((node) => (node.needs.length === 0 ? { ...node, needs: first } : node))].map(
    (node) => ({ ...node, direction: "build" }),
  );
}

/** What both clouds come to agree about. */
function joinRows({ primary, secondary }: Plan, ids: AzureIds): readonly Row[] {
  return [
    {
      id: "azure.provider-provisioned",
      kind: "azure.provider-provisioned",
      title: "provider state",
      side: "azure",
      needs: ["azure.circuit", "oci.virtual-circuit"],
      params: { circuitId: ids.circuit, primaryPrefix: primary.cidr, secondaryPrefix: secondary.cidr },
    },
    {
      id: "link.sessions",
      kind: "link.sessions",
      title: "BGP sessions",
      side: "both",
      needs: ["azure.provider-provisioned", "oci.virtual-circuit"],
      params: { primary: { ...primary }, secondary: { ...secondary }, circuitId: ids.circuit },
    },
  ];
}

function gateRows({ activate }: Plan, build: readonly Row[]): readonly Row[] {
  const needs = build.map(({ id }) => id);
  const title = "Activate";
  return [
    { id: "gate.activate", kind: "gate.activate", title, side: "both", needs, params: {}, when: activate === "hold" },
  ];
}

/** Everything of the link that a plan names; what OCI makes has an id only once it is made. */
function linkIds({ oci }: Plan, ids: AzureIds) {
  return {
    circuitId: ids.circuit,
    gatewayId: ids.gateway,
    connectionId: ids.connection,
    ...(oci.drg.id !== undefined && { drgId: oci.drg.id }),
    ...(oci.vcn.id !== undefined && { vcnId: oci.vcn.id }),
  };
}

function verifyRow(plan: Plan, ids: AzureIds, before: readonly Row[]): Row {
  return {
    id: "link.verify",
    kind: "link.verify",
    title: "verification",
    side: "both",
    needs: before.map(({ id }) => id),
    params: { expected: toJson(expectedOf(plan)), ...linkIds(plan, ids) },
  };
}

/** The one step of a verification by itself. `built` are the outputs of the create's steps. */
export function verifyGraph(plan: Plan, built: Built): readonly StepNode[] {
  return [{ ...verifyBuilt(plan, built, []), direction: "build" }];
}

/** Brings traffic back while both circuits still stand, and verifies the link. */
export function resumeTrafficGraph(plan: Plan, built: Built): readonly StepNode[] {
  const traffic = trafficRows(plan, azureIds(plan)).map((row) => ({ ...withIds(row, built), needs: [] }));
  return [...traffic, verifyBuilt(plan, built, traffic)].map((row) => ({ ...row, direction: "build" }));
}

/** The verification of a link that is built, after these steps. */
export function verifyBuilt(plan: Plan, built: Built, before: readonly Row[]): Row {
  const { vcnId, drgId, virtualCircuitId } = {
    ...built["oci.vcn"],
    ...built["oci.drg"],
    ...built["oci.virtual-circuit"],
  };
  const { params, ...row } = verifyRow(plan, azureIds(plan), before);
  return { ...row, params: { ...params, ...toJson({ vcnId, drgId, virtualCircuitId }) } };
}
