import type { DurationName } from "../fabric/durations.ts";
import type { SimReply, SimRequest } from "../kit/routes.ts";
import type { AzureCloud } from "./cloud.ts";

/** A look-up that takes a while: 202 with both headers; the rows are those at the end of it. */
export const tableReply = (
  cloud: AzureCloud,
  request: SimRequest,
  table: { readonly location: string; readonly duration: DurationName; readonly rows: () => readonly unknown[] },
): SimReply => {
  const operation = cloud.operations.start({
    location: table.location,
    durationMs: cloud.fabric.durations[table.duration],
    holds: [],
    finish: () => undefined,
    result: () => ({ status: 200, body: { value: table.rows() } }),
  });
  return {
    status: 202,
    headers: cloud.operations.headers(operation, request.query.get("api-version") ?? "", true),
  };
};
