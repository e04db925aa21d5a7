import { isObject, textAt } from "../kit/json.ts";
import type { SimRequest } from "../kit/routes.ts";
import type { ScopeLock } from "./account.ts";
import { type ArmProblem, anotherOperation, badRequest, groupNotFound } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { type ArmResource, normalLocation } from "./store.ts";

/** The first problem of a list of checks, in order. */
export const firstProblem = (...checks: readonly (() => ArmProblem | undefined)[]): ArmProblem | undefined => {
  for (const check of checks) {
    const problem = check();
    if (problem) return problem;
  }
  return undefined;
};

/** The resource group must exist; `writing`: and must not be going away. */
export const groupProblem = (cloud: AzureCloud, name: string, writing: boolean): ArmProblem | undefined => {
  const group = cloud.store.group(name);
  if (!group) return groupNotFound(name);
  if (!writing || group.state === "Succeeded") return undefined;
  return {
    status: 409,
    code: "ResourceGroupBeingDeleted",
    message: `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
  };
};

/** Writes need the resource provider registered. */
export const registrationProblem = ({ account }: AzureCloud): ArmProblem | undefined =>
  account.registrationState === "Registered"
    ? undefined
    : {
        status: 409,
        code: "MissingSubscriptionRegistration",
        message:
          "The subscription is not registered to use namespace 'Microsoft.Network'. See https://aka.ms/rps-not-found for how to register subscriptions.",
      };

/** Tags within Azure's limits: 50 a resource, names to 512 and values to 256 characters. */
export const tagProblem = (tags: Readonly<Record<string, string>>): ArmProblem | undefined => {
  const entries = Object.entries(tags);
  if (entries.length > 50) return badRequest("TooManyTags", "The resource has more than the maximum of 50 tags.");
  const [name] = entries.find(([tag, value]) => tag.length > 512 || value.length > 256) ?? [];
  return name === undefined
    ? undefined
    : badRequest("InvalidTagValueLength", `The tag '${name}' or its value exceeded the maximum length.`);
};

const holdsBack = (lock: ScopeLock, id: string, deleting: boolean): boolean =>
  `${id}/`.toLowerCase().startsWith(`${lock.scope}/`.toLowerCase()) && (deleting || lock.level === "ReadOnly");

/** A management lock at the scope or above it. */
export const lockProblem = (cloud: AzureCloud, id: string, deleting: boolean): ArmProblem | undefined => {
  const lock = cloud.account.locks.find((one) => holdsBack(one, id, deleting));
  const verb = deleting ? "delete" : "write";
  return (
    lock && {
      status: 409,
      code: "ScopeLocked",
      message: `The scope '${id}' cannot perform ${verb} operation because following scope(s) are locked: '${lock.scope}'. Please remove the lock and try again.`,
    }
  );
};

/** Another operation on one of these ids is running. */
export const busyProblem = (cloud: AzureCloud, ids: readonly string[], request: SimRequest): ArmProblem | undefined => {
  const running = cloud.operations.holding(ids);
  return running === undefined
    ? undefined
    : anotherOperation(cloud.operations.url(running, request.query.get("api-version") ?? ""));
};

/** The quota of a kind in a region. Only a create uses it up. */
export const quotaProblem = (
  cloud: AzureCloud,
  { quota, type }: ResourceKind,
  location: string,
): ArmProblem | undefined => {
  const limit = quota && cloud.account.quotas[quota.name];
  if (limit === undefined) return undefined;
  const used = cloud.store.ofType(type).filter((one) => one.location === location).length;
  if (used < limit) return undefined;
  return badRequest(
    quota?.code ?? "QuotaExceeded",
    `Cannot create more than ${limit} ${quota?.name ?? type} for this subscription in this region.`,
  );
};

/** The body of a PUT, its location, and what is there already. */
export const bodyProblem = (
  body: unknown,
  existing: ArmResource | undefined,
  isChild: boolean,
): ArmProblem | undefined => {
  if (!isObject(body))
    return badRequest("InvalidRequestContent", "The request content was invalid and could not be deserialized.");
  const location = textAt(body, "location");
  if (isChild) return undefined;
  if (location === undefined)
    return badRequest("LocationRequired", "The location property is required for this definition.");
  if (!existing || existing.location === normalLocation(location)) return undefined;
  return {
    status: 409,
    code: "InvalidResourceLocation",
    message: `The resource '${existing.name}' already exists in location '${existing.location}' in resource group '${existing.group}'. A resource with the same name cannot be created in location '${normalLocation(location)}'. Please select a new resource name.`,
  };
};

/** `If-Match` and `If-None-Match` of a write. */
export const preconditionProblem = (request: SimRequest, existing: ArmResource | undefined): ArmProblem | undefined => {
  const wanted = request.headers["if-match"];
  const unlike = request.headers["if-none-match"];
  const stale = wanted !== undefined && wanted !== "*" && wanted !== existing?.etag;
  const exists = unlike === "*" && existing !== undefined;
  if (!stale && !exists) return undefined;
  return {
    status: 412,
    code: "PreconditionFailed",
    message: "Precondition failed.",
    details: [{ code: "PreconditionFailedEtagMismatch", message: "Etag provided does not match the resource." }],
  };
};
