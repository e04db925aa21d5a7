import { randomUUID } from "node:crypto";
import type { ClientCredentials } from "../kit/client-credentials.ts";
import type { SimReply, SimRequest } from "../kit/routes.ts";
import { apiVersionProblem } from "./api-version.ts";
import { type ArmProblem, problemReply } from "./arm-problem.ts";
import { AZURE, type AzureCloud } from "./cloud.ts";
import { firstProblem } from "./guards.ts";
import { bearerProblem, isTokenRequest } from "./identity.ts";
import { permissionProblem } from "./permissions.ts";
import { Throttle } from "./throttle.ts";

const COMMON_HEADERS = {
  "Cache-Control": "no-cache",
  Pragma: "no-cache",
  Expires: "-1",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

const subscriptionProblem = ({ account }: AzureCloud, { path }: SimRequest): ArmProblem | undefined => {
  const asked = path.split("/")[2] ?? "";
  if (asked.toLowerCase() === account.subscriptionId) return undefined;
  return { status: 404, code: "SubscriptionNotFound", message: `The subscription '${asked}' could not be found.` };
};

/** Whether a request changes anything; the look-up of a table does not, though it is a POST. */
const isMutating = ({ method, path }: SimRequest): boolean =>
  ["PUT", "PATCH", "DELETE"].includes(method) || path.toLowerCase().endsWith("/register");

/** What Azure Resource Manager does with every request, whatever it is for. */
export class Gatekeeper {
  private readonly cloud: AzureCloud;
  private readonly credentials: ClientCredentials;
  private readonly throttle: Throttle;

  constructor(cloud: AzureCloud, credentials: ClientCredentials) {
    this.cloud = cloud;
    this.credentials = credentials;
    this.throttle = new Throttle(cloud.world.clock);
  }

  /** Token, api-version, subscription, limits and rights, in this order. */
  readonly before = (request: SimRequest): SimReply | undefined => {
    if (isTokenRequest(request)) return undefined;
    const problem = firstProblem(
      () => bearerProblem(this.credentials, this.cloud.account.tenantId, request),
      () => apiVersionProblem(request),
      () => subscriptionProblem(this.cloud, request),
      () => this.throttle.problem(request),
      () => permissionProblem(this.cloud.account, request),
    );
    return problem && problemReply(problem);
  };

  /** The headers that every answer carries. */
  readonly after = (request: SimRequest, reply: SimReply): SimReply => {
    if (isTokenRequest(request)) return reply;
    const id = randomUUID();
    const ids = { "x-ms-request-id": id, "x-ms-correlation-request-id": id };
    const left = this.throttle.remaining(request.method);
    return { ...reply, headers: { ...COMMON_HEADERS, ...ids, ...left, ...reply.headers } };
  };

  /** Writes a request down in the ledger; status 0 when its answer was lost. */
  readonly settled = (request: SimRequest, reply: SimReply, sent: boolean): void => {
    const { ledger } = this.cloud.world;
    if (isTokenRequest(request)) return;
    if (!isMutating(request)) {
      ledger.look(AZURE);
      return;
    }
    const type = request.path.split("/").at(-2) ?? "";
    const status = sent ? reply.status : 0;
    ledger.call({ service: AZURE, operation: `${request.method} ${type}`, target: request.path, status });
  };
}
