import { isMissingOrForbidden, type OciFailure, toOciError } from "../../../../src/clouds/oci/oci-errors.ts";

const answer = (status: number, code?: string, retryAfterMs?: number): OciFailure => ({
  kind: "answer",
  status,
  code,
  message: "Oracle's own words",
  requestId: "ABC/DEF",
  retryAfterMs,
});
const create = { operation: "createVirtualCircuit", mutating: true };
const read = { operation: "getVirtualCircuit", mutating: false };

describe("an answer of OCI", () => {
  test.each([
    [400, "LimitExceeded", "QuotaExceeded", "blocked"],
    [400, "QuotaExceeded", "QuotaExceeded", "blocked"],
    [400, "InvalidParameter", "CloudRefused", "blocked"],
    [400, "MissingParameter", "CloudRefused", "blocked"],
    [400, "CannotParseRequest", "CloudRefused", "blocked"],
    [400, "RelatedResourceNotAuthorizedOrNotFound", "NotFound", "blocked"],
    [401, "NotAuthenticated", "CredentialsRefused", "blocked"],
    [402, "SignUpRequired", "CloudForbidden", "blocked"],
    [403, "NotAuthorized", "CloudForbidden", "blocked"],
    [403, "NotAllowed", "CloudForbidden", "blocked"],
    [404, "NotAuthorizedOrNotFound", "NotFound", "blocked"],
    [404, "NotFound", "CloudRefused", "blocked"],
    [405, "MethodNotAllowed", "CloudRefused", "blocked"],
    [409, "IncorrectState", "AnotherOperation", "conflict"],
    [409, "Conflict", "AnotherOperation", "conflict"],
    [409, "InvalidatedRetryToken", "RetryTokenSpent", "transient"],
    [409, "NotAuthorizedOrResourceAlreadyExists", "CloudRefused", "blocked"],
    [412, "NoEtagMatch", "StateDrifted", "transient"],
    [413, "PayloadTooLarge", "CloudRefused", "blocked"],
    [422, "UnprocessableEntity", "CloudRefused", "blocked"],
    [429, "TooManyRequests", "CloudThrottled", "transient"],
    [500, "InternalServerError", "CloudUnreachable", "transient"],
    [501, "MethodNotImplemented", "CloudRefused", "blocked"],
    [503, "ServiceUnavailable", "CloudUnreachable", "transient"],
    [307, undefined, "CloudRefused", "blocked"],
    [401, undefined, "CredentialsRefused", "blocked"],
    [502, undefined, "CloudUnreachable", "transient"],
    [504, undefined, "CloudUnreachable", "transient"],
  ])("%i %s means %s, %s", (status, cloudCode, code, kind) => {
    const error = toOciError(create, answer(status, cloudCode));
    expect([error.code, error.kind]).toEqual([code, kind]);
    expect(error.message).toMatch(/^Oracle .* create virtual circuit.*\.$/);
    expect(error.details).toEqual({
      side: "oci",
      operation: "createVirtualCircuit",
      httpStatus: status,
      ...(cloudCode !== undefined && { cloudCode }),
      cloudMessage: "Oracle's own words",
      requestId: "ABC/DEF",
    });
  });

  test.each([
    ["createVirtualCircuit", "fast-connect / virtual-circuit-count"],
    ["createDrg", "vcn / drg-count"],
    ["createVcn", "vcn / vcn-count"],
  ])("names the limit that %s meets", (operation, limit) => {
    const error = toOciError({ operation, mutating: true }, answer(400, "LimitExceeded"));
    expect(error.message).toContain(`(limit ${limit})`);
  });

  test("keeps Oracle's words apart from ours", () => {
    const error = toOciError(create, answer(400, "InvalidParameter"));
    expect(error.message).not.toContain("Oracle's own words");
  });

  test("passes on how long OCI asks to wait", () => {
    expect(toOciError(read, answer(429, "TooManyRequests", 7_000)).retryAfterMs).toBe(7_000);
  });

  test("of 404 says both, missing and not permitted, and only that one may prove absence", () => {
    const error = toOciError(read, answer(404, "NotAuthorizedOrNotFound"));
    expect(`${error.message} ${error.hint}`).toMatch(/does not have .* does not let .* exists .* policy/s);
    expect(isMissingOrForbidden(error)).toBe(true);
    expect(isMissingOrForbidden(toOciError(create, answer(400, "RelatedResourceNotAuthorizedOrNotFound")))).toBe(false);
    expect(isMissingOrForbidden(toOciError(read, answer(404, "NotFound")))).toBe(false);
    expect(isMissingOrForbidden(toOciError(read, answer(403, "NotAuthorized")))).toBe(false);
    expect(isMissingOrForbidden(new Error("404"))).toBe(false);
  });
});

describe("a call without an answer", () => {
  const refused = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
  const reset = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
  const timeout = new DOMException("The operation was aborted due to timeout", "TimeoutError");

  test.each([
    {
      name: "a changing call that was never sent",
      call: create,
      cause: refused,
      expected: ["CloudUnreachable", "transient"],
    },
    { name: "a changing call cut off", call: create, cause: reset, expected: ["OutcomeUnknown", "unknown-outcome"] },
    {
      name: "a changing call timed out",
      call: create,
      cause: timeout,
      expected: ["OutcomeUnknown", "unknown-outcome"],
    },
    {
      name: "a changing call lost otherwise",
      call: create,
      cause: "?",
      expected: ["OutcomeUnknown", "unknown-outcome"],
    },
    { name: "a reading call cut off", call: read, cause: reset, expected: ["CloudUnreachable", "transient"] },
    { name: "a reading call timed out", call: read, cause: timeout, expected: ["CloudUnreachable", "transient"] },
  ])("$name", ({ call, cause, expected }) => {
    const error = toOciError(call, { kind: "network", cause });
    expect([error.code, error.kind]).toEqual(expected);
    expect(error.cause).toBe(cause);
  });

  test.each([
    { call: create, expected: ["OutcomeUnknown", "unknown-outcome"] },
    { call: read, expected: ["CloudAnswerUnreadable", "transient"] },
  ])("or with one that cannot be read ($call.operation)", ({ call, expected }) => {
    const error = toOciError(call, { kind: "unreadable", cause: new SyntaxError("Unexpected end of JSON input") });
    expect([error.code, error.kind]).toEqual(expected);
  });
});
