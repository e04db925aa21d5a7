import type { ClientCredentials } from "../kit/client-credentials.ts";
import type { SimRequest } from "../kit/routes.ts";
import type { ArmProblem } from "./arm-problem.ts";

/** Tells a request to the identity service from one to Azure Resource Manager. */
export const isTokenRequest = (request: SimRequest): boolean => request.path.endsWith("/oauth2/v2.0/token");

const SAID = {
  missing: ["AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."],
  unknown: ["InvalidAuthenticationToken", "The access token is invalid."],
  expired: ["ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than now."],
} as const;

/** What Azure Resource Manager says of a request without a good token; undefined when it has one. */
export function bearerProblem(
  credentials: ClientCredentials,
  tenantId: string,
  request: SimRequest,
): ArmProblem | undefined {
  const state = credentials.stateOf(request);
  if (state === "good") return undefined;
  const [code, message] = SAID[state];
  const uri = `https://login.microsoftonline.com/${tenantId}`;
  const challenge = `Bearer authorization_uri="${uri}", error="invalid_token", error_description="${message}"`;
  return { status: 401, code, message, headers: { "WWW-Authenticate": challenge } };
}
