import { nameOf, parseArmId } from "../clouds/azure/arm-ids.ts";
import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { ListedResource } from "../clouds/azure/azure-resources.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import { toRouteTableFacts } from "../clouds/oci/oci-link.ts";
import { present } from "../clouds/oci/oci-presence.ts";
import type { OciResource } from "../clouds/oci/oci-resources.ts";
import type { Marked, MarkedResource } from "../domain/marked.ts";
import { markIn } from "../domain/owner-tags.ts";

/** What is asked of the two clouds for everything that is marked. Nothing here changes anything. */
export interface MarkReaders {
  readonly azure: Pick<AzureCloud, "listTaggable" | "readCircuit">;
  readonly oci: Pick<OciCloud, "vcns" | "subnets" | "drgs" | "drgAttachments" | "virtualCircuits" | "routeTables">;
}

/**
 * Lists everything in both accounts that says it belongs to an interconnect. All or nothing: what a cloud cannot list
 * now is not missing.
 *
 * @throws InterconnectError when a list cannot be read
 */
export async function findMarked({ azure, oci }: MarkReaders, now: () => number): Promise<Marked> {
  const readAt = now();
  const [inAzure, vcns, subnets, drgs, attachments, circuits, tables] = await Promise.all([
    azure.listTaggable(),
    oci.vcns.list(),
    oci.subnets.list(),
    oci.drgs.list(),
    oci.drgAttachments.list(),
    oci.virtualCircuits.list(),
    oci.routeTables.list(),
  ]);
  const resources: readonly MarkedResource[] = [
    ...(await asTheyAre(azure, inAzure.filter(isMarked))),
    ...present(vcns).map((vcn) => ({ ...inOci(vcn), ...defaultTable(vcn) })),
    ...[subnets, drgs, attachments, circuits].flatMap((list) => present<OciResource>(list).map(inOci)),
  ];
  return {
    readAt,
    resources: resources.filter(isMarked),
    routeTables: present(tables).map(toRouteTableFacts),
  };
}

const isMarked = ({ tags }: Pick<MarkedResource, "tags">): boolean => markIn(tags) !== undefined;

/** Azure's lists name what was removed minutes ago, so what bills is read itself. */
async function asTheyAre(
  azure: MarkReaders["azure"],
  listed: readonly ListedResource[],
): Promise<readonly MarkedResource[]> {
  const read = listed.map(async ({ id, tags }): Promise<readonly MarkedResource[]> => {
    const resource = { side: "azure", id, name: nameOf(id), tags } as const;
    if (parseArmId(id).type !== "expressRouteCircuits") return [resource];
    const circuit = await azure.readCircuit(id);
    return circuit === undefined ? [] : [{ ...resource, bandwidthMbps: circuit.bandwidthMbps }];
  });
  return (await Promise.all(read)).flat();
}

const inOci = ({ id, name, tags }: OciResource): MarkedResource => ({ side: "oci", id, name, tags });

const defaultTable = ({ defaultRouteTableId }: { readonly defaultRouteTableId: string | undefined }) =>
  defaultRouteTableId === undefined ? {} : { defaultRouteTableId };
