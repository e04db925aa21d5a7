import { type ErrorDetails, type ErrorInit, InterconnectError, toInterconnectError } from "../../domain/errors.ts";
import type { ArmCall } from "./arm-call.ts";
import { type AzureProblem, readProblem } from "./azure-problem.ts";

/**
 * The one place where what Azure, its SDK or the network say becomes an error of ours: by status and code, never by
 * text. The cloud's words are kept in `details.cloudMessage` only; the SDK's error, which may hold bodies and headers,
 * is not kept at all.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */
export function toAzureError(thrown: unknown, call: ArmCall): InterconnectError {
  if (thrown instanceof InterconnectError) return thrown;
  const problem = readProblem(thrown);
  if (problem === undefined) return toInterconnectError(thrown);
  const retryAfterMs = problem.retryAfterMs;
  return new InterconnectError({
    ...verdictOn(problem, call),
    details: detailsOf(problem, call),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** Whether a 404 proves that the resource itself is absent, rather than a wrong path, parent or subscription. */
export function provesAbsence(error: InterconnectError): boolean {
  return error.code === "NotFound" && absenceCodes.has(error.details.cloudCode ?? "");
}

const absenceCodes = new Set(["ResourceNotFound", "NotFound", "ResourceGroupNotFound"]);

type Verdict = Pick<ErrorInit, "code" | "kind" | "message" | "hint">;
type Judge = (call: ArmCall, problem: AzureProblem) => Verdict;

function verdictOn(problem: AzureProblem, call: ArmCall): Verdict {
  const byCode = problem.codes.map((code) => judgesByCode.get(code) ?? quotaJudge(code)).find((judge) => judge);
  const judge = byCode ?? judgesByOrigin[problem.origin];
  return judge(call, problem);
}

const anotherOperation: Judge = (call, { message }) => {
  const id = /operations\/(?<id>[0-9a-f-]{36})/i.exec(message ?? "")?.groups?.["id"];
  return {
    code: "AnotherOperation",
    kind: "conflict",
    message: `Azure could not ${call.what} yet: another operation holds it${id === undefined ? "" : ` (${id})`}.`,
    hint: "The bot waits for that operation and tries again by itself.",
  };
};

const notRegistered: Judge = (call) => ({
  code: "CloudRefused",
  kind: "blocked",
  message: `Azure could not ${call.what}: the subscription is not registered for Microsoft.Network.`,
  hint: "An owner of the subscription runs `az provider register --namespace Microsoft.Network`, then choose Retry.",
});

const locked: Judge = (call) => ({
  code: "CloudRefused",
  kind: "blocked",
  message: `Azure could not ${call.what}: a management lock forbids it.`,
  hint: "Whoever set the lock removes it, then choose Retry.",
});

const quotaExceeded: Judge = (call) => ({
  code: "QuotaExceeded",
  kind: "blocked",
  message: `Azure could not ${call.what}: a quota of the subscription is used up.`,
  hint: "Ask Microsoft for a higher quota or remove what is not needed, then choose Retry.",
});

const credentialsRefused: Judge = () => ({
  code: "CredentialsRefused",
  kind: "blocked",
  message: "Azure did not accept the bot's credentials.",
  hint: "The operator checks the tenant, the client id and the secret or federation of the bot's identity, then choose Retry.",
});

const forbidden: Judge = (call) => ({
  code: "CloudForbidden",
  kind: "blocked",
  message: `The bot's Azure identity is not allowed to ${call.what}.`,
  hint: `An owner of the subscription grants it ${call.operation} (see manifest/azure-role.json), then choose Retry. A new grant takes a few minutes to work.`,
});

const notFound: Judge = (call) => ({
  code: "NotFound",
  kind: "blocked",
  message: `Azure could not ${call.what}: it does not exist, or what it belongs to does not.`,
  hint: "Check the names in the plan against the subscription, then choose Retry.",
});

const throttled: Judge = (call) => ({
  code: "CloudThrottled",
  kind: "transient",
  message: `Azure asked the bot to slow down and did not ${call.what} yet.`,
  hint: "The bot tries again by itself.",
});

const unreachable: Judge = (call) => ({
  code: "CloudUnreachable",
  kind: "transient",
  message: `Azure could not be reached to ${call.what}.`,
  hint: "The bot tries again by itself.",
});

const ownTrouble: Judge = (call, { status }) => ({
  code: "CloudUnreachable",
  kind: "transient",
  message: `Azure could not ${call.what}: it has trouble of its own (${status}).`,
  hint: "The bot tries again by itself.",
});

const outcomeUnknown: Judge = (call) => ({
  code: "OutcomeUnknown",
  kind: "unknown-outcome",
  message: `Azure did not say whether it could ${call.what}.`,
  hint: "The bot looks at what is there before it does anything else.",
});

const conflict: Judge = (call) => ({
  code: "CloudRefused",
  kind: "conflict",
  message: `Azure could not ${call.what} in the state it is in now.`,
  hint: "The bot waits and tries again by itself.",
});

const changedMeanwhile: Judge = (call) => ({
  code: "StateDrifted",
  kind: "conflict",
  message: `Azure did not ${call.what}: somebody changed it at the same moment.`,
  hint: "The bot reads it again and tries again by itself.",
});

const refused: Judge = (call) => ({
  code: "CloudRefused",
  kind: "blocked",
  message: `Azure refused to ${call.what}.`,
  hint: "Azure's own words say why. When the cause is removed, choose Retry.",
});

const redirected: Judge = (call) => ({
  code: "CloudAnswerUnreadable",
  kind: "blocked",
  message: `Instead of an answer to "${call.what}" came a redirect, which the bot never follows.`,
  hint: "The operator checks AZURE_ARM_ENDPOINT and any proxy between the bot and Azure, then choose Retry.",
});

const unreadable: Judge = (call) => ({
  code: "CloudAnswerUnreadable",
  kind: "transient",
  message: `Azure's answer could not be read (${call.what}).`,
  hint: "The bot tries again by itself. If it stays so, the operator checks any proxy between the bot and Azure.",
});

const resourceFailed: Judge = (call) => ({
  code: "ResourceFailed",
  kind: "blocked",
  message: `Azure took the call but could not ${call.what}.`,
  hint: "Azure's own words say why. When the cause is removed, choose Retry.",
});

/**
 * Codes whose meaning is stronger than the status they come with. Network resource providers answer a held resource
 * with 409 or 429 and any of the first group.
 */
const judgesByCode: ReadonlyMap<string, Judge> = new Map([
  ...[
    "AnotherOperationInProgress",
    "RetryableErrorDueToAnotherOperation",
    "CanceledAndSupersededDueToAnotherOperation",
    "ReferencedResourceNotProvisioned",
    "ResourceGroupBeingDeleted",
  ].map((code) => [code, anotherOperation] as const),
  ...["MissingSubscriptionRegistration", "SubscriptionNotRegistered", "NoRegisteredProviderFound"].map(
    (code) => [code, notRegistered] as const,
  ),
  ...["ReadOnlyDisabledSubscription", "InvalidResourceLocation"].map((code) => [code, refused] as const),
  ["ScopeLocked", locked],
  // What a circuit's delete ends with while Oracle still holds it.
  ["ConflictError", conflict],
  ["AuthorizationFailed", forbidden],
  ["LinkedAuthorizationFailed", forbidden],
]);

const quotaJudge = (code: string): Judge | undefined =>
  /(?:QuotaExceeded|LimitReached|LimitExceeded)$/.test(code) ? quotaExceeded : undefined;

const judgesByOrigin: Readonly<Record<AzureProblem["origin"], Judge>> = {
  answer: (call, problem) => judgeOfStatus(problem.status ?? 0, call)(call, problem),
  operation: resourceFailed,
  network: (call, problem) => {
    const neverSent = problem.codes.some((code) => neverSentCodes.has(code));
    return (call.mutating && !neverSent ? outcomeUnknown : unreachable)(call, problem);
  },
  token: credentialsRefused,
};

const judgesByStatus: ReadonlyMap<number, Judge> = new Map([
  [401, credentialsRefused],
  [403, forbidden],
  [404, notFound],
  [408, unreachable],
  [409, conflict],
  [412, changedMeanwhile],
  [429, throttled],
]);

function judgeOfStatus(status: number, call: ArmCall): Judge {
  if (status >= 500) return ownTrouble;
  if (status >= 400) return judgesByStatus.get(status) ?? refused;
  if (status >= 300) return redirected;
  return call.mutating ? outcomeUnknown : unreadable;
}

/** The connection was never made, so nothing was sent. */
const neverSentCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function detailsOf({ codes, status, message, requestId }: AzureProblem, call: ArmCall): ErrorDetails {
  const [cloudCode] = codes;
  return {
    side: "azure",
    operation: call.operation,
    resource: call.path,
    ...(status !== undefined && { httpStatus: status }),
    ...(cloudCode !== undefined && { cloudCode }),
    ...(message !== undefined && { cloudMessage: message }),
    ...(requestId !== undefined && { requestId }),
  };
}
