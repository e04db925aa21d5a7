import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import { toVirtualCircuitFacts } from "../clouds/oci/oci-link.ts";
import { present } from "../clouds/oci/oci-presence.ts";
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
  const [circuit, virtualCircuit, listed] = await Promise.all([
    azure.readCircuit(ids.circuitId),
    oci.virtualCircuits.find(ids.virtualCircuitId),
    azure.listConnectionsOf(ids.circuitId),
  ]);
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
