import type { Tags } from "../../domain/owner-tags.ts";
import type { ArmClient } from "./arm-client.ts";
import type { Accepted } from "./azure-resources.ts";
import { acceptedFrom, resourcesVersion } from "./operations.ts";

/**
 * Adds tags to a resource, or takes exactly these off. Azure merges them itself: nothing that was read is written back,
 * so neither the resource nor a tag that somebody else sets at the same moment can be lost.
 *
 * @see https://learn.microsoft.com/rest/api/resources/tags/update-at-scope
 */
export async function changeTags(
  arm: ArmClient,
  id: string,
  operation: "Merge" | "Delete",
  tags: Tags,
): Promise<Accepted> {
  const target = `${id}/providers/Microsoft.Resources/tags/default`;
  const body = { operation, properties: { tags } };
  return acceptedFrom(await arm.send({ method: "PATCH", target, apiVersion: resourcesVersion, body }));
}
