import type { Seal } from "../../src/approval/seal.ts";
import type { Marked } from "../../src/domain/marked.ts";
import type { Plan } from "../../src/domain/plan.ts";
import { azureIds } from "../../src/steps/graph-row.ts";
import { aDrg, aGateway, anAttachment, aSubnet, aVnet, broughtNetworks } from "./brought-networks.ts";
import { markedFor } from "./marked.ts";
import type { FactsChanges } from "./network-facts.ts";
import { planOf } from "./plan-input.ts";
import { aBringingRequest } from "./request.ts";

/** A link between `app-vnet` and `app-vcn` of which all is made but the virtual circuit and what lets packets flow. */
export const halfPlan: Plan = planOf({ request: aBringingRequest(), facts: broughtNetworks() });

/** What of it bears tags. */
export function halfMarked(seal: Seal, plan = halfPlan, missing = /virtual-circuit|connection/): Marked {
  const resources = markedFor(plan, seal).filter(({ name }) => !missing.test(name));
  return { readAt: 0, resources, routeTables: [] };
}

const drgId = `ocid1.oci.drg.${halfPlan.uid}`;
const attachment = { ...anAttachment({ id: `ocid1.oci.drg-attachment.${halfPlan.uid}` }), drgId };

/** Both accounts with half of it, and with no room for another circuit or gateway. */
export function halfNetworks(more: FactsChanges = {}, plan = halfPlan) {
  const { azure, primary, secondary } = plan;
  const ids = azureIds(plan);
  const gatewaySubnet = aSubnet({ name: "GatewaySubnet", prefixes: [azure.gatewaySubnet.prefix] });
  return broughtNetworks({
    azure: {
      vnets: [aVnet({ subnets: [aSubnet(), gatewaySubnet] })],
      gateways: [aGateway({ id: ids.gateway, name: azure.gateway.name })],
      circuits: [
        {
          id: ids.circuit,
          name: azure.circuit.name,
          resourceGroup: azure.resourceGroup.name,
          peeringLocation: "London",
          serviceProviderName: "Oracle Cloud FastConnect",
          bandwidthMbps: 1000,
          primaryPrefix: primary.cidr,
          secondaryPrefix: secondary.cidr,
          tags: {},
        },
      ],
      usages: ["ExpressRouteCircuits", "VirtualNetworkGateways"].map((name) => ({ name, current: 1, limit: 1 })),
      ...more.azure,
    },
    oci: {
      drgs: [aDrg({ id: drgId })],
      vcnAttachments: [attachment],
      drgUses: [{ drgId, attachments: [attachment] }],
      ...more.oci,
    },
  });
}
