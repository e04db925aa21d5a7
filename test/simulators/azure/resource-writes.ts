import { objectAt, tagsAt, textAt } from "../kit/json.ts";
import type { SimReply, SimRequest } from "../kit/routes.ts";
import { type ArmProblem, parentNotFound, problemReply } from "./arm-problem.ts";
import { AZURE, type AzureCloud, newEtag } from "./cloud.ts";
import { showResource } from "./envelope.ts";
import {
  bodyProblem,
  busyProblem,
  firstProblem,
  groupProblem,
  lockProblem,
  preconditionProblem,
  quotaProblem,
  registrationProblem,
  tagProblem,
} from "./guards.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import { type ArmResource, normalLocation, parentIdOf } from "./store.ts";

/** Azure is known to answer 404 for a while after a create under a name that was deleted before. */
const REUSED_NAME_HIDDEN_MS = 4000;

/** Where a request points: the id as Azure writes it, and the names in it. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly group: string;
}

const isChildKind = (kind: ResourceKind): boolean => kind.type.includes("/");

const heldBy = (kind: ResourceKind, resource: ArmResource): readonly string[] => [
  resource.id,
  ...(isChildKind(kind) ? [parentIdOf(resource.id)] : []),
  ...(kind.holds?.(resource) ?? []),
];

/** The write that a body asks for; the parent of a child must exist. */
const writeOf = (cloud: AzureCloud, kind: ResourceKind, target: Target, body: unknown): Write => {
  const previous = cloud.store.get(target.id);
  const parent = isChildKind(kind) ? cloud.store.get(parentIdOf(target.id)) : undefined;
  const location = parent?.location ?? normalLocation(textAt(body, "location") ?? "");
  return { ...target, location, body: objectAt({ body }, "body"), previous, parent };
};

const resourceOf = (kind: ResourceKind, write: Write): ArmResource => {
  const { sku, zones } = write.body;
  const beside = { ...(sku !== undefined && { sku }), ...(zones !== undefined && { zones }) };
  return {
    id: write.previous?.id ?? write.id,
    name: write.previous?.name ?? write.name,
    type: kind.type,
    group: write.group,
    location: write.location,
    tags: tagsAt(write.body, "tags"),
    etag: newEtag(),
    state: "Updating",
    beside: kind.beside?.(write) ?? beside,
    properties: kind.draft(write),
    hiddenUntilMs: 0,
  };
};

const noteCreated = (
  { world }: AzureCloud,
  kind: ResourceKind,
  resource: ArmResource,
  origin: "created" | "seeded",
): void => {
  const { id, name, tags } = resource;
  world.ledger.created({ service: AZURE, type: `Microsoft.Network/${kind.type}`, id, name, tags, origin });
  if (kind.bills !== undefined) world.ledger.billStarted({ service: AZURE, item: kind.bills, id });
};

const firstRetryAfter = ({ retryAfterSeconds }: ResourceKind) => ({
  ...(retryAfterSeconds !== undefined && { firstRetryAfterSeconds: retryAfterSeconds }),
});

const settle = (kind: ResourceKind, resource: ArmResource, write: Write): void => {
  resource.state = "Succeeded";
  resource.etag = newEtag();
  kind.written?.(resource, write);
};

/** Puts a resource in place as if it had always been there. Nothing is checked. */
export const seedResource = (cloud: AzureCloud, kind: ResourceKind, target: Target, body: unknown): void => {
  const write = writeOf(cloud, kind, target, body);
  const resource = resourceOf(kind, write);
  cloud.store.put(resource);
  kind.accepted?.(resource, write);
  noteCreated(cloud, kind, resource, "seeded");
  settle(kind, resource, write);
};

const putProblem = (
  cloud: AzureCloud,
  kind: ResourceKind,
  write: Write,
  request: SimRequest,
): ArmProblem | undefined => {
  const { previous, parent, id, group, location } = write;
  const parentId = parentIdOf(id);
  return firstProblem(
    () => groupProblem(cloud, group, true),
    () => registrationProblem(cloud),
    () => (isChildKind(kind) && !parent ? parentNotFound(parentId.split("/").at(-1) ?? "") : undefined),
    () => bodyProblem(request.json, previous, isChildKind(kind)),
    () => tagProblem(tagsAt(request.json, "tags")),
    () => preconditionProblem(request, previous),
    () => lockProblem(cloud, id, false),
    () => (previous ? undefined : quotaProblem(cloud, kind, location)),
    () => kind.check?.(write),
    () => busyProblem(cloud, heldBy(kind, previous ?? resourceOf(kind, write)), request),
  );
};

