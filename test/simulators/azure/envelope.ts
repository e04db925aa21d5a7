import type { JsonObject } from "../kit/json.ts";
import type { ResourceKind } from "./resource-kind.ts";
import type { ArmResource, ResourceGroup } from "./store.ts";

/** A resource as it goes over the wire. Children have no location and no tags. */
export const showResource = (kind: ResourceKind, resource: ArmResource): JsonObject => {
  const isChild = resource.type.includes("/");
  return {
    name: resource.name,
    id: resource.id,
    etag: resource.etag,
    type: `Microsoft.Network/${resource.type}`,
    ...(!isChild && { location: resource.location }),
    ...(Object.keys(resource.tags).length > 0 && { tags: resource.tags }),
    ...resource.beside,
    properties: {
      provisioningState: resource.state,
      ...(kind.show?.(resource) ?? resource.properties),
    },
  };
};

/** A resource group as it goes over the wire. */
export const showGroup = (group: ResourceGroup, subscriptionId: string): JsonObject => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/${group.name}`,
  name: group.name,
  type: "Microsoft.Resources/resourceGroups",
  location: group.location,
  ...(Object.keys(group.tags).length > 0 && { tags: group.tags }),
  properties: { provisioningState: group.state },
});
