import type { ArmCall } from "../../../../src/clouds/azure/arm-call.ts";
import { describeCall } from "../../../../src/clouds/azure/arm-call.ts";
import { provesAbsence, toAzureError } from "../../../../src/clouds/azure/azure-errors.ts";
import { OperationEnded } from "../../../../src/clouds/azure/azure-problem.ts";
import { InterconnectError } from "../../../../src/domain/errors.ts";

const url =
  "https://management.azure.com/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/expressRouteCircuits/c";
const write = describeCall("PUT", url);
const read = describeCall("GET", url);

/** An answer as the SDK's errors carry it. */
const answer = (status: number, error: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  name: "RestError",
  message: "whatever the SDK says",
  response: {
    status,
    headers: { get: (name: string) => headers[name] },
    bodyAsText: typeof error === "string" ? error : JSON.stringify({ error }),
  },
});

const network = (code: string) => ({ name: "RestError", code, message: "socket" });

interface Row {
  readonly name: string;
  readonly thrown: unknown;
  readonly call?: ArmCall;
  readonly expected: Readonly<Record<string, unknown>>;
}

const rows: readonly Row[] = [
  {
    name: "a missing resource, as recorded in 2020",
    thrown: answer(404, {
      code: "ResourceNotFound",
      message:
        "The Resource 'Microsoft.Network/expressRouteCircuits/ps2263' under resource group 'ps7040' was not found.",
    }),
    expected: { code: "NotFound", kind: "blocked" },
  },
  {
    name: "a held resource, as quoted by those who met it",
    thrown: answer(409, {
      code: "AnotherOperationInProgress",
      message:
        "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com/subscriptions/s/providers/Microsoft.Network/locations/uksouth/operations/aee9811c-f9e7-4d2e-955a-cc83ea3fb70f?api-version=2020-03-01.",
      details: [],
    }),
    expected: {
      code: "AnotherOperation",
      kind: "conflict",
      message: expect.stringContaining("aee9811c-f9e7-4d2e-955a-cc83ea3fb70f"),
    },
  },
  {
    name: "a held resource told as throttling",
    thrown: answer(429, {
      code: "RetryableError",
      message: "A retryable error occurred.",
      details: [{ code: "RetryableErrorDueToAnotherOperation", message: "Operation PutSubnetOperation is updating." }],
    }),
    expected: { code: "AnotherOperation", kind: "conflict" },
  },
  {
    name: "throttling",
    thrown: answer(429, { code: "SubscriptionRequestsThrottled", message: "" }, { "retry-after": "17" }),
    expected: { code: "CloudThrottled", kind: "transient", retryAfterMs: 17_000 },
  },
  {
    name: "an unregistered provider",
    thrown: answer(409, {
      code: "MissingSubscriptionRegistration",
      message: "The subscription is not registered to use namespace 'Microsoft.Network'.",
    }),
    expected: { code: "CloudRefused", kind: "blocked", hint: expect.stringContaining("az provider register") },
  },
  {
    name: "a missing right",
    thrown: answer(403, { code: "AuthorizationFailed", message: "The client does not have authorization." }),
    expected: { code: "CloudForbidden", kind: "blocked", hint: expect.stringContaining(write.operation) },
  },
  {
    name: "an expired token",
    thrown: answer(401, { code: "ExpiredAuthenticationToken", message: "" }),
    expected: { code: "CredentialsRefused", kind: "blocked" },
  },
  {
    name: "a refused client secret",
    thrown: {
      name: "AuthenticationError",
      statusCode: 401,
      errorResponse: { error: "invalid_client", errorDescription: "AADSTS7000215: Invalid client secret provided." },
    },
    expected: {
      code: "CredentialsRefused",
      kind: "blocked",
      details: expect.objectContaining({ cloudCode: "invalid_client" }),
    },
  },
  {
    name: "no credentials at all",
    thrown: { name: "CredentialUnavailableError", message: "No managed identity endpoint found." },
    expected: { code: "CredentialsRefused", kind: "blocked" },
  },
  {
    name: "a quota of public addresses",
    thrown: answer(400, { code: "PublicIPCountLimitReached", message: "" }),
    expected: { code: "QuotaExceeded", kind: "blocked" },
  },
  {
    name: "a quota answered as a conflict",
    thrown: answer(409, { code: "QuotaExceeded", message: "" }),
    expected: { code: "QuotaExceeded", kind: "blocked" },
  },
  {
    name: "a reference of a wrong kind, as recorded",
    thrown: answer(400, {
      code: "InvalidRequestFormat",
      message: "Cannot parse the request.",
      details: [
        { code: "InvalidJsonReferenceWrongType", message: "Reference Id is referencing resource of a wrong type." },
      ],
    }),
    expected: { code: "CloudRefused", kind: "blocked" },
  },
  {
    name: "a lock",
    thrown: answer(409, { code: "ScopeLocked", message: "" }),
    expected: { code: "CloudRefused", kind: "blocked", hint: expect.stringContaining("lock") },
  },
  {
    name: "a conflict nobody foresaw",
    thrown: answer(409, { code: "SomethingNew", message: "" }),
    expected: { code: "CloudRefused", kind: "conflict" },
  },
  {
    name: "a write by somebody else in between",
    thrown: answer(412, { code: "PreconditionFailed", message: "" }),
    expected: { code: "StateDrifted", kind: "conflict" },
  },
  {
    name: "a server error",
    thrown: answer(500, { code: "InternalServerError", message: "" }),
    expected: { code: "CloudUnreachable", kind: "transient" },
  },
  {
    name: "an error page of a proxy",
    thrown: answer(502, "<html>Bad Gateway</html>"),
    expected: { code: "CloudUnreachable", kind: "transient", details: { httpStatus: 502 } },
  },
  {
    name: "a redirect",
    thrown: answer(307, ""),
    expected: { code: "CloudAnswerUnreadable", kind: "blocked" },
  },
  {
    name: "an unreadable answer to a read",
    thrown: answer(200, "{"),
    call: read,
    expected: { code: "CloudAnswerUnreadable", kind: "transient" },
  },
  {
    name: "an unreadable answer to a write",
    thrown: answer(201, "{"),
    expected: { code: "OutcomeUnknown", kind: "unknown-outcome" },
  },
  {
    name: "a connection lost after sending",
    thrown: network("ECONNRESET"),
    expected: { code: "OutcomeUnknown", kind: "unknown-outcome" },
  },
  {
    name: "a time-out of a write",
    thrown: { name: "AbortError", message: "The operation was aborted." },
    expected: { code: "OutcomeUnknown", kind: "unknown-outcome" },
  },
  {
    name: "a time-out of a read",
    thrown: { name: "AbortError", message: "The operation was aborted." },
    call: read,
    expected: { code: "CloudUnreachable", kind: "transient" },
  },
  {
    name: "a refused connection",
    thrown: network("ECONNREFUSED"),
    expected: { code: "CloudUnreachable", kind: "transient" },
  },
  {
    name: "an unknown host",
    thrown: network("ENOTFOUND"),
    expected: { code: "CloudUnreachable", kind: "transient" },
  },
  {
    name: "a circuit's delete that failed because Oracle still holds it",
    thrown: new OperationEnded("Failed", {
      code: "ConflictError",
      message: "The specified dedicated circuit is not in Deprovisioned state.",
      details: [],
    }),
    expected: { code: "CloudRefused", kind: "conflict" },
  },
  {
    name: "an operation replaced by another",
    thrown: new OperationEnded("Canceled", {
      code: "Canceled",
      message: "Operation was canceled.",
      details: [{ code: "CanceledAndSupersededDueToAnotherOperation", message: "" }],
    }),
    expected: { code: "AnotherOperation", kind: "conflict" },
  },
  {
    name: "an operation that failed for a reason of its own",
    thrown: new OperationEnded("Failed", { code: "AllocationFailed", message: "No capacity." }),
    expected: {
      code: "ResourceFailed",
      kind: "blocked",
      details: expect.objectContaining({ cloudCode: "AllocationFailed", cloudMessage: "No capacity." }),
    },
  },
  {
    name: "an operation that failed without a word",
    thrown: new OperationEnded("Failed", undefined),
    expected: { code: "ResourceFailed", kind: "blocked", details: expect.objectContaining({ cloudCode: "Failed" }) },
  },
  {
    name: "what nobody throws on purpose",
    thrown: new TypeError("undefined is not a function"),
    expected: { code: "Bug", kind: "transient" },
  },
];

