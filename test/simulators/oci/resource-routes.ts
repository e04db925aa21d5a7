import type { Route, SimHandler, SimRequest } from "../kit/routes.ts";
import type { OciCloud } from "./cloud.ts";
import { type Collection, isLeaving, type Resource } from "./collection.ts";
import { listReply, resourceReply } from "./replies.ts";
import { ServiceError } from "./service-error.ts";

/** What one kind of resource does differently from all others. */
export interface ResourceApi<Kind extends Resource> {
  /** For example `/drgs`. */
  readonly path: string;
  readonly collection: Collection<Kind>;
  /** The query parameter that a list must have; `compartmentId` unless said. */
  readonly listedBy?: "drgId";
  readonly create?: (request: SimRequest) => Kind;
  /** Checks the body and says what changes. */
  readonly update?: (resource: Kind, request: SimRequest) => Partial<Kind>;
  readonly destroy?: (resource: Kind) => void;
  /** Further conditions of a list, beside compartment, name and state. */
  readonly listed?: (resource: Kind, query: URLSearchParams) => boolean;
  /** How it is shown, when not as it is kept. */
  readonly show?: (resource: Kind) => object;
}

const equalsText = (wanted: string | null, actual: string): boolean =>
  wanted === null || wanted.toLowerCase() === actual.toLowerCase();

const columns: Readonly<Record<string, (resource: Resource) => string>> = {
  TIMECREATED: (resource) => resource.timeCreated,
  DISPLAYNAME: (resource) => resource.displayName,
};

/** The newest first, or by the name, unless the caller says otherwise. */
const sorted = <Kind extends Resource>(resources: readonly Kind[], query: URLSearchParams): readonly Kind[] => {
  const sortBy = query.get("sortBy") ?? "TIMECREATED";
  const column = columns[sortBy];
  if (column === undefined) throw new ServiceError("InvalidParameter", `sortBy ${sortBy} is not known.`);
  const order = query.get("sortOrder") ?? (sortBy === "TIMECREATED" ? "DESC" : "ASC");
  const ascending = resources.toSorted((one, other) =>
    column(one) < column(other) ? -1 : Number(column(one) > column(other)),
  );
  return order === "DESC" ? ascending.toReversed() : ascending;
};

const requiredDrg = (cloud: OciCloud, query: URLSearchParams): void => {
  const drgId = query.get("drgId");
  if (drgId === null) throw new ServiceError("MissingParameter", "drgId is required.");
  cloud.drgs.get(drgId);
};

const listHandler =
  <Kind extends Resource>(cloud: OciCloud, api: ResourceApi<Kind>): SimHandler =>
  (request) => {
    const { query } = request;
    const compartmentId = api.listedBy === undefined ? cloud.compartmentOf(query) : undefined;
    if (api.listedBy === "drgId") requiredDrg(cloud, query);
    const found = api.collection
      .all()
      .filter(
        (one) =>
          (compartmentId ?? one.compartmentId) === one.compartmentId &&
          (query.get("displayName") ?? one.displayName) === one.displayName &&
          equalsText(query.get("lifecycleState"), one.lifecycleState) &&
          (api.listed?.(one, query) ?? true),
      );
    return listReply(
      cloud,
      sorted(found, query).map((one) => api.show?.(one) ?? one),
      request,
    );
  };

const createOnce = <Kind extends Resource>(
  cloud: OciCloud,
  { collection }: ResourceApi<Kind>,
  request: SimRequest,
  create: (request: SimRequest) => Kind,
): string => {
  const earlierId = cloud.retryTokens.recall(request);
  if (earlierId === undefined) {
    const { id } = create(request);
    cloud.retryTokens.remember(request, id);
    return id;
  }
  const earlier = collection.peek(earlierId);
  if (earlier === undefined || isLeaving(earlier)) {
    throw new ServiceError("InvalidatedRetryToken", `The resource ${earlierId} that this retry token created is gone.`);
  }
  return earlierId;
};

/** For a write: the resource must be there and not on its way out, and be the version the caller has seen. */
const writable = <Kind extends Resource>({ collection }: ResourceApi<Kind>, request: SimRequest): Kind => {
  const resource = collection.get(request.param("id"));
  collection.checkMatch(resource.id, request.headers["if-match"]);
  if (isLeaving(resource)) {
    throw new ServiceError("IncorrectState", `${resource.id} is ${resource.lifecycleState}.`);
  }
  return resource;
};

/** The usual routes of a kind of resource: list, get, and those of create, update and delete that it has. */
export const resourceRoutes = <Kind extends Resource>(cloud: OciCloud, api: ResourceApi<Kind>): Route[] => {
  const { path, collection, create, update, destroy, show } = api;
  const one = `${path}/:id`;
  const routes: Route[] = [
    { method: "GET", path, handler: listHandler(cloud, api) },
    { method: "GET", path: one, handler: (request) => resourceReply(collection, request.param("id"), show) },
  ];
  if (create) {
    const handler: SimHandler = (request) => resourceReply(collection, createOnce(cloud, api, request, create), show);
    routes.push({ method: "POST", path, handler });
  }
  if (update) {
    const handler: SimHandler = (request) => {
      const resource = writable(api, request);
      collection.patch(resource.id, update(resource, request));
      return resourceReply(collection, resource.id, show);
    };
    routes.push({ method: "PUT", path: one, handler });
  }
  if (destroy) {
    const handler: SimHandler = (request) => {
      destroy(writable(api, request));
      return { status: 204 };
    };
    routes.push({ method: "DELETE", path: one, handler });
  }
  return routes;
};
