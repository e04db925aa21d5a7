import type { ArmClient } from "./arm-client.ts";
import type { ListedResource } from "./azure-resources.ts";

/** Everything in Azure that the bot makes and can tag, beside resource groups. */
const types = [
  "expressRouteCircuits",
  "virtualNetworks",
  "publicIPAddresses",
  "virtualNetworkGateways",
  "connections",
] as const;

/**
 * Every resource group and every resource of the bot's kinds in the subscription, with its tags. Azure can filter by a
 * tag too, but leaves the tags out of such an answer.
 *
 * @see https://learn.microsoft.com/rest/api/resources/resources/list
 */
export async function listTaggable(arm: ArmClient): Promise<readonly ListedResource[]> {
  const filter = types.map((type) => `resourceType eq 'Microsoft.Network/${type}'`).join(" or ");
  const [groups, resources] = await Promise.all([
    arm.collect(arm.resources.resourceGroups.list()),
    arm.collect(arm.resources.resources.list({ filter })),
  ]);
  return [...groups, ...resources].map(({ id, tags }) => ({ id: id ?? "", tags: tags ?? {} }));
}
