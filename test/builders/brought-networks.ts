import type { VcnRouteTableFacts } from "../../src/domain/link-facts.ts";
import type {
  DrgFacts,
  ExistingGatewayFacts,
  VcnFacts,
  VcnSubnetFacts,
  VnetFacts,
  VnetPeeringFacts,
  VnetSubnetFacts,
} from "../../src/domain/network-facts.ts";
import { subscriptionId } from "./environment.ts";
import { type FactsChanges, networkFacts } from "./network-facts.ts";

const group = `/subscriptions/${subscriptionId}/resourceGroups/app-rg/providers/Microsoft.Network`;

export const vnetIdOf = (name: string): string => `${group}/virtualNetworks/${name}`;
export const gatewayIdOf = (name: string): string => `${group}/virtualNetworkGateways/${name}`;
const circuitIdOf = (name: string): string => `${group}/expressRouteCircuits/${name}`;

export function aVnet(changes: Partial<VnetFacts> = {}): VnetFacts {
  const name = changes.name ?? "app-vnet";
  return {
    id: vnetIdOf(name),
    name,
    resourceGroup: "app-rg",
    location: "uksouth",
    addressPrefixes: ["10.1.0.0/16"],
    subnets: [aSubnet()],
    peerings: [],
    ...changes,
  };
}

export function aSubnet(changes: Partial<VnetSubnetFacts> = {}): VnetSubnetFacts {
  const name = changes.name ?? "app";
  return {
    id: `${vnetIdOf("app-vnet")}/subnets/${name}`,
    name,
    prefixes: ["10.1.0.0/24"],
    networkSecurityGroupId: undefined,
    routeTableId: undefined,
    routeTable: undefined,
    ...changes,
  };
}

export function aPeering(remote: string, changes: Partial<VnetPeeringFacts> = {}): VnetPeeringFacts {
  return {
    name: `to-${remote}`,
    remoteVnetId: vnetIdOf(remote),
    peeringState: "Connected",
    allowGatewayTransit: false,
    useRemoteGateways: false,
    remotePrefixes: [],
    ...changes,
  };
}

export function aGateway(changes: Partial<ExistingGatewayFacts> = {}): ExistingGatewayFacts {
  const name = changes.name ?? "app-gateway";
  return {
    id: gatewayIdOf(name),
    name,
    resourceGroup: "app-rg",
    vnetId: vnetIdOf("app-vnet"),
    gatewayType: "ExpressRoute",
    sku: "ErGw1AZ",
    provisioningState: "Succeeded",
    minScaleUnits: undefined,
    ...changes,
  };
}

export const vcnId = "ocid1.vcn..app";
export const drgId = "ocid1.drg..app";

export function aVcn(changes: Partial<VcnFacts> = {}): VcnFacts {
  return {
    id: vcnId,
    name: "app-vcn",
    cidrs: ["10.20.0.0/20"],
    defaultRouteTableId: "rt-default",
    lifecycleState: "AVAILABLE",
    ...changes,
  };
}

export function aVcnSubnet(changes: Partial<VcnSubnetFacts> = {}): VcnSubnetFacts {
  return { id: "ocid1.subnet..app", name: "app", cidr: "10.20.0.0/24", routeTableId: "rt-default", ...changes };
}

export function aRouteTable(changes: Partial<VcnRouteTableFacts> = {}): VcnRouteTableFacts {
  return { id: "rt-default", displayName: "default", rules: [], ...changes };
}

export function aDrg(changes: Partial<DrgFacts> = {}): DrgFacts {
  return {
    id: drgId,
    name: "app-drg",
    lifecycleState: "AVAILABLE",
    upgraded: true,
    defaultVcnRouteTableId: "drgrt-vcn",
    defaultVirtualCircuitRouteTableId: "drgrt-vc",
    ...changes,
  };
}

/** The attachment of a VCN to a DRG, as the lists of the compartment show it. */
export function anAttachment(
  changes: { readonly id?: string; readonly networkId?: string; readonly type?: string; readonly table?: string } = {},
) {
  return {
    id: changes.id ?? "ocid1.drgattachment..app",
    lifecycleState: "ATTACHED",
    type: changes.type ?? "VCN",
    networkId: changes.networkId ?? vcnId,
    drgRouteTableId: changes.table ?? "drgrt-vcn",
    drgId,
  };
}

/** A VNet and a VCN that are there already, with nothing else around them. */
export function broughtNetworks({ azure, oci }: FactsChanges = {}) {
  return networkFacts({
    azure: { vnets: [aVnet()], ...azure },
    oci: {
      vcns: [aVcn()],
      subnets: { [vcnId]: [aVcnSubnet()] },
      routeTables: { [vcnId]: [aRouteTable()] },
      securityRules: { [vcnId]: [] },
      ...oci,
    },
  });
}

/** The same with the VCN attached to a DRG. */
export function attachedNetworks({ azure, oci }: FactsChanges = {}) {
  const attachment = anAttachment();
  return broughtNetworks({
    ...(azure && { azure }),
    oci: {
      drgs: [aDrg()],
      vcnAttachments: [attachment],
      drgUses: [{ drgId, attachments: [attachment] }],
      ...oci,
    },
  });
}

/** The same with an old circuit on the gateway and an old virtual circuit, whose Microsoft end is given, on the DRG. */
export function connectedNetworks(customerIp: string) {
  return attachedNetworks({
    azure: {
      gateways: [aGateway()],
      connections: [
        {
          id: "/connections/old",
          name: "old",
          gatewayId: gatewayIdOf("app-gateway"),
          circuitId: circuitIdOf("old-circuit"),
          connectionType: "ExpressRoute",
        },
      ],
      circuits: [
        {
          id: circuitIdOf("old-circuit"),
          name: "old-circuit",
          resourceGroup: "app-rg",
          peeringLocation: "London",
          serviceProviderName: "Oracle Cloud FastConnect",
          bandwidthMbps: 1000,
          primaryPrefix: "192.168.7.0/30",
          secondaryPrefix: "192.168.7.4/30",
          tags: {},
        },
      ],
    },
    oci: {
      virtualCircuits: [
        {
          id: "ocid1.virtualcircuit..old",
          name: "old-vc",
          drgId,
          lifecycleState: "PROVISIONED",
          oracleIps: ["192.168.7.1/30"],
          customerIps: [customerIp],
          tags: {},
        },
      ],
      drgUses: [
        { drgId, attachments: [anAttachment(), anAttachment({ id: "vc", type: "VIRTUAL_CIRCUIT", networkId: "x" })] },
      ],
    },
  });
}
