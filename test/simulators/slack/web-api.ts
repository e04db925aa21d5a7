import { randomUUID } from "node:crypto";
import { isObject } from "../kit/json.ts";
import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import type { ApiMethod } from "./methods/method.ts";
import { Refusal } from "./methods/refusal.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Workspace } from "./workspace/workspace.ts";

type Args = Readonly<Record<string, unknown>>;

/** The arguments of a call, from a form or a JSON body. */
function argsOf(request: SimRequest): Args {
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("application/json")) {
    if (!isObject(request.json)) throw new Refusal("invalid_json");
    return request.json;
  }
  if (request.text !== "" && !type.startsWith("application/x-www-form-urlencoded"))
    throw new Refusal("invalid_post_type");
  return Object.fromEntries(new URLSearchParams(request.text));
}

function authorize({ app }: Workspace, method: ApiMethod, request: SimRequest, args: Args): void {
  const bearer = /^Bearer (.+)$/.exec(request.headers["authorization"] ?? "")?.[1];
  const token = bearer ?? args["token"];
  if (token === undefined) throw new Refusal("not_authed");
  if (token !== app.botToken && token !== app.appToken) throw new Refusal("invalid_auth");
  if (!app.active) throw new Refusal("account_inactive");
  if (token !== (method.token === "app" ? app.appToken : app.botToken)) throw new Refusal("not_allowed_token_type");
  const needed = method.scopes.find((scope) => !app.scopes.has(scope));
  if (needed === undefined) return;
  throw new Refusal("missing_scope", { extra: { needed, provided: [...app.scopes].join(",") } });
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function refusedReply(refusal: Refusal): SimReply {
  const { code, reasons, extra, retryAfterS } = refusal;
  const described = reasons.length > 0 && {
    errors: reasons,
    response_metadata: { messages: reasons.map((reason) => `[ERROR] ${reason}`) },
  };
  return {
    status: code === "ratelimited" ? 429 : 200,
    body: { ok: false, error: code, ...extra, ...described },
    ...(retryAfterS !== undefined && { headers: { "retry-after": String(retryAfterS) } }),
  };
}

/** Slack's Web API over the given methods, with tokens, scopes and rate limits checked first. */
export function webApiRoute(workspace: Workspace, methods: readonly ApiMethod[], limits: RateLimits): Route {
  const byName = new Map(methods.map((method) => [method.name, method]));

  const run = async (request: SimRequest): Promise<SimReply> => {
    const method = byName.get(request.param("method"));
    if (!method) throw new Refusal("unknown_method");
    // Every method takes a team_id, which matters to apps of a whole organisation only; Bolt always sends it.
    const { token, team_id: _team, ...args } = argsOf(request);
    authorize(workspace, method, request, { token });
    const retryAfterS = limits.take(method, textOf(args["channel"]));
    if (retryAfterS !== undefined) throw new Refusal("ratelimited", { retryAfterS });
    return { status: 200, body: { ok: true, ...(await method.invoke(workspace, args)) } };
  };

  const refuse = (request: SimRequest, refusal: Refusal): SimReply => {
    workspace.journal.refuse({
      method: request.param("method"),
      error: refusal.code,
      reasons: refusal.reasons,
      channel: new URLSearchParams(request.text).get("channel") ?? undefined,
    });
    return refusedReply(refusal);
  };

  const handler = async (request: SimRequest): Promise<SimReply> => {
    const reply = await run(request).catch((problem: unknown) => {
      if (problem instanceof Refusal) return refuse(request, problem);
      throw problem;
    });
    const headers = {
      "x-slack-req-id": randomUUID(),
      "x-oauth-scopes": [...workspace.app.scopes].join(","),
      "x-accepted-oauth-scopes": (byName.get(request.param("method"))?.scopes ?? []).join(","),
    };
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };
  return { method: "POST", path: "/api/:method", handler };
}
