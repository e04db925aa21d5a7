import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import { provesAbsence } from "../clouds/azure/azure-errors.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import { toReading } from "../clouds/to-reading.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Reading } from "../domain/link-facts.ts";
import type { Plan } from "../domain/plan.ts";
import type { AzureRemovalIds, RemovalFacts } from "../domain/removal-facts.ts";
import { trafficOf } from "../domain/traffic.ts";
import { ociIdsOf } from "../plan/removal/oci-ids.ts";
import { placeOf, readNetworks } from "./read-networks.ts";

/** What is asked of the two clouds before a removal. Nothing here changes anything. */
export interface RemovalReaders {
  readonly azure: Pick<AzureCloud, "readNetworks" | "readCircuitUse" | "readTraffic" | "listResources">;
  readonly oci: Pick<OciCloud, "readNetworks" | "readSubnetAddresses" | "readTraffic">;
}

/** What may be removed. */
export interface RemovalTarget {
  readonly plan: Plan;
  /** Outputs of the steps that built it, by step id, as far as they ran. */
  readonly built: Readonly<Record<string, JsonObject>>;
  /** Where the plan's own resources stand in Azure. */
  readonly ids: AzureRemovalIds;
}

/**
 * Reads what matters before a removal: all networks, whoever else uses what was made, and the traffic of the last day.
 * Never throws: what could not be read says why.
 */
export async function surveyRemoval(
  { azure, oci }: RemovalReaders,
  { plan, built, ids }: RemovalTarget,
  now: () => number,
): Promise<RemovalFacts> {
  const readAt = now();
  const networks = await readNetworks({ azure, oci }, placeOf(plan), now);
  const ociIds = ociIdsOf(plan, built, networks.oci);
  const { subnet, virtualCircuit } = ociIds;
  const [circuitUse, groupContents, azureTraffic, subnetAddresses, ociTraffic] = await Promise.all([
    azure.readCircuitUse(ids.circuit),
    plan.azure.resourceGroup.create ? readGroup(azure, ids.resourceGroup, now) : nothing<string>(now),
    azure.readTraffic(ids.circuit),
    subnet === undefined ? nothing<string>(now) : oci.readSubnetAddresses(subnet),
    virtualCircuit === undefined
      ? trafficOf({ known: false, why: "OCI shows no virtual circuit.", at: now() }, "Oracle")
      : oci.readTraffic(virtualCircuit),
  ]);
  return {
    readAt,
    networks,
    azure: { ids, circuitUse, groupContents, traffic: azureTraffic },
    oci: { ids: ociIds, subnetAddresses, traffic: ociTraffic },
  };
}

const nothing = <T>(now: () => number): Reading<readonly T[]> => ({ known: true, value: [], at: now() });

/** A group that is gone holds nothing. */
function readGroup(azure: RemovalReaders["azure"], id: string, now: () => number): Promise<Reading<readonly string[]>> {
  return toReading(now, async () => {
    try {
      return (await azure.listResources(id)).map((one) => one.id);
    } catch (thrown) {
      if (thrown instanceof InterconnectError && provesAbsence(thrown)) return [];
      throw thrown;
    }
  });
}
