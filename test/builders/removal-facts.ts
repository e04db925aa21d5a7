import type { JsonObject } from "../../src/domain/json.ts";
import type { ExistingCircuitFacts } from "../../src/domain/network-facts.ts";
import type { Plan } from "../../src/domain/plan.ts";
import type { RemovalFacts } from "../../src/domain/removal-facts.ts";
import { trafficOf } from "../../src/domain/traffic.ts";
import { azureIds } from "../../src/steps/graph-row.ts";
import { aGateway, aSubnet, aVnet } from "./brought-networks.ts";
import { at, type FactsChanges, known, networkFacts } from "./network-facts.ts";
import { aPlan } from "./plan.ts";

const drgId = "ocid1.drg.oc1..eeee";
const virtualCircuitId = "ocid1.virtualcircuit.oc1..ffff";
const attachmentId = "ocid1.drgattachment.oc1..gggg";

/** What the steps of `aPlan` say of what they made. */
export const builtOfPlan: Readonly<Record<string, JsonObject>> = {
  "oci.drg": { drgId },
  "oci.drg-attachment": { attachmentId },
  "oci.virtual-circuit": { virtualCircuitId },
};

export interface RemovalChanges {
  readonly networks?: FactsChanges;
  readonly azure?: Partial<RemovalFacts["azure"]>;
  readonly oci?: Partial<RemovalFacts["oci"]>;
}

/** No traffic, measured by both clouds. */
const quiet = trafficOf(known({ toAzure: [{ at, bps: 0 }], toOci: [{ at, bps: 0 }] }), "Azure");

/** A link between a VNet and gateway of our own and a brought VCN with a DRG of our own, used by nobody else. */
export function removalFacts(changes: RemovalChanges = {}, plan: Plan = aPlan()): RemovalFacts {
  const ids = azureIds(plan);
  const vcnId = plan.oci.vcn.id ?? "ocid1.vcn.oc1..made";
  return {
    readAt: at,
    networks: networkFacts({
      azure: { ...azureNetworks(plan), ...changes.networks?.azure },
      oci: { ...ociNetworks(plan, vcnId), ...changes.networks?.oci },
    }),
    azure: {
      ids,
      circuitUse: known({ authorizations: [], globalReach: [] }),
      groupContents: known([ids.circuit, ids.vnet, ids.gateway, ids.connection, ids.publicIp ?? ""]),
      traffic: quiet,
      ...changes.azure,
    },
    oci: {
      ids: { vcn: vcnId, drg: drgId, virtualCircuit: virtualCircuitId, subnet: undefined, attachment: attachmentId },
      subnetAddresses: known([]),
      traffic: quiet,
      ...changes.oci,
    },
  };
}

function azureNetworks(plan: Plan): NonNullable<FactsChanges["azure"]> {
  const { azure } = plan;
  const ids = azureIds(plan);
  return {
    resourceGroups: [{ name: azure.resourceGroup.name, location: azure.location, tags: {} }],
    vnets: [
      aVnet({
        id: ids.vnet,
        name: azure.vnet.name,
        addressPrefixes: azure.vnet.addressPrefixes,
        subnets: [aSubnet({ name: "GatewaySubnet", prefixes: [azure.gatewaySubnet.prefix] })],
      }),
    ],
    gateways: [aGateway({ id: ids.gateway, name: azure.gateway.name, vnetId: ids.vnet })],
    connections: [
      {
        id: ids.connection,
        name: azure.connection.name,
        gatewayId: ids.gateway,
        circuitId: ids.circuit,
        connectionType: "ExpressRoute",
      },
    ],
  };
}

/** The plan's own circuit as a listing of the subscription shows it. */
export function aCircuitOf(plan: Plan, changes: Partial<ExistingCircuitFacts> = {}): ExistingCircuitFacts {
  const { circuit, resourceGroup } = plan.azure;
  return {
    id: azureIds(plan).circuit,
    name: circuit.name,
    resourceGroup: resourceGroup.name,
    peeringLocation: plan.peeringLocation,
    serviceProviderName: "Oracle Cloud FastConnect",
    bandwidthMbps: plan.bandwidthMbps,
    primaryPrefix: plan.primary.cidr,
    secondaryPrefix: plan.secondary.cidr,
    tags: {},
    ...changes,
  };
}

/** The rule that the plan's own step writes. */
export const ownRule = {
  destination: "10.1.0.0/16",
  networkEntityId: drgId,
  description: `interconnect:${aPlan().uid}`,
};

/** Ours and that of the virtual circuit. */
export const ownAttachments = (vcnId: string) => [
  { id: attachmentId, lifecycleState: "ATTACHED", type: "VCN", networkId: vcnId, drgRouteTableId: "drgrt-vcn" },
  {
    id: `${attachmentId}vc`,
    lifecycleState: "ATTACHED",
    type: "VIRTUAL_CIRCUIT",
    networkId: virtualCircuitId,
    drgRouteTableId: "drgrt-vc",
  },
];

function ociNetworks({ oci }: Plan, vcnId: string): NonNullable<FactsChanges["oci"]> {
  const [table] = oci.routeTables;
  const attachments = ownAttachments(vcnId);
  return {
    vcns: [
      {
        id: vcnId,
        name: oci.vcn.name,
        cidrs: oci.vcn.cidrs,
        defaultRouteTableId: table?.id,
        lifecycleState: "AVAILABLE",
      },
    ],
    subnets: {
      [vcnId]: [{ id: "ocid1.subnet.oc1..app", name: "app", cidr: "10.20.0.0/24", routeTableId: table?.id ?? "" }],
    },
    routeTables: { [vcnId]: [{ id: table?.id ?? "", displayName: table?.name ?? "", rules: [ownRule] }] },
    drgs: [
      {
        id: drgId,
        name: oci.drg.name,
        lifecycleState: "AVAILABLE",
        upgraded: true,
        defaultVcnRouteTableId: "drgrt-vcn",
        defaultVirtualCircuitRouteTableId: "drgrt-vc",
      },
    ],
    drgUses: [{ drgId, attachments }],
    vcnAttachments: attachments.filter(({ type }) => type === "VCN").map((one) => ({ ...one, drgId })),
    virtualCircuits: [
      {
        id: virtualCircuitId,
        name: oci.virtualCircuit.name,
        drgId,
        lifecycleState: "PROVISIONED",
        oracleIps: [],
        customerIps: [],
        tags: {},
      },
    ],
  };
}