test.each(rows)("tells $name", ({ thrown, call = write, expected }) => {
  const error = toAzureError(thrown, call);
  expect(error).toBeInstanceOf(InterconnectError);
  expect(error).toMatchObject(expected);
});

test("keeps Azure's own words out of the message and the hint", () => {
  const error = toAzureError(answer(400, { code: "Odd", message: "<https://evil|click>" }), write);
  expect(error.details.cloudMessage).toBe("<https://evil|click>");
  expect(`${error.message} ${error.hint}`).not.toContain("evil");
});

test("keeps nothing of the SDK's error, which may hold bodies and headers", () => {
  const thrown = { ...answer(409, { code: "Conflict", message: "" }), request: { headers: "Bearer secret" } };
  expect(toAzureError(thrown, write).cause).toBeUndefined();
});

test("passes our own errors on as they are", () => {
  const own = new InterconnectError({ code: "LateWorker", kind: "late", message: "late" });
  expect(toAzureError(own, write)).toBe(own);
});

test("reads a Retry-After that is a date", () => {
  const at = new Date(Date.now() + 60_000).toUTCString();
  const { retryAfterMs } = toAzureError(answer(503, "", { "retry-after": at }), write);
  expect(retryAfterMs).toBeGreaterThan(55_000);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
});

test.each([
  { code: "ResourceNotFound", proves: true },
  { code: "NotFound", proves: true },
  { code: "ResourceGroupNotFound", proves: true },
  { code: "ParentResourceNotFound", proves: false },
  { code: "SubscriptionNotFound", proves: false },
  { code: "InvalidResourceType", proves: false },
])("takes a 404 of $code as proof of absence: $proves", ({ code, proves }) => {
  expect(provesAbsence(toAzureError(answer(404, { code, message: "" }), read))).toBe(proves);
});

test("never takes forbidden for absent", () => {
  expect(provesAbsence(toAzureError(answer(403, { code: "AuthorizationFailed", message: "" }), read))).toBe(false);
});
