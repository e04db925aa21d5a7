import { type JsonObject, listAt, objectAt, textAt } from "../kit/json.ts";
import { badRequest, simulatedRefusal } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import { type ArmResource, sameId } from "./store.ts";

/** The id of the IP configuration that uses a public IP. */
export const userOfPublicIp = (cloud: AzureCloud, publicIp: ArmResource): string | undefined => {
  const configurations = cloud.store
    .ofType("virtualNetworkGateways")
    .flatMap((gateway) => listAt(gateway.properties, "ipConfigurations"));
  const found = configurations.find((one) =>
    sameId(textAt(one, "properties", "publicIPAddress", "id") ?? "", publicIp.id),
  );
  return textAt(found, "id") ?? textAt(publicIp.properties, "ipConfiguration", "id");
};

const draft = (cloud: AzureCloud, { id, body }: Write): JsonObject => ({
  resourceGuid: cloud.world.rng.uuid(`guid of ${id}`),
  idleTimeoutInMinutes: 4,
  ipTags: [],
  ddosSettings: { protectionMode: "VirtualNetworkInherited" },
  publicIPAddressVersion: "IPv4",
  ...objectAt(body, "properties"),
  ipAddress: `203.0.113.${cloud.world.rng.integer(`address of ${id}`, 1, 254)}`,
});

/** Public IP address. The Basic SKU is retired and dynamic addresses with it. */
export const publicIpKind = (cloud: AzureCloud): ResourceKind => ({
  type: "publicIPAddresses",
  durations: { create: "azure.public-ip.write", update: "azure.public-ip.write", delete: "azure.public-ip.delete" },
  retryAfterSeconds: 1,
  quota: { name: "PublicIPAddresses", code: "PublicIPCountLimitReached" },
  check: ({ body }) => {
    const standard = (textAt(body, "sku", "name") ?? "Basic") !== "Basic";
    const isStatic = textAt(body, "properties", "publicIPAllocationMethod") === "Static";
    return standard && isStatic
      ? undefined
      : simulatedRefusal("BasicPublicIpRetired", "A public IP address must be Standard and Static.");
  },
  draft: (write) => draft(cloud, write),
  blocked(publicIp) {
    const user = userOfPublicIp(cloud, publicIp);
    return user === undefined
      ? undefined
      : badRequest(
          "PublicIPAddressCannotBeDeleted",
          `Public IP address ${publicIp.id} can not be deleted since it is still allocated to resource ${user}.`,
        );
  },
  show(publicIp) {
    const user = userOfPublicIp(cloud, publicIp);
    return { ...publicIp.properties, ...(user !== undefined && { ipConfiguration: { id: user } }) };
  },
});
