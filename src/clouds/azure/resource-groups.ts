import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";
import type { Accepted, AzureResourceGroup, ListedResource, NewResourceGroup } from "./azure-resources.ts";
import { put, resourcesVersion } from "./operations.ts";
import { toOwned } from "./owned.ts";

export async function readResourceGroup(arm: ArmClient, id: string): Promise<AzureResourceGroup | undefined> {
  const group = await arm.find(() => arm.resources.resourceGroups.get(parseArmId(id).resourceGroup));
  return (
    group && {
      ...toOwned(id, { ...group, ...group.properties }),
      location: group.location,
    }
  );
}

/** What is in a group. Azure may go on listing what was removed for a few minutes. */
export async function listResources(arm: ArmClient, id: string): Promise<readonly ListedResource[]> {
  const found = await arm.collect(arm.resources.resources.listByResourceGroup(parseArmId(id).resourceGroup));
  return found.map((one) => ({ id: one.id ?? "", tags: one.tags ?? {} }));
}

export const createResourceGroup = (arm: ArmClient, { id, location, tags }: NewResourceGroup): Promise<Accepted> =>
  put(arm, id, { location, tags }, resourcesVersion);
