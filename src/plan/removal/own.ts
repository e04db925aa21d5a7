import type { Reading } from "../../domain/link-facts.ts";
import type { VnetFacts } from "../../domain/network-facts.ts";
import type { Plan } from "../../domain/plan.ts";
import type { OwnResource } from "../../domain/removal.ts";
import type { RemovalFacts } from "../../domain/removal-facts.ts";
import { GATEWAY_SUBNET } from "../gateway-subnet.ts";
import { sameId } from "../readings.ts";
import { markOf, type RemovalInput } from "./removal-input.ts";

/** An owned resource with what a removal of it needs to know. */
export interface Own extends OwnResource {
  /** Its ARM id; absent in OCI. */
  readonly armId?: string;
  /** ARM actions that removing it takes. */
  readonly actions?: readonly string[];
}

interface Row extends Own {
  /** False where the plan brings it, or where it is proved to be gone. */
  readonly when: boolean;
}

/** Everything a plan made, or has taken over for good, that is not proved to be gone, in the order in which it is removed. */
export function ownOf(input: RemovalInput): readonly Own[] {
  const rows = rowsOf(input).filter(({ step, when }) => when && !isGivenBack(input, step));
  return rows.map(({ when: _wanted, ...own }) => own);
}

/** What is there and is given back, in words. */
export function givenBackOf(input: RemovalInput): readonly string[] {
  return rowsOf(input).flatMap(({ step, what, when }) => (when && isGivenBack(input, step) ? [what] : []));
}

const isGivenBack = ({ givesBack = [] }: RemovalInput, step: string): boolean => givesBack.includes(step);

const rowsOf = (input: RemovalInput): readonly Row[] => [
  ...trafficRows(input),
  ...gatewayRows(input),
  ...ociRows(input),
  ...circuitRows(input),
];

const network = (...actions: readonly string[]) => actions.map((action) => `Microsoft.Network/${action}`);

/** What could not be read may be there. */
function mayHave<T>(list: Reading<readonly T[]>, is: (one: T) => boolean): boolean {
  return !list.known || list.value.some(is);
}

function trafficRows({ plan, facts }: RemovalInput): readonly Row[] {
  const { azure, oci } = plan;
  const { connection } = facts.azure.ids;
  return [
    {
      step: "azure.connection",
      what: `connection ${azure.connection.name}`,
      armId: connection,
      actions: network("connections/delete"),
      when: mayHave(facts.networks.azure.connections, ({ id }) => sameId(id, connection)),
    },
    ...oci.routeTables.map((table) => ({
      step: `oci.route-rules/${table.name}`,
      what: `route rules in ${table.name}`,
      when: hasOwnRules(plan, facts, table.name),
    })),
    {
      step: "oci.virtual-circuit",
      what: `virtual circuit ${oci.virtualCircuit.name}`,
      when: mayHave(facts.networks.oci.virtualCircuits, ({ id }) => id === facts.oci.ids.virtualCircuit),
    },
  ];
}

function hasOwnRules(plan: Plan, { networks, oci }: RemovalFacts, table: string): boolean {
  const { routeTables } = networks.oci;
  if (!routeTables.known) return true;
  const tables = routeTables.value[oci.ids.vcn ?? ""] ?? [];
  return tables
    .filter(({ displayName }) => displayName === table)
    .some(({ rules }) => rules.some(({ description }) => description === markOf(plan)));
}

function gatewayRows({ plan: { azure }, built, facts }: RemovalInput): readonly Row[] {
  const { ids, groupContents } = facts.azure;
  const { gateways, vnets } = facts.networks.azure;
  const { publicIp, gateway, vnet, gatewaySubnet } = azure;
  return [
    {
      step: "azure.gateway",
      what: `gateway ${gateway.name}`,
      armId: ids.gateway,
      actions: network("virtualNetworkGateways/delete"),
      when: gateway.create && mayHave(gateways, ({ id }) => sameId(id, ids.gateway)),
    },
    {
      step: "azure.public-ip",
      what: `public IP address ${publicIp?.name}`,
      armId: ids.publicIp ?? "",
      actions: network("publicIPAddresses/delete"),
      when:
        publicIp !== undefined &&
        (!azure.resourceGroup.create || mayHave(groupContents, (id) => sameId(id, ids.publicIp))),
    },
    {
      step: "azure.gateway-subnet",
      what: `${GATEWAY_SUBNET} of ${vnet.name}`,
      armId: `${ids.vnet}/subnets/${GATEWAY_SUBNET}`,
      actions: network("virtualNetworks/subnets/delete"),
      when:
        !vnet.create &&
        gatewaySubnet.create &&
        built["azure.gateway-subnet"]?.["made"] === true &&
        mayHave(vnets, (one) => sameId(one.id, ids.vnet) && hasGatewaySubnet(one)),
    },
    {
      step: "azure.vnet",
      what: `VNet ${vnet.name}`,
      armId: ids.vnet,
      actions: network("virtualNetworks/delete"),
      when: vnet.create && mayHave(vnets, ({ id }) => sameId(id, ids.vnet)),
    },
  ];
}

const hasGatewaySubnet = ({ subnets }: VnetFacts): boolean => subnets.some(({ name }) => sameId(name, GATEWAY_SUBNET));

const isIt = (id: string | undefined) => (one: { readonly id: string }) => one.id === id;

function ociRows({ plan: { oci }, facts }: RemovalInput): readonly Row[] {
  const { ids } = facts.oci;
  const { drgs, vcns, subnets, vcnAttachments } = facts.networks.oci;
  return [
    {
      step: "oci.drg-attachment",
      what: `attachment ${oci.attachment.name}`,
      when: oci.attachment.create && mayHave(vcnAttachments, isIt(ids.attachment)),
    },
    { step: "oci.drg", what: `DRG ${oci.drg.name}`, when: oci.drg.create && mayHave(drgs, isIt(ids.drg)) },
    {
      step: "oci.subnet",
      what: `subnet ${oci.subnet?.name}`,
      when: oci.subnet !== undefined && (!subnets.known || (subnets.value[ids.vcn ?? ""] ?? []).some(isIt(ids.subnet))),
    },
    { step: "oci.vcn", what: `VCN ${oci.vcn.name}`, when: oci.vcn.create && mayHave(vcns, isIt(ids.vcn)) },
  ];
}

function circuitRows({ plan: { azure }, facts }: RemovalInput): readonly Row[] {
  const { ids, circuitUse } = facts.azure;
  return [
    {
      step: "azure.circuit",
      what: `circuit ${azure.circuit.name}`,
      armId: ids.circuit,
      // A circuit that Azure shows wrongly is written back as it is before it is removed.
      actions: network("expressRouteCircuits/write", "expressRouteCircuits/delete"),
      when: !circuitUse.known || circuitUse.value !== undefined,
    },
    {
      step: "azure.resource-group",
      what: `resource group ${azure.resourceGroup.name}`,
      armId: ids.resourceGroup,
      actions: ["Microsoft.Resources/subscriptions/resourceGroups/delete"],
      when:
        azure.resourceGroup.create &&
        mayHave(facts.networks.azure.resourceGroups, ({ name }) => sameId(name, azure.resourceGroup.name)),
    },
  ];
}
