import type { SimRequest } from "../kit/routes.ts";
import { type ArmProblem, badRequest } from "./arm-problem.ts";

/** The newest version that the simulator answers as, by namespace. */
const NEWEST: Readonly<Record<string, string>> = {
  "microsoft.network": "2025-05-01",
  "microsoft.resources": "2025-04-01",
  "microsoft.authorization": "2022-04-01",
  "microsoft.insights": "2024-02-01",
};

const namespaceOf = (path: string): string => {
  const last = path.toLowerCase().lastIndexOf("/providers/");
  const namespace = last === -1 ? "" : (path.slice(last).split("/")[2] ?? "").toLowerCase();
  return namespace in NEWEST ? namespace : "microsoft.resources";
};

/** Every request names an api-version, and none of the future. */
export const apiVersionProblem = ({ path, query }: SimRequest): ArmProblem | undefined => {
  const version = query.get("api-version");
  if (version === null)
    return badRequest(
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  const namespace = namespaceOf(path);
  const newest = NEWEST[namespace] ?? "";
  if (/^\d{4}-\d{2}-\d{2}$/.test(version) && version <= newest) return undefined;
  return badRequest(
    "NoRegisteredProviderFound",
    `No registered resource provider found for API version '${version}' of '${namespace}'. The supported api-versions end with '${newest}'.`,
  );
};
