import { randomUUID } from "node:crypto";
import type { ClientCredentials } from "../../kit/client-credentials.ts";
import type { Route, SimReply, SimRequest } from "../../kit/routes.ts";
import type { CallKind, RateLimits } from "../rate-limits.ts";
import { readWireId, type Tenant } from "../tenant/tenant.ts";
import { Refusal } from "./refusal.ts";

/** One call of the connector's REST API. */
export interface Operation {
  /** What the journal calls it. */
  readonly name: string;
  readonly method: string;
  /** Below the service URL. */
  readonly path: string;
  readonly kind: CallKind;
  /** The answer's status and body. @throws Refusal */
  run(tenant: Tenant, request: SimRequest): SimReply;
}

/** What stands before every operation. */
export interface Gate {
  readonly tenant: Tenant;
  readonly credentials: ClientCredentials;
  readonly limits: RateLimits;
}

/** The thread that a call is counted for. */
function threadOf(request: SimRequest): string {
  const [, wireId = request.path] = /\/v3\/(?:conversations|teams)\/([^/]+)/.exec(request.path) ?? [];
  return decodeURIComponent(wireId);
}

function admit({ tenant, credentials, limits }: Gate, { kind }: Operation, request: SimRequest): void {
  if (credentials.stateOf(request) !== "good") throw new Refusal("Unauthorized");
  if (!tenant.bot.active) throw new Refusal("BotDisabledByAdmin");
  if (request.param("tenant") !== tenant.id) throw new Refusal("ConversationNotFound");
  const retryAfterS = limits.take(kind, threadOf(request));
  if (retryAfterS !== undefined) throw new Refusal("Throttled", { retryAfterS });
}

/** An operation as a route: token, account, rates, then the call itself; refusals are written down. */
export function operationRoute(gate: Gate, operation: Operation): Route {
  const handler = (request: SimRequest): SimReply => {
    try {
      admit(gate, operation, request);
      const reply = operation.run(gate.tenant, request);
      return { ...reply, headers: { "x-ms-request-id": randomUUID(), ...reply.headers } };
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      const { id: channel } = readWireId(threadOf(request));
      const { code: error, reasons } = problem;
      gate.tenant.journal.refuse({ method: operation.name, error, reasons, channel });
      return problem.reply();
    }
  };
  return { method: operation.method, path: `/uk/:tenant${operation.path}`, handler };
}
