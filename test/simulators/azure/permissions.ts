import type { SimRequest } from "../kit/routes.ts";
import { type Account, covers } from "./account.ts";
import type { ArmProblem } from "./arm-problem.ts";

const VERBS: Readonly<Record<string, string>> = {
  GET: "read",
  HEAD: "read",
  PUT: "write",
  PATCH: "write",
  DELETE: "delete",
  POST: "action",
};

const PROVIDER = /^.*\/providers\/(?<namespace>[^/]+)\/(?<rest>.+)$/i;

/** The types of a path `type/name/type/name…`: every second segment. */
const typesOf = (rest: string): string =>
  rest
    .split("/")
    .filter((_segment, index) => index % 2 === 0)
    .join("/");

/** The action that a request needs a right for; undefined when none is asked for. */
const actionOf = ({ method, path }: SimRequest): string | undefined => {
  const verb = VERBS[method] ?? "read";
  const groups = PROVIDER.exec(path)?.groups;
  if (groups) return `${groups["namespace"] ?? ""}/${typesOf(groups["rest"] ?? "")}/${verb}`;
  if (/\/resourcegroups\/[^/]+$/i.test(path)) return `Microsoft.Resources/subscriptions/resourceGroups/${verb}`;
  return undefined;
};

// A client may always follow its own operations and ask what it may do.
const ALWAYS = /\/(?:operations|operationResults)\/|Microsoft\.Authorization/i;

/** 403 when the account lacks the right. Forbidden is told before missing, as Azure does. */
export const permissionProblem = (account: Account, request: SimRequest): ArmProblem | undefined => {
  const action = actionOf(request);
  if (action === undefined || ALWAYS.test(request.path)) return undefined;
  if (!account.missingPermissions.some((pattern) => covers(pattern, action))) return undefined;
  const { clientId, objectId } = account;
  return {
    status: 403,
    code: "AuthorizationFailed",
    message: `The client '${clientId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${request.path}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  };
};
