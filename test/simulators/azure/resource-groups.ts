import { tagsAt, textAt } from "../kit/json.ts";
import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { type ArmProblem, badRequest, childNotFound, groupNotFound, problemReply } from "./arm-problem.ts";
import { AZURE, type AzureCloud } from "./cloud.ts";
import { showGroup, showResource } from "./envelope.ts";
import { firstProblem, groupProblem, lockProblem, tagProblem } from "./guards.ts";
import { ARM_ORIGIN } from "./operations.ts";
import { pageReply } from "./paging.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { removeResource } from "./resource-writes.ts";
import { type ArmResource, normalLocation, type ResourceGroup, sameId } from "./store.ts";

const TYPE = "Microsoft.Resources/resourceGroups";
const BASE = "/subscriptions/:subscription/resourceGroups";
const RETRY_AFTER = { "Retry-After": "15" };

// Children go before what they belong to, users before what they use.
const REMOVAL_ORDER = ["connections", "virtualNetworkGateways", "publicIPAddresses", "virtualNetworks"];

interface Job {
  done: boolean;
  problem: ArmProblem | undefined;
}

/** Resource groups: at once to make, a while to delete, and what is in them goes too. */
export class ResourceGroups {
  private readonly cloud: AzureCloud;
  private readonly kinds: readonly ResourceKind[];
  private readonly jobs = new Map<string, Job>();

  constructor(cloud: AzureCloud, kinds: readonly ResourceKind[]) {
    this.cloud = cloud;
    this.kinds = kinds;
  }

  routes(): readonly Route[] {
    const one = `${BASE}/:group`;
    return [
      { method: "GET", path: BASE, handler: (request) => this.list(request) },
      { method: "PUT", path: one, handler: (request) => this.put(request) },
      { method: "GET", path: one, handler: (request) => this.get(request) },
      { method: "HEAD", path: one, handler: (request) => this.head(request) },
      { method: "DELETE", path: one, handler: (request) => this.delete(request) },
      { method: "GET", path: `${one}/resources`, handler: (request) => this.resources(request) },
      {
        method: "GET",
        path: "/subscriptions/:subscription/resources",
        handler: (request) => this.allResources(request),
      },
      {
        method: "GET",
        path: "/subscriptions/:subscription/operationresults/:job",
        handler: (request) => this.deletion(request),
      },
    ];
  }

  private idOf(name: string): string {
    return `/subscriptions/${this.cloud.account.subscriptionId}/resourceGroups/${name}`;
  }

  private show(group: ResourceGroup) {
    return showGroup(group, this.cloud.account.subscriptionId);
  }

  private list(request: SimRequest): SimReply {
    const groups = this.cloud.store.allGroups().map((one) => this.show(one));
    return pageReply(request, groups, this.cloud.account.pageSize);
  }

  private put(request: SimRequest): SimReply {
    const { store, world } = this.cloud;
    const name = request.param("group");
    const location = textAt(request.json, "location");
    const existing = store.group(name);
    const problem = firstProblem(
      () => (existing ? groupProblem(this.cloud, name, true) : undefined),
      () => (location === undefined ? badRequest("LocationRequired", "The location property is required.") : undefined),
      () => tagProblem(tagsAt(request.json, "tags")),
      () => lockProblem(this.cloud, this.idOf(name), false),
    );
    if (problem) return problemReply(problem);
    const tags = tagsAt(request.json, "tags");
    const group: ResourceGroup = existing ?? {
      name,
      location: normalLocation(location ?? ""),
      tags,
      state: "Succeeded",
    };
    group.tags = tags;
    store.putGroup(group);
    if (!existing) world.ledger.created({ service: AZURE, type: TYPE, id: this.idOf(name), name, tags });
    return { status: existing ? 200 : 201, body: this.show(group) };
  }

  private get(request: SimRequest): SimReply {
    const group = this.cloud.store.group(request.param("group"));
    return group ? { status: 200, body: this.show(group) } : problemReply(groupNotFound(request.param("group")));
  }

