import { randomUUID } from "node:crypto";
import type { Route, SimHandler, SimReply, SimRequest } from "../kit/routes.ts";
import type { OciCloud } from "./cloud.ts";
import { notAuthorizedOrNotFound, ServiceError, type ServiceErrorCode } from "./service-error.ts";

const codeOfStatus: Readonly<Record<number, ServiceErrorCode>> = {
  400: "InvalidParameter",
  401: "NotAuthenticated",
  404: "NotAuthorizedOrNotFound",
  409: "IncorrectState",
  412: "NoEtagMatch",
  429: "TooManyRequests",
  500: "InternalServerError",
  503: "ServiceUnavailable",
};

/** An error as OCI sends it. */
export const errorReply = ({ status, code, message }: ServiceError): SimReply => ({ status, body: { code, message } });

/** The version prefix of the core and identity services; those of others are as long. */
export const basePath = "/20160918";

const checkPolicy = ({ denied }: OciCloud, { method, path }: SimRequest): void => {
  const kind = path.slice(basePath.length + 1).split("/", 1)[0] ?? "";
  const verb = method === "GET" ? "read" : "manage";
  if (denied.has(`read ${kind}`) || denied.has(`${verb} ${kind}`)) throw notAuthorizedOrNotFound();
};

/** Puts a route under the version prefix, behind the policies, and turns its refusals into answers. */
export const gated = (cloud: OciCloud, { method, path, handler }: Route, base = basePath): Route => {
  const guarded: SimHandler = async (request) => {
    try {
      checkPolicy(cloud, request);
      return await handler(request);
    } catch (problem) {
      if (problem instanceof ServiceError) return errorReply(problem);
      throw problem;
    }
  };
  return { method, path: base + path, handler: guarded };
};

/** Gives every answer its `opc-request-id`, and an error made by a fault rule the body that OCI would send. */
export const completed = (request: SimRequest, reply: SimReply): SimReply => {
  const sent = request.headers["opc-request-id"];
  const own = randomUUID().replaceAll("-", "").toUpperCase();
  const code = codeOfStatus[reply.status];
  const bare = reply.status >= 400 && reply.body === undefined && code !== undefined;
  return {
    ...reply,
    headers: { ...reply.headers, "opc-request-id": sent === undefined ? own : `${sent}/${own}` },
    ...(bare && { body: { code, message: `Simulated ${code}.` } }),
  };
};
