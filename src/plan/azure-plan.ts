import { zonesOf } from "../domain/azure-places.ts";
import type { InterconnectUid } from "../domain/ids.ts";
import type { AzurePlan, PlannedResource } from "../domain/plan.ts";
import { carveGatewaySubnet, gatewaySubnetOf, planGatewaySubnet } from "./gateway-subnet.ts";
import type { PlanQuestion } from "./question.ts";
import { found } from "./readings.ts";
import { resourceName } from "./resource-names.ts";

/** Azure's part of the plan; undefined only where a check has found a reason to block. */
export function draftAzure(question: PlanQuestion, uid: InterconnectUid): AzurePlan | undefined {
  const { request, environment, choice } = question;
  const named = (suffix?: string): string => resourceName(request.name, uid, suffix);
  const resourceGroup = draftGroup(question, named());
  const vnet = draftVnet(question, named("vnet"), resourceGroup.name);
  const gatewaySubnet = draftGatewaySubnet(question);
  const gateway = draftGateway(question, named("gateway"), resourceGroup.name);
  if (!vnet || !gatewaySubnet || !gateway) return undefined;
  const { tenantId, subscriptionId } = environment.azure;
  const { location } = choice.azure;
  return {
    tenantId,
    subscriptionId,
    location,
    resourceGroup,
    circuit: { name: named("circuit"), tier: request.tier, family: request.family },
    vnet,
    gatewaySubnet,
    ...(gateway.create && { publicIp: { name: named("gateway-ip"), zones: zonesOf(location) } }),
    gateway,
    connection: { name: named("connection"), fastPath: request.fastPath },
  };
}

function draftGroup({ environment }: PlanQuestion, name: string): PlannedResource {
  const { resourceGroup, subscriptionId } = environment.azure;
  if (resourceGroup === undefined) return { create: true, name };
  return {
    create: false,
    name: resourceGroup,
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`,
  };
}

function draftVnet({ request, choice }: PlanQuestion, name: string, group: string): AzurePlan["vnet"] | undefined {
  if ("create" in request.vnet) {
    return { create: true, name, resourceGroup: group, addressPrefixes: [request.vnet.create.addressPrefix] };
  }
  const { vnet } = choice.azure;
  if (vnet === undefined) return undefined;
  const { id, resourceGroup, addressPrefixes } = vnet;
  return { create: false, name: vnet.name, id, resourceGroup, addressPrefixes };
}

function draftGatewaySubnet({ request, choice }: PlanQuestion): AzurePlan["gatewaySubnet"] | undefined {
  if ("create" in request.vnet) {
    const prefix = carveGatewaySubnet([request.vnet.create.addressPrefix], []);
    return prefix === undefined ? undefined : { create: true, prefix };
  }
  const { vnet, gateway } = choice.azure;
  if (vnet === undefined) return undefined;
  if (gateway === undefined) return planGatewaySubnet(vnet);
  return { create: false, prefix: gatewaySubnetOf(vnet)?.prefixes[0] ?? "" };
}

function draftGateway({ choice }: PlanQuestion, name: string, group: string): AzurePlan["gateway"] | undefined {
  const { gateway, sku } = choice.azure;
  if (sku === undefined) return undefined;
  if (gateway === undefined) return { create: true, name, resourceGroup: group, sku };
  const existing = found(gateway);
  if (existing === undefined) return undefined;
  return { create: false, name: existing.name, id: existing.id, resourceGroup: existing.resourceGroup, sku };
}
