import { type JsonObject, listAt, objectAt, textAt, textsAt } from "../kit/json.ts";
import { subnetProblem } from "./address-rules.ts";
import { subnetOf } from "./announcements.ts";
import { type ArmProblem, badRequest } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import { type ArmResource, sameId } from "./store.ts";

export const SUBNETS = "virtualNetworks/subnets";

/** The properties of a subnet as kept: prefix, and references to route table, NSG and NAT gateway. */
export const subnetProperties = (asked: JsonObject): JsonObject => ({
  ...asked,
  ...(asked["addressPrefix"] === undefined && { addressPrefix: textsAt(asked, "addressPrefixes")[0] }),
  delegations: listAt(asked, "delegations"),
  privateEndpointNetworkPolicies: asked["privateEndpointNetworkPolicies"] ?? "Disabled",
  privateLinkServiceNetworkPolicies: asked["privateLinkServiceNetworkPolicies"] ?? "Enabled",
});

const gatewayUses = (cloud: AzureCloud, subnet: ArmResource): readonly JsonObject[] =>
  cloud.store
    .ofType("virtualNetworkGateways")
    .filter((gateway) => sameId(subnetOf(cloud, gateway)?.id ?? "", subnet.id))
    .flatMap((gateway) => listAt(gateway.properties, "ipConfigurations"))
    .map((one) => ({ id: textAt(one, "id") }));

const usesOf = (cloud: AzureCloud, subnet: ArmResource): readonly unknown[] => [
  ...listAt(subnet.properties, "ipConfigurations"),
  ...gatewayUses(cloud, subnet),
];

/** A subnet with a gateway or another IP configuration in it cannot go. */
export const inUseProblem = (cloud: AzureCloud, subnet: ArmResource): ArmProblem | undefined => {
  const [use] = usesOf(cloud, subnet);
  if (use === undefined) return undefined;
  return badRequest(
    "InUseSubnetCannotBeDeleted",
    `Subnet ${subnet.name} is in use by ${textAt(use, "id") ?? "another resource"} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.`,
  );
};

/** The properties of a subnet as shown. */
export const showSubnet = (cloud: AzureCloud, subnet: ArmResource): JsonObject => {
  const uses = [...listAt(subnet.properties, "ipConfigurations"), ...gatewayUses(cloud, subnet)];
  return { ...subnet.properties, ...(uses.length > 0 && { ipConfigurations: uses }) };
};

const placeProblem = (cloud: AzureCloud, { name, body, parent }: Write): ArmProblem | undefined => {
  if (!parent) return undefined;
  const others = cloud.store.childrenOf(parent.id, SUBNETS).filter((one) => one.name !== name);
  const asked = subnetProperties(objectAt(body, "properties"));
  return subnetProblem(parent.name, textsAt(parent.properties, "addressSpace", "addressPrefixes"), [
    ...others.map((one) => ({ name: one.name, prefix: textAt(one.properties, "addressPrefix") ?? "" })),
    { name, prefix: textAt(asked, "addressPrefix") ?? "" },
  ]);
};

/** Subnet of a virtual network. A write holds the network, as in life. */
export const subnetKind = (cloud: AzureCloud): ResourceKind => ({
  type: SUBNETS,
  durations: { create: "azure.subnet.write", update: "azure.subnet.write", delete: "azure.subnet.delete" },
  retryAfterSeconds: 3,
  check: (write) => placeProblem(cloud, write),
  draft: ({ body }) => subnetProperties(objectAt(body, "properties")),
  blocked: (subnet) => inUseProblem(cloud, subnet),
  show: (subnet) => showSubnet(cloud, subnet),
});
