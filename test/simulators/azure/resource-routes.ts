import type { Route, SimHandler, SimRequest } from "../kit/routes.ts";
import { childNotFound, problemReply, resourceNotFound } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import { showResource } from "./envelope.ts";
import { groupProblem } from "./guards.ts";
import { pageReply } from "./paging.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { deleteResource, patchTags, putResource, type Target } from "./resource-writes.ts";
import { type ArmResource, parentIdOf, sameId } from "./store.ts";

const GROUP = "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Network";

const pathOf = ({ type }: ResourceKind): { readonly one: string; readonly many: string } => {
  const [top = "", child] = type.split("/");
  const parent = `${GROUP}/${top}`;
  return child === undefined
    ? { one: `${parent}/:name`, many: parent }
    : { one: `${parent}/:parent/${child}/:name`, many: `${parent}/:parent/${child}` };
};

const idOf = (cloud: AzureCloud, { type }: ResourceKind, request: SimRequest): string => {
  const [top = "", child] = type.split("/");
  const group = request.param("group");
  const base = `/subscriptions/${cloud.account.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network`;
  return child === undefined
    ? `${base}/${top}/${request.param("name")}`
    : `${base}/${top}/${request.param("parent")}/${child}/${request.param("name")}`;
};

const targetOf = (cloud: AzureCloud, kind: ResourceKind, request: SimRequest): Target => ({
  id: idOf(cloud, kind, request),
  name: request.param("name"),
  group: request.param("group"),
});

/** The resource of a request, or the problem that it is not there. */
const findResource = (cloud: AzureCloud, kind: ResourceKind, request: SimRequest) => {
  const { id, name, group } = targetOf(cloud, kind, request);
  const missing = groupProblem(cloud, group, false);
  if (missing) return { problem: missing };
  const resource = cloud.store.get(id);
  if (resource && resource.hiddenUntilMs <= cloud.world.clock.now()) return { resource };
  return { problem: kind.type.includes("/") ? childNotFound(id) : resourceNotFound(kind.type, name, group) };
};

/** Wraps a handler that needs the resource to be there. */
export const onResource =
  (
    cloud: AzureCloud,
    kind: ResourceKind,
    handle: (resource: ArmResource, request: SimRequest) => ReturnType<SimHandler>,
  ): SimHandler =>
  (request) => {
    const { resource, problem } = findResource(cloud, kind, request);
    return resource ? handle(resource, request) : problemReply(problem ?? childNotFound(request.path));
  };

const listInGroup =
  (cloud: AzureCloud, kind: ResourceKind): SimHandler =>
  (request) => {
    const group = request.param("group");
    const missing = groupProblem(cloud, group, false);
    if (missing) return problemReply(missing);
    const parentPath = request.path.slice(0, request.path.lastIndexOf("/"));
    const found = cloud.store
      .ofType(kind.type)
      .filter((one) => sameId(one.group, group))
      .filter((one) => !kind.type.includes("/") || sameId(parentIdOf(one.id), parentPath));
    return pageReply(
      request,
      found.map((one) => showResource(kind, one)),
      cloud.account.pageSize,
    );
  };

const listAll =
  (cloud: AzureCloud, kind: ResourceKind): SimHandler =>
  (request) => {
    const found = cloud.store.ofType(kind.type);
    return pageReply(
      request,
      found.map((one) => showResource(kind, one)),
      cloud.account.pageSize,
    );
  };

/** The routes that every kind has: PUT, GET, DELETE, list; for a top-level kind also PATCH and list all. */
export const resourceRoutes = (cloud: AzureCloud, kind: ResourceKind): readonly Route[] => {
  const { one, many } = pathOf(kind);
  const target = (request: SimRequest) => targetOf(cloud, kind, request);
  const routes: readonly Route[] = [
    { method: "PUT", path: one, handler: (request) => putResource(cloud, kind, target(request), request) },
    {
      method: "GET",
      path: one,
      handler: onResource(cloud, kind, (found) => ({ status: 200, body: showResource(kind, found) })),
    },
    { method: "DELETE", path: one, handler: (request) => deleteResource(cloud, kind, target(request), request) },
    { method: "GET", path: many, handler: listInGroup(cloud, kind) },
  ];
  if (kind.type.includes("/")) return routes;
  return [
    ...routes,
    {
      method: "PATCH",
      path: one,
      handler: onResource(cloud, kind, (found, request) => patchTags(cloud, kind, found, request)),
    },
    {
      method: "GET",
      path: `/subscriptions/:subscription/providers/Microsoft.Network/${kind.type}`,
      handler: listAll(cloud, kind),
    },
  ];
};
