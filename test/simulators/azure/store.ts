import type { JsonObject } from "../kit/json.ts";

export type ProvisioningState = "Succeeded" | "Updating" | "Deleting" | "Failed";

/** A resource of Microsoft.Network as it is kept. `type` is without the namespace. */
export interface ArmResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly group: string;
  readonly location: string;
  tags: Readonly<Record<string, string>>;
  etag: string;
  state: ProvisioningState;
  /** What stands beside `properties` in the body: sku, zones. */
  beside: JsonObject;
  properties: JsonObject;
  /** GET answers 404 until this virtual moment, although the create is done. */
  hiddenUntilMs: number;
}

export interface ResourceGroup {
  readonly name: string;
  readonly location: string;
  tags: Readonly<Record<string, string>>;
  state: "Succeeded" | "Deleting";
}

const key = (id: string): string => id.toLowerCase();

/** Two ids or names name the same thing: Azure ignores case. */
export const sameId = (one: string, other: string): boolean => key(one) === key(other);

/** `UK South` as `uksouth`. */
export const normalLocation = (location: string): string => location.replaceAll(" ", "").toLowerCase();

/** The id of the resource that a child belongs to. */
export const parentIdOf = (id: string): string => id.split("/").slice(0, -2).join("/");

/** All resource groups and resources of the subscription. Ids are compared without case. */
export class Store {
  private readonly resources = new Map<string, ArmResource>();
  private readonly groups = new Map<string, ResourceGroup>();

  get(id: string): ArmResource | undefined {
    return this.resources.get(key(id));
  }

  put(resource: ArmResource): void {
    this.resources.set(key(resource.id), resource);
  }

  remove(id: string): void {
    this.resources.delete(key(id));
  }

  ofType(type: string): readonly ArmResource[] {
    return [...this.resources.values()].filter((one) => sameId(one.type, type));
  }

  childrenOf(parentId: string, type: string): readonly ArmResource[] {
    return this.ofType(type).filter((one) => sameId(parentIdOf(one.id), parentId));
  }

  /** Everything in a group, children after the resources they belong to. */
  inGroup(group: string): readonly ArmResource[] {
    return [...this.resources.values()].filter((one) => sameId(one.group, group));
  }

  all(): readonly ArmResource[] {
    return [...this.resources.values()];
  }

  group(name: string): ResourceGroup | undefined {
    return this.groups.get(key(name));
  }

  putGroup(group: ResourceGroup): void {
    this.groups.set(key(group.name), group);
  }

  removeGroup(name: string): void {
    this.groups.delete(key(name));
  }

  allGroups(): readonly ResourceGroup[] {
    return [...this.groups.values()];
  }
}
