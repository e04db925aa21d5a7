import { planText } from "../../src/approval/plan-text.ts";
import type { Seal } from "../../src/approval/seal.ts";
import type { Marked, MarkedResource } from "../../src/domain/marked.ts";
import type { Plan } from "../../src/domain/plan.ts";
import { idOutputs } from "../../src/steps/as-built.ts";
import { azureTags } from "../../src/steps/azure-owned.ts";
import { createGraph } from "../../src/steps/create-graph.ts";
import { tagsToWrite } from "../../src/steps/oci-owned.ts";

/** Everything that a plan makes and the bot tags, as both clouds would list it. */
export function markedFor(plan: Plan, seal: Seal): readonly MarkedResource[] {
  const owner = { ...seal.owner(plan.uid, plan.environment), plan: planText(seal, plan) };
  return createGraph(plan).flatMap(({ id: step, kind, side, params }): readonly MarkedResource[] => {
    const name = `${plan.name}-${plan.uid} ${step}`;
    if (side === "azure" && typeof params["id"] === "string") {
      return [{ side, id: params["id"], name, tags: azureTags(owner) }];
    }
    return kind in idOutputs
      ? [{ side: "oci", id: `ocid1.${kind}.${plan.uid}`, name, tags: tagsToWrite(owner, kind) }]
      : [];
  });
}

/** Route tables that lead where the plan wants, through the DRG that `markedFor` lists. */
export function routeTablesFor(plan: Plan): Marked["routeTables"] {
  const drg = plan.oci.drg.id ?? `ocid1.oci.drg.${plan.uid}`;
  const rule = (destination: string) => ({
    destination,
    networkEntityId: drg,
    description: `interconnect:${plan.uid}`,
  });
  return plan.oci.routeTables.map(({ id = "", name }) => ({
    id,
    displayName: name,
    rules: plan.reach.azureShowsOci.map(rule),
  }));
}
