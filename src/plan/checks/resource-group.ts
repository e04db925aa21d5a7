import { blocking, type PlanCheck } from "../question.ts";
import { sameId } from "../readings.ts";

/** The environment's resource group exists; without one, a group is made for each interconnect. */
export const resourceGroupCheck: PlanCheck = {
  id: "resource-group",
  title: "The resource group is there",
  run({ environment, facts }) {
    const wanted = environment.azure.resourceGroup;
    const { resourceGroups } = facts.azure;
    if (wanted === undefined || !resourceGroups.known) return [];
    if (resourceGroups.value.some(({ name }) => sameId(name, wanted))) return [];
    return [
      blocking({
        code: "resource-group-not-found",
        side: "azure",
        field: "env",
        cause: `The resource group ${wanted} of the environment ${environment.name} does not exist.`,
        evidence: [`subscription: ${environment.azure.subscriptionId}`],
        remedy: "Make the group, or take resourceGroup out of the environment to have one made each time.",
        owner: "operator",
      }),
    ];
  },
};
