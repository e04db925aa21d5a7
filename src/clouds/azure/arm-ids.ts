import { InterconnectError } from "../../domain/errors.ts";

/** Where a resource lives. */
export interface ArmScope {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

/** An ARM id taken apart. `type` is without the namespace, such as `virtualNetworks/subnets`. */
export interface ArmIdParts extends ArmScope {
  readonly type: string;
  /** One name per part of `type`: the VNet's and the subnet's. */
  readonly names: readonly string[];
}

export const gatewaySubnetName = "GatewaySubnet";

export const resourceGroupId = ({ subscriptionId, resourceGroup }: ArmScope): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;

const networkId = (type: string) => (scope: ArmScope, name: string) =>
  `${resourceGroupId(scope)}/providers/Microsoft.Network/${type}/${name}`;

export const circuitId = networkId("expressRouteCircuits");
export const vnetId = networkId("virtualNetworks");
export const publicIpId = networkId("publicIPAddresses");
export const gatewayId = networkId("virtualNetworkGateways");
export const connectionId = networkId("connections");

/** The one subnet a gateway may live in; Azure fixes its name. */
export const gatewaySubnetId = (vnet: string): string => `${vnet}/subnets/${gatewaySubnetName}`;

const shape =
  /^\/subscriptions\/(?<subscriptionId>[^/]+)\/resourceGroups\/(?<resourceGroup>[^/]+)(?:\/providers\/[^/]+\/(?<rest>.+))?$/i;

/**
 * Takes an ARM id apart. A resource group's own id has the type `resourceGroups` and the group as its only name.
 *
 * @throws InterconnectError `Bug` (fatal) for anything else
 */
export function parseArmId(id: string): ArmIdParts {
  const groups = shape.exec(id)?.groups;
  const subscriptionId = groups?.["subscriptionId"];
  const resourceGroup = groups?.["resourceGroup"];
  if (subscriptionId === undefined || resourceGroup === undefined) throw notAnId(id);
  const rest = groups?.["rest"]?.split("/") ?? ["resourceGroups", resourceGroup];
  return {
    subscriptionId,
    resourceGroup,
    type: rest.filter((_, index) => index % 2 === 0).join("/"),
    names: rest.filter((_, index) => index % 2 === 1),
  };
}

/** The last name in an id: what people call the resource. */
export const nameOf = (id: string): string => parseArmId(id).names.at(-1) ?? "";

function notAnId(id: string): InterconnectError {
  return new InterconnectError({
    code: "Bug",
    kind: "fatal",
    message: `This is not the id of an Azure resource: ${id}`,
  });
}
