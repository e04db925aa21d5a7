import type { Reading } from "../../domain/link-facts.ts";
import type { NetworkFacts, VnetFacts } from "../../domain/network-facts.ts";
import type { Plan } from "../../domain/plan.ts";
import { gatewaySubnetOf } from "../gateway-subnet.ts";
import { sameId } from "../readings.ts";

/**
 * The networks as they would be without what is there already of a half-built link, so that its plan is checked like one
 * of which nothing is made yet, and does not find itself in its own way.
 *
 * @param own ids of what bears its mark or is taken over by it
 */
export function withoutMade({ azure, oci, ...facts }: NetworkFacts, plan: Plan, own: readonly string[]): NetworkFacts {
  const isOwn = (id: string | undefined): boolean => own.some((one) => sameId(one, id));
  const others = <T extends { readonly id: string }>(reading: Reading<readonly T[]>): Reading<readonly T[]> =>
    mapped(reading, (all) => all.filter(({ id }) => !isOwn(id)));
  const isOwnRule = ({ description, networkEntityId }: { description: string | undefined; networkEntityId: string }) =>
    description === `interconnect:${plan.uid}` || isOwn(networkEntityId);
  return {
    ...facts,
    azure: {
      ...azure,
      vnets: mapped(others(azure.vnets), (vnets) => vnets.map((vnet) => withoutGatewaySubnet(vnet, plan))),
      gateways: others(azure.gateways),
      connections: others(azure.connections),
      circuits: others(azure.circuits),
    },
    oci: {
      ...oci,
      vcns: others(oci.vcns),
      drgs: others(oci.drgs),
      vcnAttachments: others(oci.vcnAttachments),
      virtualCircuits: others(oci.virtualCircuits),
      drgUses: mapped(oci.drgUses, (uses) =>
        uses.map((use) => ({
          ...use,
          attachments: use.attachments.filter(({ id, networkId }) => !isOwn(id) && !isOwn(networkId)),
        })),
      ),
      routeTables: mapped(oci.routeTables, (all) =>
        Object.fromEntries(
          Object.entries(all).map(([vcnId, tables]) => [
            vcnId,
            tables.map((table) => ({ ...table, rules: table.rules.filter((rule) => !isOwnRule(rule)) })),
          ]),
        ),
      ),
    },
  };
}

/** It bears no tags: in a brought VNet the one with exactly the planned range may be the bot's, and serves all the same. */
function withoutGatewaySubnet(vnet: VnetFacts, { azure }: Plan): VnetFacts {
  return isPlannedSubnet(vnet, azure)
    ? { ...vnet, subnets: vnet.subnets.filter((subnet) => subnet !== gatewaySubnetOf(vnet)) }
    : vnet;
}

/** True where a brought VNet has the GatewaySubnet that a plan makes in it. */
export function isPlannedSubnet(one: VnetFacts, { vnet, gatewaySubnet }: Plan["azure"]): boolean {
  if (vnet.create || !gatewaySubnet.create || !sameId(one.id, vnet.id)) return false;
  const prefixes = gatewaySubnetOf(one)?.prefixes ?? [];
  return prefixes.length === 1 && prefixes[0] === gatewaySubnet.prefix;
}

function mapped<T>(reading: Reading<T>, change: (value: T) => T): Reading<T> {
  return reading.known ? { ...reading, value: change(reading.value) } : reading;
}
