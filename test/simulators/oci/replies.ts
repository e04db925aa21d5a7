import type { SimReply, SimRequest } from "../kit/routes.ts";
import type { OciCloud } from "./cloud.ts";
import type { Collection, Resource } from "./collection.ts";
import { toPage } from "./paging.ts";

/** A list as OCI answers it: a bare array, the next page in a header. */
export const listReply = (cloud: OciCloud, items: readonly unknown[], request: SimRequest): SimReply => {
  const page = toPage(items, request.query, cloud.emptyFirstPages);
  return {
    status: 200,
    body: page.items,
    ...(page.next !== undefined && { headers: { "opc-next-page": page.next } }),
  };
};

/** One resource with its etag. */
export const resourceReply = <Kind extends Resource>(
  collection: Collection<Kind>,
  id: string,
  show: (resource: Kind) => object = (resource) => resource,
): SimReply => ({
  status: 200,
  headers: { etag: collection.etag(id) },
  body: show(collection.get(id)),
});
