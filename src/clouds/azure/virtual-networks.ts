import type { Subnet } from "@azure/arm-network";
import type { ArmClient } from "./arm-client.ts";
import { gatewaySubnetName, parseArmId } from "./arm-ids.ts";
import type { Accepted, AzureSubnet, AzureVnet, NewSubnet, NewVnet } from "./azure-resources.ts";
import { put } from "./operations.ts";
import { toOwned } from "./owned.ts";

export async function readVnet(arm: ArmClient, id: string): Promise<AzureVnet | undefined> {
  const { resourceGroup, names } = parseArmId(id);
  const vnet = await arm.find(() => arm.network.virtualNetworks.get(resourceGroup, names[0] ?? ""));
  return (
    vnet && {
      ...toOwned(id, vnet),
      addressPrefixes: vnet.addressSpace?.addressPrefixes ?? [],
    }
  );
}

export async function readSubnet(arm: ArmClient, id: string): Promise<AzureSubnet | undefined> {
  const { resourceGroup, names } = parseArmId(id);
  const [vnet = "", name = ""] = names;
  const subnet = await arm.find(() => arm.network.subnets.get(resourceGroup, vnet, name));
  return (
    subnet && {
      id: subnet.id ?? id,
      provisioningState: subnet.provisioningState ?? "",
      prefixes: prefixesOf(subnet),
      inUse: (subnet.ipConfigurations ?? []).length > 0,
    }
  );
}

/** A subnet has its one prefix in one field, or several in another. */
export const prefixesOf = ({ addressPrefix, addressPrefixes }: Subnet): readonly string[] =>
  addressPrefixes ?? (addressPrefix === undefined ? [] : [addressPrefix]);

/** One call for the VNet and its GatewaySubnet: a second one would have to wait for the first. */
export function createVnet(arm: ArmClient, wanted: NewVnet): Promise<Accepted> {
  const { id, location, tags, addressPrefixes, gatewaySubnetPrefix } = wanted;
  return put(arm, id, {
    location,
    tags,
    properties: {
      addressSpace: { addressPrefixes },
      subnets: [{ name: gatewaySubnetName, properties: { addressPrefix: gatewaySubnetPrefix } }],
    },
  });
}

/** Adds one subnet and touches nothing else of its VNet. */
export const createSubnet = (arm: ArmClient, { id, prefix }: NewSubnet): Promise<Accepted> =>
  put(arm, id, { properties: { addressPrefix: prefix } });
