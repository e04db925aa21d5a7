import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";
import type { Accepted, AzurePublicIp, NewPublicIp } from "./azure-resources.ts";
import { put } from "./operations.ts";
import { toOwned } from "./owned.ts";

export async function readPublicIp(arm: ArmClient, id: string): Promise<AzurePublicIp | undefined> {
  const { resourceGroup, names } = parseArmId(id);
  const found = await arm.find(() => arm.network.publicIPAddresses.get(resourceGroup, names[0] ?? ""));
  return (
    found && {
      ...toOwned(id, found),
      ipAddress: found.ipAddress,
    }
  );
}

/** Standard and static: the only kind that gateways still take. */
export function createPublicIp(arm: ArmClient, { id, location, tags, zones }: NewPublicIp): Promise<Accepted> {
  return put(arm, id, {
    location,
    tags,
    sku: { name: "Standard", tier: "Regional" },
    ...(zones.length > 0 && { zones }),
    properties: { publicIPAllocationMethod: "Static", publicIPAddressVersion: "IPv4" },
  });
}
