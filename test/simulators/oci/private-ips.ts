import type { Route } from "../kit/routes.ts";
import type { OciCloud } from "./cloud.ts";
import type { PrivateIp } from "./model.ts";
import { listReply } from "./replies.ts";
import { ServiceError } from "./service-error.ts";

/** The addresses that something uses in a subnet. */
export const addressesOf = (cloud: OciCloud, subnetId: string): readonly PrivateIp[] =>
  cloud.privateIps.living().filter((one) => one.subnetId === subnetId);

/** Somebody's machine in a subnet, as far as a network sees it. */
export const addPrivateIp = (cloud: OciCloud, subnetId: string, ipAddress: string, name: string): PrivateIp => {
  const { compartmentId, vcnId } = cloud.subnets.related(subnetId);
  const base = cloud.newResource("privateip", { compartmentId, displayName: name });
  const address: PrivateIp = { ...base, lifecycleState: "AVAILABLE", subnetId, vcnId, ipAddress, isPrimary: true };
  return cloud.enter(cloud.privateIps, address, "seeded");
};

/** Lists are by subnet alone; machines come from seeds, since only the network is simulated. */
export const privateIpRoutes = (cloud: OciCloud): readonly Route[] => [
  {
    method: "GET",
    path: "/privateIps",
    handler: (request) => {
      const subnetId = request.query.get("subnetId");
      if (subnetId === null) throw new ServiceError("MissingParameter", "subnetId is required.");
      cloud.subnets.get(subnetId);
      const shown = addressesOf(cloud, subnetId).map(({ lifecycleState: _none, ...address }) => address);
      return listReply(cloud, shown, request);
    },
  },
];