/** PUT: 201 for a new resource, 200 for one that exists, with the operation in the headers. */
export const putResource = (cloud: AzureCloud, kind: ResourceKind, target: Target, request: SimRequest): SimReply => {
  const write = writeOf(cloud, kind, target, request.json);
  const problem = putProblem(cloud, kind, write, request);
  if (problem) return problemReply(problem);
  const doom = kind.doomed?.(write);
  const { previous } = write;
  const resource = doom && previous ? previous : resourceOf(kind, write);
  resource.state = "Updating";
  cloud.store.put(resource);
  if (!doom) kind.accepted?.(resource, write);
  const reused = !previous && cloud.world.ledger.hasGone(AZURE, resource.id);
  if (!previous) noteCreated(cloud, kind, resource, "created");
  const operation = cloud.operations.start({
    location: resource.location,
    durationMs: cloud.fabric.durations[previous ? kind.durations.update : kind.durations.create],
    holds: heldBy(kind, resource),
    finish: () => {
      if (doom) resource.state = "Failed";
      else settle(kind, resource, write);
      if (reused) resource.hiddenUntilMs = cloud.world.clock.now() + REUSED_NAME_HIDDEN_MS;
      return doom;
    },
    result: () => ({ status: 200, body: showResource(kind, resource) }),
    ...firstRetryAfter(kind),
  });
  return {
    status: previous ? 200 : 201,
    headers: cloud.operations.headers(operation, request.query.get("api-version") ?? "", false),
    body: showResource(kind, resource),
  };
};

/** Removes a resource from store and ledger at once. */
export const removeResource = (cloud: AzureCloud, kind: ResourceKind, resource: ArmResource): void => {
  cloud.store.remove(resource.id);
  cloud.world.ledger.gone(AZURE, resource.id);
  kind.deleted?.(resource);
};

const deleteProblem = (
  cloud: AzureCloud,
  kind: ResourceKind,
  resource: ArmResource,
  request: SimRequest,
): ArmProblem | undefined =>
  firstProblem(
    () => preconditionProblem(request, resource),
    () => lockProblem(cloud, resource.id, true),
    () => busyProblem(cloud, heldBy(kind, resource), request),
    () => {
      const blocked = kind.blocked?.(resource);
      if (blocked) noteIllegalDelete(cloud, resource, blocked.message);
      return blocked;
    },
  );

const noteIllegalDelete = ({ world }: AzureCloud, { type, id }: ArmResource, rule: string): void =>
  world.ledger.illegal({ service: AZURE, operation: `DELETE Microsoft.Network/${type}`, target: id, rule });

/** DELETE: 202 with both headers; 204 when there is nothing. */
export const deleteResource = (
  cloud: AzureCloud,
  kind: ResourceKind,
  target: Target,
  request: SimRequest,
): SimReply => {
  const missing = groupProblem(cloud, target.group, false);
  if (missing) return problemReply(missing);
  const resource = cloud.store.get(target.id);
  if (!resource) return { status: 204 };
  const problem = deleteProblem(cloud, kind, resource, request);
  if (problem) return problemReply(problem);
  resource.state = "Deleting";
  const doom = kind.deleting?.(resource);
  if (doom) noteIllegalDelete(cloud, resource, doom.message);
  const operation = cloud.operations.start({
    location: resource.location,
    durationMs: cloud.fabric.durations[kind.durations.delete],
    holds: heldBy(kind, resource),
    finish: () => {
      if (doom) resource.state = "Failed";
      else removeResource(cloud, kind, resource);
      return doom;
    },
  });
  return {
    status: 202,
    headers: cloud.operations.headers(operation, request.query.get("api-version") ?? "", true),
  };
};

/** PATCH of the tags: at once, and nothing but the tags. */
export const patchTags = (
  cloud: AzureCloud,
  kind: ResourceKind,
  resource: ArmResource,
  request: SimRequest,
): SimReply => {
  const locked = lockProblem(cloud, resource.id, false) ?? busyProblem(cloud, heldBy(kind, resource), request);
  if (locked) return problemReply(locked);
  resource.tags = tagsAt(request.json, "tags");
  resource.etag = newEtag();
  return { status: 200, body: showResource(kind, resource) };
};
