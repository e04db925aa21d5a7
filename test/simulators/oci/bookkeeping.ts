import { textAt } from "../kit/json.ts";
import type { Ledger } from "../kit/ledger.ts";
import type { SimReply, SimRequest } from "../kit/routes.ts";
import { serviceName } from "./cloud.ts";
import { basePath } from "./gate.ts";

const ocid = /ocid1\.[\w.-]+/u;

/** The end of the path of a POST that only reads, as a pattern. */
export const readingPost = "/actions/(?:getAllDrgAttachments|summarizeMetricsData)";

const reads = new RegExp(`${readingPost}$`);

const isLook = ({ method, path }: SimRequest): boolean => method === "GET" || reads.test(path);

const namedIn = ({ json, headers }: SimRequest): { readonly name?: string; readonly token?: string } => {
  const name = textAt(json, "displayName");
  const token = headers["opc-retry-token"];
  return { ...(name !== undefined && { name }), ...(token !== undefined && { token }) };
};

/** Writes a request down: a look is counted, a mutating call is kept with its target and how it was answered. */
export const noteCall = (ledger: Ledger, request: SimRequest, reply: SimReply, sent: boolean): void => {
  if (isLook(request)) {
    ledger.look(serviceName);
    return;
  }
  const path = request.path.slice(basePath.length);
  ledger.call({
    service: serviceName,
    operation: `${request.method} ${path.replace(ocid, "{id}")}`,
    target: ocid.exec(path)?.[0] ?? textAt(reply.body, "id") ?? path,
    status: sent ? reply.status : 0,
    ...namedIn(request),
  });
};
