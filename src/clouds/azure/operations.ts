import { describeCall } from "./arm-call.ts";
import type { ArmAnswer, ArmClient } from "./arm-client.ts";
import { toAzureError } from "./azure-errors.ts";
import { OperationEnded } from "./azure-problem.ts";
import type { Accepted, AzureOperation } from "./azure-resources.ts";

/** The version of Microsoft.Network that every call speaks; the SDK's own. */
export const networkVersion = "2025-05-01";
export const resourcesVersion = "2025-04-01";

/** What a changing call leaves behind to be followed. */
export function acceptedFrom({ statusUrl, resultUrl }: ArmAnswer): Accepted {
  const operationUrl = statusUrl ?? resultUrl;
  return operationUrl === undefined ? {} : { operationUrl };
}

/** Sends one PUT of a whole resource. */
export async function put(arm: ArmClient, id: string, body: unknown, apiVersion = networkVersion): Promise<Accepted> {
  return acceptedFrom(await arm.send({ method: "PUT", target: id, apiVersion, body }));
}

/**
 * Reads a network resource and writes the same body back, which makes Azure reconcile it. A PUT replaces what belongs
 * to the resource (a circuit's peerings and authorizations, a VNet's subnets) by what its body has, and typed models
 * drop what they do not know: so the body is never taken apart, and both calls speak the same version. Its etag goes
 * along, so that Azure refuses when somebody else wrote in between.
 */
export function refresh(arm: ArmClient, id: string): Promise<Accepted> {
  return rewrite(arm, id, (body) => body);
}

/** The same with one change, to the body as Azure gave it. */
export async function rewrite(arm: ArmClient, id: string, change: (body: object) => object): Promise<Accepted> {
  const { body } = await arm.send({ method: "GET", target: id, apiVersion: networkVersion });
  return put(arm, id, typeof body === "object" && body !== null ? change(body) : body);
}

/** Sends one DELETE. */
export async function remove(arm: ArmClient, id: string): Promise<Accepted> {
  const apiVersion = /\/providers\//i.test(id) ? networkVersion : resourcesVersion;
  return acceptedFrom(await arm.send({ method: "DELETE", target: id, apiVersion }));
}

/**
 * Status of an operation by the URL that its call left behind.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
export async function readOperation(arm: ArmClient, url: string): Promise<AzureOperation> {
  const answer = await arm.find(() => arm.send({ method: "GET", target: url }));
  if (answer === undefined) return { status: "Unknown" };
  const { status, error } = statusBody(answer);
  if (status !== "Failed" && status !== "Canceled") return { status };
  return { status, error: toAzureError(new OperationEnded(status, error), describeCall("GET", url)) };
}

function statusBody({ status, body }: ArmAnswer): { readonly status: string; readonly error?: unknown } {
  if (typeof body === "object" && body !== null && "status" in body && typeof body.status === "string") {
    return { status: body.status, ...("error" in body && { error: body.error }) };
  }
  // A `Location` tells by its status code alone.
  return { status: status === 202 ? "InProgress" : "Succeeded" };
}
