import { z } from "zod";
import { nameOf } from "../clouds/azure/arm-ids.ts";
import type { AzureResourceGroup, ListedResource } from "../clouds/azure/azure-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { defineStep, type Step } from "../graph/step.ts";
import { carriesMark } from "./azure-owned.ts";
import { azureStep, type Seen } from "./azure-step.ts";
import type { Clouds } from "./clouds.ts";
import { durations } from "./durations.ts";

const params = z.strictObject({
  /** The planned ARM id. */
  id: z.string(),
  location: z.string(),
});

export type AzureResourceGroupParams = z.infer<typeof params>;

type GroupStep = Step<Clouds, AzureResourceGroupParams, Seen<AzureResourceGroup>>;

const base = azureStep<AzureResourceGroupParams, AzureResourceGroup>({
  kind: "azure.resource-group",
  noun: "resource group",
  duration: durations.resourceGroup,
  read: (azure, { id }) => azure.readResourceGroup(id),
  create: (azure, wanted, tags) => azure.createResourceGroup({ ...wanted, tags }),
  isOurs: ({ tags }, _params, owner) => carriesMark(tags, owner),
  outputs: (_params, { id }) => ({ resourceGroupId: id }),
  async usedBy({ id }, { clouds, owner }) {
    const foreign = (await clouds.azure.listResources(id)).filter(({ tags }) => !carriesMark(tags, owner));
    return foreign.map((one) => nameOf(one.id));
  },
});

/** Deleting a group deletes all that is in it: so it goes only when it is empty. */
const destroyEmpty: NonNullable<GroupStep["destroy"]> = async (wanted, seen, context, leave) => {
  const contents = await context.clouds.azure.listResources(seen.resource.id);
  if (contents.length > 0) throw stillListed(seen.resource.id, contents);
  await base.destroy?.(wanted, seen, context, leave);
};

/** Azure goes on listing what was removed for a while. */
function stillListed(id: string, contents: readonly ListedResource[]): InterconnectError {
  const names = contents.map((one) => nameOf(one.id)).join(", ");
  return new InterconnectError({
    code: "AnotherOperation",
    kind: "conflict",
    message: `Azure still lists ${names} in the resource group ${nameOf(id)}.`,
    hint: "The bot removes the group as soon as it is empty.",
    details: { side: "azure", resource: id },
  });
}

/**
 * The group that holds everything made in Azure for one interconnect. Free of charge.
 *
 * Outputs: `resourceGroupId`; after a removal `kept`, the names of what others put there, when it had to stay.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/delete-resource-group
 */
export const azureResourceGroup = defineStep<Clouds, AzureResourceGroupParams, Seen<AzureResourceGroup>>(
  { ...base, destroy: destroyEmpty },
  (stored) => params.parse(stored),
);
