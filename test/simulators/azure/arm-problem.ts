import type { SimReply } from "../kit/routes.ts";

/** An error as Azure words it: the status of the answer and what stands in `error`. */
export interface ArmProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: readonly { readonly code: string; readonly message: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The part of a problem that goes into a body. */
export const errorOf = ({ code, message, details }: ArmProblem) => ({
  code,
  message,
  ...(details && { details }),
});

/** The answer that carries a problem. */
export const problemReply = (problem: ArmProblem): SimReply => ({
  status: problem.status,
  body: { error: errorOf(problem) },
  ...(problem.headers && { headers: problem.headers }),
});

export const resourceNotFound = (type: string, name: string, group: string): ArmProblem => ({
  status: 404,
  code: "ResourceNotFound",
  message: `The Resource 'Microsoft.Network/${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
});

export const childNotFound = (id: string): ArmProblem => ({
  status: 404,
  code: "NotFound",
  message: `Resource ${id} not found.`,
  details: [],
});

export const parentNotFound = (name: string): ArmProblem => ({
  status: 404,
  code: "ParentResourceNotFound",
  message: `Can not perform requested operation on nested resource. Parent resource '${name}' not found.`,
});

export const groupNotFound = (group: string): ArmProblem => ({
  status: 404,
  code: "ResourceGroupNotFound",
  message: `Resource group '${group}' could not be found.`,
});

export const badRequest = (code: string, message: string): ArmProblem => ({ status: 400, code, message, details: [] });

/** A reference in a body to something that does not exist. */
export const invalidReference = (id: string, from: string): ArmProblem =>
  badRequest(
    "InvalidResourceReference",
    `Resource ${id} referenced by resource ${from} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );

/** A reference to something that is still being made or changed. */
export const referenceNotReady = (id: string, from: string): ArmProblem => ({
  status: 409,
  code: "ReferencedResourceNotProvisioned",
  message: `Cannot proceed with operation because resource ${id} used by resource ${from} is not in Succeeded state.`,
  details: [],
});

/** Azure's own code for a case is not known; the name says that it is the simulator's. */
export const simulatedRefusal = (what: string, message: string): ArmProblem => badRequest(`Simulated${what}`, message);

export const anotherOperation = (operationUrl: string): ArmProblem => ({
  status: 409,
  code: "AnotherOperationInProgress",
  message: `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${operationUrl}.`,
  details: [],
});

/** A path that no resource type of the simulator has. */
export const noSuchType = (path: string): ArmProblem => ({
  status: 404,
  code: "InvalidResourceType",
  message: `The resource type of '${path}' could not be found, or does not take this method.`,
});
