import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import type { Brought } from "../domain/brought.ts";
import type { Environment } from "../domain/environment.ts";
import { toInterconnectError } from "../domain/errors.ts";
import type { Reading } from "../domain/link-facts.ts";
import type { AzureNetworkFacts, NetworkFacts, OciNetworkFacts } from "../domain/network-facts.ts";
import type { Plan } from "../domain/plan.ts";
import { broughtOf } from "../plan/brought.ts";

/** What is asked of the two clouds before a plan. */
export interface NetworkReaders {
  readonly azure: Pick<AzureCloud, "readNetworks">;
  readonly oci: Pick<OciCloud, "readNetworks">;
}

/** The region whose quotas count, and the group whose rights count when it is there already. */
interface Place {
  readonly azure: Pick<Environment["azure"], "location" | "resourceGroup">;
}

/**
 * Reads the networks of both clouds at once. Never throws: a cloud that fails as a whole leaves every one of its
 * readings unknown with the reason, and says nothing about the other cloud.
 */
export async function readNetworks(
  readers: NetworkReaders,
  { azure: { location, resourceGroup } }: Place,
  now: () => number,
): Promise<NetworkFacts> {
  const readAt = now();
  const scope = { location, ...(resourceGroup !== undefined && { resourceGroup }) };
  const [azure, oci] = await Promise.all([
    readers.azure.readNetworks(scope).catch((thrown: unknown) => unreadableAzure(whyNot(thrown, readAt))),
    readers.oci.readNetworks().catch((thrown: unknown) => unreadableOci(whyNot(thrown, readAt))),
  ]);
  return { readAt, azure, oci };
}

/** Where a plan's networks lie. */
export function placeOf({ azure: { location, resourceGroup } }: Pick<Plan, "azure">): Place {
  return { azure: { location, ...(!resourceGroup.create && { resourceGroup: resourceGroup.name }) } };
}

/** What a plan uses and did not make, as it is now; what could not be read says so. Never throws. */
export async function readBrought(
  readers: NetworkReaders,
  plan: Pick<Plan, "azure" | "oci">,
  now: () => number,
): Promise<Brought> {
  return broughtOf(plan, await readNetworks(readers, placeOf(plan), now));
}

type Unreadable = Extract<Reading<never>, { known: false }>;

function whyNot(thrown: unknown, at: number): Unreadable {
  return { known: false, why: toInterconnectError(thrown).message, at };
}

function unreadableAzure(reading: Unreadable): AzureNetworkFacts {
  return {
    registrationState: reading,
    resourceGroups: reading,
    vnets: reading,
    gateways: reading,
    connections: reading,
    circuits: reading,
    oracleOffer: reading,
    usages: reading,
    permissions: reading,
    locks: reading,
  };
}

function unreadableOci(reading: Unreadable): OciNetworkFacts {
  return {
    subscribedRegions: reading,
    vcns: reading,
    subnets: reading,
    routeTables: reading,
    securityRules: reading,
    drgs: reading,
    drgUses: reading,
    vcnAttachments: reading,
    virtualCircuits: reading,
    azureProviderService: reading,
  };
}
