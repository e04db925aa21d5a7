import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";
import type { Accepted, AzureGateway, NewGateway } from "./azure-resources.ts";
import { put } from "./operations.ts";
import { toOwned } from "./owned.ts";

export async function readGateway(arm: ArmClient, id: string): Promise<AzureGateway | undefined> {
  const { resourceGroup, names } = parseArmId(id);
  const gateway = await arm.find(() => arm.network.virtualNetworkGateways.get(resourceGroup, names[0] ?? ""));
  return (
    gateway && {
      ...toOwned(id, gateway),
      sku: gateway.sku?.name ?? "",
    }
  );
}

/** @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways */
export function createGateway(arm: ArmClient, wanted: NewGateway): Promise<Accepted> {
  const { id, location, tags, sku, subnetId, publicIpId } = wanted;
  return put(arm, id, {
    location,
    tags,
    properties: {
      gatewayType: "ExpressRoute",
      sku: { name: sku, tier: sku },
      ipConfigurations: [
        {
          name: "default",
          properties: {
            privateIPAllocationMethod: "Dynamic",
            subnet: { id: subnetId },
            publicIPAddress: { id: publicIpId },
          },
        },
      ],
    },
  });
}
