import type { LinkEnds } from "../../src/domain/adoption.ts";
import { aRouteTable, connectedNetworks, drgId, gatewayIdOf, vcnId } from "./brought-networks.ts";
import { subscriptionId } from "./environment.ts";
import { aCircuit, aConnection, aPeering, aVirtualCircuit } from "./link-facts.ts";
import { known } from "./network-facts.ts";

/** A whole link between `app-vnet` and `app-vcn` that somebody made without the bot. */

export const foreignCircuitId = `/subscriptions/${subscriptionId}/resourceGroups/app-rg/providers/Microsoft.Network/expressRouteCircuits/old-circuit`;
export const foreignVirtualCircuitId = "ocid1.virtualcircuit..old";

export function foreignNetworks() {
  const facts = connectedNetworks("192.168.7.2/30");
  const rule = { destination: "10.1.0.0/16", networkEntityId: drgId, description: "by hand" };
  const resourceGroups = known([{ name: "app-rg", location: "uksouth", tags: {} }]);
  const azure = { ...facts.azure, resourceGroups };
  return { ...facts, azure, oci: { ...facts.oci, routeTables: known({ [vcnId]: [aRouteTable({ rules: [rule] })] }) } };
}

export function foreignEnds(): LinkEnds {
  return {
    circuit: {
      ...aCircuit({
        id: foreignCircuitId,
        peering: aPeering({ primaryPrefix: "192.168.7.0/30", secondaryPrefix: "192.168.7.4/30" }),
      }),
      tags: {},
    },
    virtualCircuit: {
      ...aVirtualCircuit({ id: foreignVirtualCircuitId, drgId }),
      name: "old-vc",
      tags: {},
      serviceKeyFingerprint: "f1",
      mappings: [{ oracleBgpPeeringIp: "192.168.7.1/30" }, { oracleBgpPeeringIp: "192.168.7.5/30" }],
    },
    connections: [
      { ...aConnection({ id: "/connections/old" }), name: "old", gatewayId: gatewayIdOf("app-gateway"), tags: {} },
    ],
  };
}

/** Without its gateway connection. */
export const halfEnds = (): LinkEnds => ({ ...foreignEnds(), connections: [] });

/** Nothing but a circuit that nobody has used. */
export function circuitAlone(): LinkEnds {
  const circuit = aCircuit({ id: foreignCircuitId, serviceProviderProvisioningState: "NotProvisioned" });
  return { circuit: { ...circuit, peering: undefined, tags: {} }, virtualCircuit: undefined, connections: [] };
}
