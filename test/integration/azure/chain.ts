import type { StepNode, StepRecord } from "../../../src/graph/records.ts";
import { type AzureWorld, node } from "./azure-world.ts";

const location = "uksouth";

/** The nodes of a create with the plan's usual values. */
export function nodesOf({ ids }: AzureWorld, vnetId: string = ids.vnet) {
  return {
    group: node("azure.resource-group", { id: ids.group, location }),
    circuit: node("azure.circuit", {
      id: ids.circuit,
      location,
      peeringLocation: "London",
      bandwidthMbps: 1000,
      tier: "Standard",
      family: "MeteredData",
    }),
    vnet: node("azure.vnet", {
      id: ids.vnet,
      location,
      addressPrefixes: ["10.1.0.0/16"],
      gatewaySubnetPrefix: "10.1.255.0/27",
    }),
    gatewaySubnet: node("azure.gateway-subnet", { vnetId, prefix: "10.9.255.0/27" }),
    publicIp: node("azure.public-ip", { id: ids.publicIp, location, zones: ["1", "2", "3"] }),
    gateway: node("azure.gateway", { id: ids.gateway, location, sku: "ErGw3AZ", vnetId, publicIpId: ids.publicIp }),
    providerProvisioned: node("azure.provider-provisioned", {
      circuitId: ids.circuit,
      primaryPrefix: "10.255.0.0/30",
      secondaryPrefix: "10.255.0.4/30",
    }),
    connection: node("azure.connection", {
      id: ids.connection,
      location,
      gatewayId: ids.gateway,
      circuitId: ids.circuit,
      fastPath: true,
    }),
  };
}

export const removalOf = (built: StepNode): StepNode => ({ ...built, direction: "destroy" });

/** Drives a step to its end; throws when it ends otherwise than done. */
export async function build(world: AzureWorld, wanted: StepNode): Promise<StepRecord> {
  const record = await world.drive(wanted);
  if (record.state !== "done") throw new Error(`${wanted.id}: ${JSON.stringify(record)}`);
  return record;
}

/** A group with a circuit whose key Oracle has taken, and all that Azure needs, up to the connection. */
export async function buildLink(world: AzureWorld): Promise<Record<string, StepRecord>> {
  const nodes = nodesOf(world);
  const built: Record<string, StepRecord> = {};
  for (const one of [nodes.group, nodes.circuit, nodes.vnet, nodes.publicIp, nodes.gateway]) {
    built[one.id] = await build(world, one);
  }
  await world.oracleTakesKey();
  for (const one of [nodes.providerProvisioned, nodes.connection]) built[one.id] = await build(world, one);
  return built;
}
