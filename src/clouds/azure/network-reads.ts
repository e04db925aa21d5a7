import type { AzureNetworkFacts, UsageFacts } from "../../domain/network-facts.ts";
import { toReading } from "../to-reading.ts";
import { readLocks, readPermissions } from "./access-reads.ts";
import type { ArmClient } from "./arm-client.ts";
import { resourceGroupId } from "./arm-ids.ts";
import { readCircuits, readOracleOffer } from "./circuit-reads.ts";
import { findGatewaysAndConnections, readConnections, readGateways } from "./gateway-reads.ts";
import { readVnets } from "./vnet-reads.ts";

/** What a survey of a subscription's networks is about. */
export interface NetworkScope {
  /** The region whose quotas count. */
  readonly location: string;
  /** The existing group that everything is made in; absent when a new one is made. */
  readonly resourceGroup?: string;
}

/** Everything the plan wants to know of a subscription's networks. All lists are read at once. */
export async function readNetworks(arm: ArmClient, scope: NetworkScope): Promise<AzureNetworkFacts> {
  const { subscriptionId } = arm;
  const subscription = `/subscriptions/${subscriptionId}`;
  const target =
    scope.resourceGroup === undefined
      ? subscription
      : resourceGroupId({ subscriptionId, resourceGroup: scope.resourceGroup });
  const reading = <T>(read: () => Promise<T>) => toReading(() => arm.clock.now(), read);
  const found = findGatewaysAndConnections(arm);
  const readings = {
    registrationState: reading(() => readRegistration(arm)),
    resourceGroups: reading(() => readGroups(arm)),
    vnets: reading(() => readVnets(arm)),
    gateways: reading(async () => readGateways(arm, await found)),
    connections: reading(async () => readConnections(arm, await found)),
    circuits: reading(() => readCircuits(arm)),
    oracleOffer: reading(() => readOracleOffer(arm)),
    usages: reading(() => readUsages(arm, scope.location)),
    permissions: reading(() => readPermissions(arm, target)),
    locks: reading(() => readLocks(arm, subscription)),
  };
  return {
    registrationState: await readings.registrationState,
    resourceGroups: await readings.resourceGroups,
    vnets: await readings.vnets,
    gateways: await readings.gateways,
    connections: await readings.connections,
    circuits: await readings.circuits,
    oracleOffer: await readings.oracleOffer,
    usages: await readings.usages,
    permissions: await readings.permissions,
    locks: await readings.locks,
  };
}

async function readRegistration(arm: ArmClient): Promise<string> {
  const provider = await arm.ask(() => arm.resources.providers.get("Microsoft.Network"));
  return provider.registrationState ?? "";
}

async function readGroups(arm: ArmClient) {
  const groups = await arm.collect(arm.resources.resourceGroups.list());
  return groups.map(({ name, location, tags }) => ({ name: name ?? "", location, tags: tags ?? {} }));
}

async function readUsages(arm: ArmClient, location: string): Promise<readonly UsageFacts[]> {
  const usages = await arm.collect(arm.network.usages.list(location));
  return usages.map(({ name, currentValue, limit }) => ({ name: name.value ?? "", current: currentValue, limit }));
}
