import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import { toVirtualCircuitFacts } from "../clouds/oci/oci-link.ts";
import { present } from "../clouds/oci/oci-presence.ts";
import type { OciVirtualCircuit } from "../clouds/oci/oci-resources.ts";
import type { EndIds, LinkEnds } from "../domain/adoption.ts";

/** What is asked of the two clouds about the ends of a link made elsewhere. Nothing here changes anything. */
export interface EndReaders {
  readonly azure: Pick<AzureCloud, "readCircuit" | "listConnectionsOf" | "readConnection">;
  readonly oci: Pick<OciCloud, "virtualCircuits">;
}

/**
 * Reads both ends of a link by their ids. All or nothing: what cannot be read now is not missing.
 *
 * @throws InterconnectError when a cloud does not answer, or refuses
 */
export async function readEnds({ azure, oci }: EndReaders, ids: EndIds): Promise<LinkEnds> {
  const { circuitId, virtualCircuitId } = ids;
  const [circuit, named, listed] = await Promise.all([
    azure.readCircuit(circuitId),
    virtualCircuitId === undefined ? undefined : oci.virtualCircuits.find(virtualCircuitId),
    azure.listConnectionsOf(circuitId),
  ]);
  const virtualCircuit = virtualCircuitId === undefined ? await madeWith(circuit?.serviceKeyFingerprint, oci) : named;
  const connections = await Promise.all(
    listed.map(async ({ id, name, gatewayId }) => {
      const connection = await azure.readConnection(id);
      return connection === undefined ? [] : [{ ...connection, name, gatewayId }];
    }),
  );
  const [live] = virtualCircuit === undefined ? [] : present([virtualCircuit]);
  return {
    circuit,
    virtualCircuit: live && {
      ...toVirtualCircuitFacts(live),
      name: live.name,
      tags: live.tags,
      serviceKeyFingerprint: live.serviceKeyFingerprint,
      mappings: live.mappings,
    },
    connections: connections.flat(),
  };
}

/** The virtual circuit that has used a service key: nobody has to name it, and no second one can be made with it. */
async function madeWith(
  key: string | undefined,
  { virtualCircuits }: EndReaders["oci"],
): Promise<OciVirtualCircuit | undefined> {
  if (key === undefined) return undefined;
  return present(await virtualCircuits.list()).find(({ serviceKeyFingerprint }) => serviceKeyFingerprint === key);
}
