import type { Route, SimRequest } from "../kit/routes.ts";
import type { Account } from "./account.ts";
import type { OciCloud } from "./cloud.ts";
import type { Compartment } from "./model.ts";
import { keyOfRegion, regionKeys } from "./regions.ts";
import { listReply } from "./replies.ts";
import { notAuthorizedOrNotFound, ServiceError } from "./service-error.ts";

const untagged = { freeformTags: {}, definedTags: {} };

const rootOf = (account: Account): Compartment => ({
  id: account.tenancyId,
  compartmentId: account.tenancyId,
  name: account.tenancyName,
  description: "The root compartment",
  lifecycleState: "ACTIVE",
  timeCreated: "2025-01-15T09:00:00.000Z",
});

const childrenOf = (account: Account, request: SimRequest): readonly Compartment[] => {
  const parentId = request.query.get("compartmentId");
  if (parentId === null) throw new ServiceError("MissingParameter", "compartmentId is required.");
  const subtree = request.query.get("compartmentIdInSubtree") === "true";
  if (subtree && parentId !== account.tenancyId) {
    throw new ServiceError("InvalidParameter", "compartmentIdInSubtree is only allowed for the tenancy.");
  }
  const name = request.query.get("name");
  return account.compartments.filter(
    (one) => (subtree || one.compartmentId === parentId) && (name === null || one.name === name),
  );
};

const ownTenancy = (account: Account, request: SimRequest): Account => {
  if (request.param("tenancyId") !== account.tenancyId) throw notAuthorizedOrNotFound();
  return account;
};

/** Compartments, tenancy, regions and the calling user: the part of the identity service that a client asks for. */
export const identityRoutes = (cloud: OciCloud): readonly Route[] => {
  const { account } = cloud;
  return [
    {
      method: "GET",
      path: "/compartments",
      handler: (request) => listReply(cloud, childrenOf(account, request), request),
    },
    {
      method: "GET",
      path: "/compartments/:compartmentId",
      handler: (request) => {
        const id = request.param("compartmentId");
        const found = [rootOf(account), ...account.compartments].find((one) => one.id === id);
        if (found === undefined) throw notAuthorizedOrNotFound();
        return { status: 200, body: { ...found, ...untagged } };
      },
    },
    {
      method: "GET",
      path: "/tenancies/:tenancyId",
      handler: (request) => {
        const { tenancyId, tenancyName, region } = ownTenancy(account, request);
        const tenancy = { id: tenancyId, name: tenancyName, homeRegionKey: keyOfRegion(region) };
        return { status: 200, body: { ...tenancy, ...untagged } };
      },
    },
    {
      method: "GET",
      path: "/tenancies/:tenancyId/regionSubscriptions",
      handler: (request) => {
        const { region } = ownTenancy(account, request);
        const subscription = {
          regionKey: keyOfRegion(region),
          regionName: region,
          status: "READY",
          isHomeRegion: true,
        };
        return { status: 200, body: [subscription] };
      },
    },
    {
      method: "GET",
      path: "/regions",
      handler: () => ({ status: 200, body: [...regionKeys].map(([name, key]) => ({ key, name })) }),
    },
    {
      method: "GET",
      path: "/users/:userId",
      handler: (request) => {
        if (request.param("userId") !== account.userId) throw notAuthorizedOrNotFound();
        const { tenancyId, userId, userName } = account;
        const user = { id: userId, compartmentId: tenancyId, name: userName, description: "API user of the bot" };
        return { status: 200, body: { ...user, lifecycleState: "ACTIVE", isMfaActivated: false, ...untagged } };
      },
    },
  ];
};
