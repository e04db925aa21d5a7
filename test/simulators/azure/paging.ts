import type { SimReply, SimRequest } from "../kit/routes.ts";
import { ARM_ORIGIN } from "./operations.ts";

/** One page of a list, with the `nextLink` of the next one when there is one. */
export const pageReply = (request: SimRequest, items: readonly unknown[], pageSize: number): SimReply => {
  const start = Number(request.query.get("$skiptoken") ?? 0);
  const end = start + pageSize;
  const query = new URLSearchParams(request.query);
  query.set("$skiptoken", String(end));
  return {
    status: 200,
    body: {
      value: items.slice(start, end),
      ...(end < items.length && { nextLink: `${ARM_ORIGIN}${request.path}?${query.toString()}` }),
    },
  };
};