  private head(request: SimRequest): SimReply {
    return { status: this.cloud.store.group(request.param("group")) ? 204 : 404 };
  }

  private resources(request: SimRequest): SimReply {
    const name = request.param("group");
    const { store, account } = this.cloud;
    if (!store.group(name)) return problemReply(groupNotFound(name));
    return pageReply(request, this.generic(store.inGroup(name)), account.pageSize);
  }

  /** Everything in the subscription; `$filter` is understood as far as it names types. */
  private allResources(request: SimRequest): SimReply {
    const { store, account } = this.cloud;
    const filter = request.query.get("$filter") ?? "";
    const types = [...filter.matchAll(/resourceType eq 'Microsoft\.Network\/([^']+)'/gi)].map(([, type = ""]) => type);
    const asked = store.all().filter(({ type }) => filter === "" || types.some((one) => sameId(one, type)));
    return pageReply(request, this.generic(asked), account.pageSize);
  }

  /** Resources as lists of mixed types show them: without children, etags and properties. */
  private generic(resources: readonly ArmResource[]): readonly unknown[] {
    const top = this.kinds.filter(({ type }) => !type.includes("/"));
    return resources.flatMap((resource) => {
      const kind = top.find(({ type }) => type === resource.type);
      if (!kind) return [];
      const { etag: _etag, properties: _properties, ...generic } = showResource(kind, resource);
      return [generic];
    });
  }

  private delete(request: SimRequest): SimReply {
    const { store, world, fabric, account } = this.cloud;
    const name = request.param("group");
    const group = store.group(name);
    if (!group) return problemReply(groupNotFound(name));
    const locked = lockProblem(this.cloud, this.idOf(group.name), true);
    if (locked) return problemReply(locked);
    this.noteContents(group.name);
    const jobId = Buffer.from(JSON.stringify({ jobId: `RESOURCEGROUPDELETIONJOB-${group.name}-${this.jobs.size}` }));
    const job: Job = { done: false, problem: undefined };
    const id = jobId.toString("base64url");
    this.jobs.set(id, job);
    group.state = "Deleting";
    world.clock.after(fabric.durations["azure.resource-group.delete"], () => {
      job.done = true;
      job.problem = this.empty(group);
    });
    const version = request.query.get("api-version") ?? "";
    const location = `${ARM_ORIGIN}/subscriptions/${account.subscriptionId}/operationresults/${id}?api-version=${version}`;
    return { status: 202, headers: { ...RETRY_AFTER, Location: location } };
  }

  private noteContents(name: string): void {
    const { store, world } = this.cloud;
    if (store.inGroup(name).length === 0) return;
    world.ledger.illegal({
      service: AZURE,
      operation: `DELETE ${TYPE}`,
      target: this.idOf(name),
      rule: "the resource group is not empty",
    });
  }

  /** Deletes what is in the group and then the group; what refuses to go keeps the group. */
  private empty(group: ResourceGroup): ArmProblem | undefined {
    const { store, world } = this.cloud;
    const order = (type: string) => (REMOVAL_ORDER.includes(type) ? REMOVAL_ORDER.indexOf(type) : REMOVAL_ORDER.length);
    const contents = store.inGroup(group.name).toSorted((a, b) => order(a.type) - order(b.type));
    for (const resource of contents) {
      const kind = this.kinds.find(({ type }) => type === resource.type);
      const problem = kind?.blocked?.(resource) ?? kind?.deleting?.(resource);
      if (problem) {
        resource.state = "Failed";
        group.state = "Succeeded";
        return problem;
      }
      if (kind) removeResource(this.cloud, kind, resource);
    }
    store.removeGroup(group.name);
    world.ledger.gone(AZURE, this.idOf(group.name));
    return undefined;
  }

  private deletion(request: SimRequest): SimReply {
    const job = this.jobs.get(request.param("job"));
    if (!job) return problemReply(childNotFound(request.path));
    const location = `${ARM_ORIGIN}${request.url}`;
    if (!job.done) return { status: 202, headers: { ...RETRY_AFTER, Location: location } };
    return job.problem ? problemReply(job.problem) : { status: 200 };
  }
}
