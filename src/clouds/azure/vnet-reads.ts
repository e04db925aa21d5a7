import type { RouteTable, Subnet, VirtualNetwork, VirtualNetworkPeering } from "@azure/arm-network";
import type { VnetFacts, VnetPeeringFacts, VnetSubnetFacts } from "../../domain/network-facts.ts";
import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";
import { prefixesOf } from "./virtual-networks.ts";

type RouteTables = ReadonlyMap<string, RouteTable>;

/** All VNets of the subscription with subnets, peerings and the routes that people set on their subnets. */
export async function readVnets(arm: ArmClient): Promise<readonly VnetFacts[]> {
  const [vnets, tables] = await Promise.all([
    arm.collect(arm.network.virtualNetworks.listAll()),
    arm.collect(arm.network.routeTables.listAll()),
  ]);
  const byId: RouteTables = new Map(tables.map((table) => [(table.id ?? "").toLowerCase(), table]));
  return vnets.map((vnet) => toVnet(vnet, byId));
}

function toVnet(vnet: VirtualNetwork, tables: RouteTables): VnetFacts {
  const id = vnet.id ?? "";
  return {
    id,
    name: vnet.name ?? "",
    resourceGroup: parseArmId(id).resourceGroup,
    location: vnet.location ?? "",
    addressPrefixes: vnet.addressSpace?.addressPrefixes ?? [],
    subnets: (vnet.subnets ?? []).map((subnet) => toSubnet(subnet, tables)),
    peerings: (vnet.virtualNetworkPeerings ?? []).map(toPeering),
  };
}

function toSubnet(subnet: Subnet, tables: RouteTables): VnetSubnetFacts {
  const routeTableId = subnet.routeTable?.id;
  const table = routeTableId === undefined ? undefined : tables.get(routeTableId.toLowerCase());
  return {
    id: subnet.id ?? "",
    name: subnet.name ?? "",
    prefixes: prefixesOf(subnet),
    networkSecurityGroupId: subnet.networkSecurityGroup?.id,
    routeTableId,
    routeTable: table && {
      propagatesBgp: table.disableBgpRoutePropagation !== true,
      routes: (table.routes ?? []).map(({ addressPrefix, nextHopType, nextHopIpAddress }) => ({
        addressPrefix: addressPrefix ?? "",
        nextHopType: nextHopType ?? "",
        nextHopIp: nextHopIpAddress,
      })),
    },
  };
}

function toPeering(peering: VirtualNetworkPeering): VnetPeeringFacts {
  return {
    name: peering.name ?? "",
    remoteVnetId: peering.remoteVirtualNetwork?.id ?? "",
    peeringState: peering.peeringState ?? "",
    allowGatewayTransit: peering.allowGatewayTransit ?? false,
    useRemoteGateways: peering.useRemoteGateways ?? false,
    remotePrefixes:
      peering.remoteVirtualNetworkAddressSpace?.addressPrefixes ?? peering.remoteAddressSpace?.addressPrefixes ?? [],
  };
}
