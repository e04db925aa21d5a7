import { parseBlock } from "../kit/ipv4.ts";
import { type JsonObject, listAt, objectAt, textAt, textsAt } from "../kit/json.ts";
import { subnetProblem } from "./address-rules.ts";
import { announceAll } from "./announcements.ts";
import { type ArmProblem, badRequest } from "./arm-problem.ts";
import { AZURE, type AzureCloud, newEtag } from "./cloud.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import type { ArmResource } from "./store.ts";
import { inUseProblem, SUBNETS, showSubnet, subnetProperties } from "./subnet-kind.ts";

const PEERINGS = "virtualNetworks/virtualNetworkPeerings";

const addressProblem = ({ name, body }: Write): ArmProblem | undefined => {
  const prefixes = textsAt(body, "properties", "addressSpace", "addressPrefixes");
  if (prefixes.length > 0 && prefixes.every((prefix) => parseBlock(prefix))) return undefined;
  return badRequest("InvalidAddressPrefixFormat", `The address space of virtual network '${name}' is not valid.`);
};

const subnetsOf = (body: JsonObject) =>
  listAt(body, "properties", "subnets").map((one) => ({
    name: textAt(one, "name") ?? "",
    prefix: textAt(one, "properties", "addressPrefix") ?? textsAt(one, "properties", "addressPrefixes")[0] ?? "",
    properties: objectAt(one, "properties"),
  }));

const namesSubnets = (body: JsonObject): boolean => objectAt(body, "properties")["subnets"] !== undefined;

const droppedInUse = (cloud: AzureCloud, { id, body, previous }: Write): ArmProblem | undefined => {
  if (!previous || !namesSubnets(body)) return undefined;
  const kept = new Set(subnetsOf(body).map(({ name }) => name));
  const dropped = cloud.store.childrenOf(id, SUBNETS).filter(({ name }) => !kept.has(name));
  return dropped.map((one) => inUseProblem(cloud, one)).find((problem) => problem !== undefined);
};

const child = (network: ArmResource, type: string, name: string, properties: JsonObject): ArmResource => ({
  id: `${network.id}/${type.split("/")[1] ?? ""}/${name}`,
  name,
  type,
  group: network.group,
  location: network.location,
  tags: {},
  etag: newEtag(),
  state: "Updating",
  beside: {},
  properties,
  hiddenUntilMs: 0,
});

/** Takes over subnets and peerings of the body; a subnet that a given list leaves out is removed. */
const acceptChildren = (cloud: AzureCloud, network: ArmResource, { body }: Write): void => {
  if (namesSubnets(body)) for (const one of cloud.store.childrenOf(network.id, SUBNETS)) cloud.store.remove(one.id);
  for (const { name, properties } of subnetsOf(body))
    cloud.store.put(child(network, SUBNETS, name, subnetProperties(properties)));
  for (const one of listAt(body, "properties", "virtualNetworkPeerings"))
    cloud.store.put(child(network, PEERINGS, textAt(one, "name") ?? "", objectAt(one, "properties")));
};

const childrenOf = ({ store }: AzureCloud, network: ArmResource): readonly ArmResource[] => [
  ...store.childrenOf(network.id, SUBNETS),
  ...store.childrenOf(network.id, PEERINGS),
];

const showChild = (network: ArmResource, one: ArmResource, properties: JsonObject): JsonObject => ({
  name: one.name,
  id: one.id,
  etag: network.etag,
  type: `Microsoft.Network/${one.type}`,
  properties: { provisioningState: one.state, ...properties },
});

/** Virtual network with its subnets and peerings. */
export const networkKind = (cloud: AzureCloud): ResourceKind => ({
  type: "virtualNetworks",
  durations: {
    create: "azure.virtual-network.write",
    update: "azure.virtual-network.write",
    delete: "azure.virtual-network.delete",
  },
  retryAfterSeconds: 3,
  quota: { name: "VirtualNetworks", code: "VirtualNetworkCountLimitReached" },
  check: (write) =>
    addressProblem(write) ??
    subnetProblem(
      write.name,
      textsAt(write.body, "properties", "addressSpace", "addressPrefixes"),
      subnetsOf(write.body),
    ) ??
    droppedInUse(cloud, write),
  draft: ({ id, body }) => ({
    resourceGuid: cloud.world.rng.uuid(`guid of ${id}`),
    addressSpace: objectAt(body, "properties", "addressSpace"),
    enableDdosProtection: false,
  }),
  accepted: (network, write) => acceptChildren(cloud, network, write),
  written(network) {
    for (const one of childrenOf(cloud, network)) one.state = "Succeeded";
    announceAll(cloud);
  },
  blocked: (network) =>
    cloud.store
      .childrenOf(network.id, SUBNETS)
      .map((one) => inUseProblem(cloud, one))
      .find((problem) => problem !== undefined),
  deleted(network) {
    for (const one of childrenOf(cloud, network)) {
      cloud.store.remove(one.id);
      cloud.world.ledger.gone(AZURE, one.id);
    }
  },
  show: (network) => ({
    ...network.properties,
    subnets: cloud.store.childrenOf(network.id, SUBNETS).map((one) => showChild(network, one, showSubnet(cloud, one))),
    virtualNetworkPeerings: cloud.store
      .childrenOf(network.id, PEERINGS)
      .map((one) => showChild(network, one, one.properties)),
  }),
});
