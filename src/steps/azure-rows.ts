import type { Plan } from "../domain/plan.ts";
import type { AzureIds, Row } from "./graph-row.ts";

const side = "azure";
const group = ["azure.resource-group"];

/** What is built in Azure before any packet may flow. */
export function azureRows(plan: Plan, ids: AzureIds): readonly Row[] {
  return [...circuitRows(plan, ids), ...networkRows(plan.azure, ids), ...gatewayRows(plan.azure, ids)];
}

function circuitRows({ azure, bandwidthMbps, peeringLocation }: Plan, ids: AzureIds): readonly Row[] {
  const { location } = azure;
  return [
    {
      id: "azure.resource-group",
      kind: "azure.resource-group",
      title: "resource group",
      side,
      needs: [],
      params: { id: ids.resourceGroup, location },
      when: azure.resourceGroup.create,
    },
    {
      id: "azure.circuit",
      kind: "azure.circuit",
      title: "circuit",
      side,
      needs: group,
      params: {
        id: ids.circuit,
        location,
        peeringLocation,
        bandwidthMbps,
        tier: azure.circuit.tier,
        family: azure.circuit.family,
      },
    },
  ];
}

function networkRows({ location, vnet, gatewaySubnet }: Plan["azure"], ids: AzureIds): readonly Row[] {
  return [
    {
      id: "azure.vnet",
      kind: "azure.vnet",
      title: "network",
      side,
      needs: group,
      params: {
        id: ids.vnet,
        location,
        addressPrefixes: vnet.addressPrefixes,
        gatewaySubnetPrefix: gatewaySubnet.prefix,
      },
      when: vnet.create,
    },
    {
      id: "azure.gateway-subnet",
      kind: "azure.gateway-subnet",
      title: "GatewaySubnet",
      side,
      needs: [],
      params: { vnetId: ids.vnet, prefix: gatewaySubnet.prefix },
      claims: [ids.vnet],
      when: !vnet.create && gatewaySubnet.create,
    },
  ];
}
function gatewayRows({ location, gateway, publicIp }: Plan["azure"], ids: AzureIds): readonly Row[] {
  if (!gateway.create || !publicIp || ids.publicIp === undefined) return [];
  return [
    {
      id: "azure.public-ip",
      kind: "azure.public-ip",
      title: "public IP",
      side,
      needs: ["azure.resource-group"],
      params: { id: ids.publicIp, location, zones: publicIp.zones },
    },
    {
      id: "azure.gateway",
      kind: "azure.gateway",
      title: "gateway",
      side,
      needs: ["azure.vnet", "azure.gateway-subnet", "azure.public-ip"],
      params: { id: ids.gateway, location, sku: gateway.sku, vnetId: ids.vnet, publicIpId: ids.publicIp },
      claims: [ids.vnet],
    },
  ];
}
