import { holds } from "../domain/cidr.ts";
import { toJson } from "../domain/json.ts";
import type { VcnRouteTableFacts } from "../domain/link-facts.ts";
import type { Marked, MarkedResource } from "../domain/marked.ts";
import { stepTag } from "../domain/owner-tags.ts";
import type { Plan } from "../domain/plan.ts";
import type { StepNode } from "../graph/records.ts";
import { type Built, idOutputs } from "./as-built.ts";
import { createGraph } from "./create-graph.ts";

/** What is there of a plan, told by tags and planned places. */
export interface FoundParts {
  /** As the steps of its create would have told it. */
  readonly built: Built;
  /** The clouds' ids of what bears the mark, by the step that made it. */
  readonly ids: Readonly<Record<string, string>>;
  /** What is there, and what is not, as the steps that make it. */
  readonly there: readonly StepNode[];
  readonly missing: readonly StepNode[];
  /** Of which OCI shows more than one with the same tags, in words: one of them is not the bot's, and nobody knows which. */
  readonly doubled: readonly string[];
  /** What bears its mark and stands where the plan puts nothing: the tags of something else, copied. */
  readonly strangers: readonly MarkedResource[];
}

/**
 * Holds what bears an interconnect's mark against its plan: in Azure by id, which nobody can copy, in OCI by the step
 * that made it. A GatewaySubnet in a brought VNet has no tags, so nobody knows who made it, and it stays.
 */
export function foundParts(plan: Plan, marked: Pick<Marked, "resources" | "routeTables">): FoundParts {
  const nodes = createGraph(plan);
  const places = nodes.filter(hasTags).map((node) => ({ node, found: marked.resources.filter(standsAt(node)) }));
  const built: Built = Object.fromEntries(
    places.flatMap(({ node, found: [one] }) => (one === undefined ? [] : [[node.id, outputsOf(node, one)]])),
  );
  const ids = Object.fromEntries(
    places.flatMap(({ node, found: [one] }) => (one === undefined ? [] : [[node.id, one.id]])),
  );
  const routed = nodes.filter((node) => node.kind === "oci.route-rules" && isRouted(node, built, marked.routeTables));
  const there = nodes.filter((node) => node.id in ids || routed.includes(node));
  const told = [...places.map(({ node }) => node), ...nodes.filter(({ kind }) => kind === "oci.route-rules")];
  const placed = places.flatMap(({ found }) => found);
  return {
    built,
    ids,
    there,
    missing: told.filter((node) => !there.includes(node)),
    doubled: places.filter(({ found }) => found.length > 1).map(({ node }) => partWords(node)),
    strangers: marked.resources.filter((one) => !placed.includes(one)),
  };
}

const planned = ({ params }: StepNode): string | undefined =>
  typeof params["id"] === "string" ? params["id"] : undefined;

const hasTags = (node: StepNode): boolean => planned(node) !== undefined || node.kind in idOutputs;

function standsAt(node: StepNode) {
  const id = planned(node)?.toLowerCase();
  return ({ side, id: found, tags }: MarkedResource): boolean =>
    side === "azure" ? found.toLowerCase() === id : tags[stepTag] === node.kind;
}

function outputsOf({ kind }: StepNode, { id, defaultRouteTableId }: MarkedResource) {
  const output = idOutputs[kind];
  return output === undefined ? { id } : toJson({ [output]: id, defaultRouteTableId });
}

/** Whether a route table leads to everything it should; by whose rules does not matter, as when they are made. */
function isRouted({ params }: StepNode, built: Built, tables: readonly VcnRouteTableFacts[]): boolean {
  const tableId = params["routeTableId"] ?? built["oci.vcn"]?.["defaultRouteTableId"];
  const drgId = params["drgId"] ?? built["oci.drg"]?.["drgId"];
  const rules = tables
    .find(({ id }) => id === tableId)
    ?.rules.filter(({ networkEntityId }) => networkEntityId === drgId);
  const destinations = Array.isArray(params["destinations"]) ? params["destinations"] : [];
  return destinations.every((wanted) => rules?.some(({ destination }) => holds(destination, String(wanted))));
}

/** "virtual circuit in OCI". */
export const partWords = ({ title, id, side }: StepNode): string =>
  `${title ?? id} in ${side === "azure" ? "Azure" : "OCI"}`;
