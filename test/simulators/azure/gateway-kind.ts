import { parseBlock } from "../kit/ipv4.ts";
import { at, type JsonObject, listAt, objectAt, textAt } from "../kit/json.ts";
import { connectionsOfGateway, networkOf } from "./announcements.ts";
import { type ArmProblem, badRequest, invalidReference, referenceNotReady, simulatedRefusal } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import { firstProblem } from "./guards.ts";
import { userOfPublicIp } from "./public-ip-kind.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import { type ArmResource, parentIdOf, sameId } from "./store.ts";

const SKUS = new Set(["Standard", "HighPerformance", "UltraPerformance", "ErGw1AZ", "ErGw2AZ", "ErGw3AZ", "ErGwScale"]);

const LARGEST_SUBNET_LENGTH = 29;

const isZoneSku = (sku: string): boolean => sku.endsWith("AZ") || sku === "ErGwScale";

const configurationOf = (body: JsonObject): JsonObject => {
  const [first] = listAt(body, "properties", "ipConfigurations");
  return objectAt(first, "properties");
};

const skuProblem = ({ body }: Write): ArmProblem | undefined => {
  const name = textAt(body, "properties", "sku", "name") ?? "";
  if (SKUS.has(name) && textAt(body, "properties", "sku", "tier") === name) return undefined;
  return badRequest("InvalidGatewaySkuProvidedForGatewayOperation", `Gateway SKU '${name}' is not valid.`);
};

const subnetProblem = (cloud: AzureCloud, { id, body, location }: Write): ArmProblem | undefined => {
  const subnetId = textAt(configurationOf(body), "subnet", "id") ?? "";
  const subnet = cloud.store.get(subnetId);
  if (!subnet || subnet.location !== location) return invalidReference(subnetId, id);
  if (subnet.state === "Updating") return referenceNotReady(subnetId, id);
  if (subnet.name !== "GatewaySubnet")
    return simulatedRefusal("NotAGatewaySubnet", "A gateway needs a subnet named GatewaySubnet.");
  const length = parseBlock(textAt(subnet.properties, "addressPrefix") ?? "")?.length ?? 32;
  if (length <= LARGEST_SUBNET_LENGTH) return undefined;
  return simulatedRefusal("GatewaySubnetTooSmall", "GatewaySubnet must be /29 or larger.");
};

const oneGatewayProblem = (cloud: AzureCloud, { id, body }: Write): ArmProblem | undefined => {
  const networkId = parentIdOf(textAt(configurationOf(body), "subnet", "id") ?? "");
  const other = cloud.store
    .ofType("virtualNetworkGateways")
    .find((one) => !sameId(one.id, id) && sameId(networkOf(cloud, one)?.id ?? "", networkId));
  if (!other || textAt(other.properties, "gatewayType") !== "ExpressRoute") return undefined;
  return simulatedRefusal("GatewayExists", `The virtual network already has the ExpressRoute gateway '${other.name}'.`);
};

const publicIpProblem = (cloud: AzureCloud, { id, body }: Write): ArmProblem | undefined => {
  const publicIpId = textAt(configurationOf(body), "publicIPAddress", "id");
  if (publicIpId === undefined) return undefined;
  const publicIp = cloud.store.get(publicIpId);
  if (publicIp?.type !== "publicIPAddresses") return invalidReference(publicIpId, id);
  if (publicIp.state === "Updating") return referenceNotReady(publicIpId, id);
  const user = userOfPublicIp(cloud, publicIp);
  if (user !== undefined && !user.toLowerCase().startsWith(`${id}/`.toLowerCase()))
    return badRequest(
      "PublicIPAddressInUse",
      `Resource ${id} is referencing public IP address ${publicIpId} that is already allocated to resource ${user}.`,
    );
  const standard = textAt(publicIp.beside, "sku", "name") === "Standard";
  if (standard || !isZoneSku(textAt(body, "properties", "sku", "name") ?? "")) return undefined;
  return simulatedRefusal("PublicIpSku", "A zone gateway needs a Standard static public IP address.");
};

const draft = (cloud: AzureCloud, { id, body }: Write): JsonObject => {
  const asked = objectAt(body, "properties");
  return {
    resourceGuid: cloud.world.rng.uuid(`guid of ${id}`),
    enablePrivateIpAddress: false,
    natRules: [],
    virtualNetworkGatewayPolicyGroups: [],
    enableBgpRouteTranslationForNat: false,
    disableIPSecReplayProtection: false,
    vpnType: "PolicyBased",
    enableBgp: false,
    activeActive: false,
    vpnGatewayGeneration: "None",
    allowRemoteVnetTraffic: false,
    allowVirtualWanTraffic: false,
    adminState: "Enabled",
    ...asked,
    sku: { capacity: 2, ...objectAt(asked, "sku") },
    ipConfigurations: listAt(asked, "ipConfigurations").map((one) => ({
      name: textAt(one, "name"),
      id: `${id}/ipConfigurations/${textAt(one, "name") ?? "default"}`,
      type: "Microsoft.Network/virtualNetworkGateways/ipConfigurations",
      properties: objectAt(one, "properties"),
    })),
  };
};

const show = ({ properties, etag, state }: ArmResource): JsonObject => ({
  ...properties,
  ipConfigurations: listAt(properties, "ipConfigurations").map((one) => ({
    ...objectAt({ one }, "one"),
    etag,
    properties: { provisioningState: state, ...objectAt(one, "properties") },
  })),
});

const referencesOf = (gateway: ArmResource): readonly string[] =>
  listAt(gateway.properties, "ipConfigurations").flatMap((one) => [
    textAt(one, "properties", "subnet", "id") ?? "",
    textAt(one, "properties", "publicIPAddress", "id") ?? "",
  ]);

/**
 * ExpressRoute virtual network gateway. Slow to make, billed from its PUT on; while it is worked on, its
 * subnet and public IP are held.
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
 */
export const gatewayKind = (cloud: AzureCloud): ResourceKind => ({
  type: "virtualNetworkGateways",
  durations: { create: "azure.gateway.create", update: "azure.gateway.update", delete: "azure.gateway.delete" },
  quota: { name: "VirtualNetworkGateways", code: "QuotaExceeded" },
  bills: "ExpressRoute gateway",
  check: (write) =>
    firstProblem(
      () => (at(write.body, "properties", "gatewayType") === "ExpressRoute" ? undefined : NOT_EXPRESS_ROUTE),
      () => skuProblem(write),
      () => subnetProblem(cloud, write),
      () => oneGatewayProblem(cloud, write),
      () => publicIpProblem(cloud, write),
    ),
  draft: (write) => draft(cloud, write),
  beside: () => ({}),
  holds: referencesOf,
  blocked(gateway) {
    const [connection] = connectionsOfGateway(cloud, gateway.id);
    return (
      connection &&
      badRequest(
        "VirtualNetworkGatewayCannotBeDeleted",
        `Virtual network gateway ${gateway.id} cannot be deleted because it is in use by ${connection.id}.`,
      )
    );
  },
  show,
});

const NOT_EXPRESS_ROUTE = simulatedRefusal("GatewayType", "Only gateways of type ExpressRoute are simulated.");
