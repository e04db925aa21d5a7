import { toJson } from "../domain/json.ts";
import type { Plan } from "../domain/plan.ts";
import type { StepNode } from "../graph/records.ts";
import type { Built } from "./as-built.ts";
import { verifyBuilt } from "./create-graph.ts";
import { azureIds, type Row } from "./graph-row.ts";

/**
 * The steps that give a link the bandwidth of its new plan: Azure's half first, since Oracle takes no more than that has;
 * then Oracle's, which takes both sessions down for a while; then both sessions are awaited and the link is verified.
 */
export function resizeGraph(plan: Plan, built: Built): readonly StepNode[] {
  const { bandwidthMbps, primary, secondary, oci } = plan;
  const circuitId = azureIds(plan).circuit;
  const { virtualCircuitId } = built["oci.virtual-circuit"] ?? {};
  const changes: readonly Row[] = [
    {
      id: "azure.circuit-bandwidth",
      kind: "azure.circuit-bandwidth",
      title: "circuit",
      side: "azure",
      needs: [],
      params: { circuitId, bandwidthMbps },
    },
    {
      id: "oci.virtual-circuit-bandwidth",
      kind: "oci.virtual-circuit-bandwidth",
      title: "virtual circuit",
      side: "oci",
      needs: ["azure.circuit-bandwidth"],
      params: { ...toJson({ id: virtualCircuitId }), name: oci.virtualCircuit.name, bandwidthMbps },
    },
    {
      id: "link.sessions",
      kind: "link.sessions",
      title: "BGP sessions",
      side: "both",
      needs: ["oci.virtual-circuit-bandwidth"],
      params: { primary: { ...primary }, secondary: { ...secondary }, circuitId, ...toJson({ virtualCircuitId }) },
    },
  ];
  return [...changes, verifyBuilt(plan, built, changes)].map((row) => ({ ...row, direction: "build" }));
}
