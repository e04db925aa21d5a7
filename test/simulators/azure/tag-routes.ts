import { tagsAt, textAt } from "../kit/json.ts";
import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { badRequest, childNotFound, problemReply } from "./arm-problem.ts";
import { type AzureCloud, newEtag } from "./cloud.ts";
import { firstProblem, lockProblem, tagProblem } from "./guards.ts";

type Tags = Readonly<Record<string, string>>;

const merge = (now: Tags, given: Tags): Tags => ({ ...now, ...given });

/** Takes off what has both the name and the value that are given. */
const without = (now: Tags, given: Tags): Tags =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => given[name] !== value));

const changes: Readonly<Record<string, (now: Tags, given: Tags) => Tags>> = {
  Merge: merge,
  Replace: (_now, given) => given,
  Delete: without,
};

/** PATCH of the tags of any resource: at once, and nothing but the tags. */
const patchTags = (cloud: AzureCloud, request: SimRequest): SimReply => {
  const id = request.path.replace(/\/providers\/Microsoft\.Resources\/tags\/default$/i, "");
  const resource = cloud.store.get(id);
  if (resource === undefined) return problemReply(childNotFound(id));
  const change = changes[textAt(request.json, "operation") ?? ""];
  if (change === undefined) return problemReply(badRequest("InvalidTagsOperation", "The operation is not known."));
  const tags = change(resource.tags, tagsAt(request.json, "properties", "tags"));
  const problem = firstProblem(
    () => lockProblem(cloud, resource.id, false),
    () => tagProblem(tags),
  );
  if (problem) return problemReply(problem);
  resource.tags = tags;
  resource.etag = newEtag();
  return {
    status: 200,
    body: { id: request.path, name: "default", type: "Microsoft.Resources/tags", properties: { tags } },
  };
};

/** The tags of a resource as a resource of their own. */
export const tagRoutes = (cloud: AzureCloud): readonly Route[] => [
  {
    method: "PATCH",
    path: "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Network/:type/:name/providers/Microsoft.Resources/tags/default",
    handler: (request) => patchTags(cloud, request),
  },
];
