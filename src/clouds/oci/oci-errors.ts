import { type ErrorCode, type ErrorKind, InterconnectError } from "../../domain/errors.ts";

/** One call to OCI, as far as a failure of it must know. */
export interface OciCall {
  /** The operation in Oracle's words, such as `createVirtualCircuit`. */
  readonly operation: string;
  /** True when the call may have changed something. */
  readonly mutating: boolean;
}

/** Everything that can go wrong with a call, as the wire saw it. */
export type OciFailure =
  /** OCI answered with something else than success. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly code: string | undefined;
      readonly message: string | undefined;
      readonly requestId: string | undefined;
      readonly retryAfterMs: number | undefined;
    }
  /** No answer, or only a part of one. */
  | { readonly kind: "network"; readonly cause: unknown }
  /** A success whose content is not what it must be. */
  | { readonly kind: "unreadable"; readonly cause: unknown };

type Answer = Extract<OciFailure, { kind: "answer" }>;

interface Meaning {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  /** Follows `Oracle `, and is followed by the operation in words. */
  readonly says: string;
  readonly hint?: string;
}

const quota: Meaning = {
  code: "QuotaExceeded",
  kind: "blocked",
  says: "has no room left under a limit of the tenancy to",
  hint: "Ask for a higher limit in the console under Governance, Limits and quotas, then press Retry.",
};
const missingOrForbidden: Meaning = {
  code: "NotFound",
  kind: "blocked",
  says: "does not have what was named, or does not let the bot see it, so it did not",
  hint: "Check that the resource still exists and that the bot's policy covers its compartment, then press Retry.",
};
const forbidden: Meaning = {
  code: "CloudForbidden",
  kind: "blocked",
  says: "does not let the bot",
  hint: "Compare the bot's policy with manifest/oci-policy.txt, then press Retry.",
};
const refused: Meaning = {
  code: "CloudRefused",
  kind: "blocked",
  says: "refused to",
  hint: "Read what Oracle says, mend the cause, then press Retry.",
};
const busy: Meaning = {
  code: "AnotherOperation",
  kind: "conflict",
  says: "is busy with this resource and did not yet",
};
const broken: Meaning = {
  code: "CloudUnreachable",
  kind: "transient",
  says: "has a fault of its own and did not say that it did",
};

/** @see https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm */
const byCode: Readonly<Record<string, Meaning>> = {
  LimitExceeded: quota,
  QuotaExceeded: quota,
  RelatedResourceNotAuthorizedOrNotFound: missingOrForbidden,
  NotAuthorizedOrNotFound: missingOrForbidden,
  NotAuthorizedOrResourceAlreadyExists: refused,
  IncorrectState: busy,
  Conflict: busy,
  InvalidatedRetryToken: {
    code: "RetryTokenSpent",
    kind: "transient",
    says: "knows this request from before and what it made has changed or gone, so it did not again",
  },
};

const byStatus: Readonly<Record<number, Meaning>> = {
  401: {
    code: "CredentialsRefused",
    kind: "blocked",
    says: "did not accept the bot's credentials and did not",
    hint: "Check key, fingerprint, user and the host's clock in the OCI configuration file, then press Retry.",
  },
  402: forbidden,
  403: forbidden,
  409: busy,
  412: {
    code: "StateDrifted",
    kind: "transient",
    says: "has a newer version of this resource than the one last read and did not",
  },
  429: { code: "CloudThrottled", kind: "transient", says: "asks for fewer calls and did not" },
  501: refused,
};

/** The limit that a call meets first; Oracle's answer names it only in free text. */
const limitOf: Readonly<Record<string, string>> = {
  createVirtualCircuit: "fast-connect / virtual-circuit-count",
  createDrg: "vcn / drg-count",
  createVcn: "vcn / vcn-count",
  updateRouteTable: "vcn / route rules per table",
};

const abbreviations: ReadonlySet<string> = new Set(["vcn", "drg", "bgp"]);

/** `createDrgAttachment` becomes `create DRG attachment`. */
function inWords(operation: string): string {
  return operation
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .split(" ")
    .map((word) => (abbreviations.has(word.replace(/s$/, "")) ? word.replace(/^.../, (w) => w.toUpperCase()) : word))
    .join(" ");
}

function meaningOf({ status, code }: Answer): Meaning {
  const known = code === undefined ? undefined : byCode[code];
  if (known !== undefined) return known;
  return byStatus[status] ?? (status >= 500 ? broken : refused);
}

function fromAnswer(call: OciCall, answer: Answer): InterconnectError {
  const { says, ...meaning } = meaningOf(answer);
  const limit = meaning.code === "QuotaExceeded" ? limitOf[call.operation] : undefined;
  return new InterconnectError({
    ...meaning,
    message: `Oracle ${says} ${inWords(call.operation)}${limit === undefined ? "" : ` (limit ${limit})`}.`,
    details: {
      side: "oci",
      operation: call.operation,
      httpStatus: answer.status,
      ...(answer.code !== undefined && { cloudCode: answer.code }),
      ...(answer.message !== undefined && { cloudMessage: answer.message }),
      ...(answer.requestId !== undefined && { requestId: answer.requestId }),
    },
    ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
  });
}

/** Codes that prove that no byte of the request left this machine. */
const neverSent: ReadonlySet<string> = new Set([
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

/** The code of a network error, which fetch hides in the cause of a TypeError. */
function networkCode(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  if ("code" in thrown && typeof thrown.code === "string") return thrown.code;
  return "cause" in thrown ? networkCode(thrown.cause) : undefined;
}

function outcomeUnknown(call: OciCall, cause: unknown): InterconnectError {
  return new InterconnectError({
    code: "OutcomeUnknown",
    kind: "unknown-outcome",
    message: `Oracle was asked to ${inWords(call.operation)}, but its answer was lost. The bot looks what came of it.`,
    details: { side: "oci", operation: call.operation },
    cause,
  });
}

function fromNetwork(call: OciCall, cause: unknown): InterconnectError {
  const code = networkCode(cause);
  if (call.mutating && !(code !== undefined && neverSent.has(code))) return outcomeUnknown(call, cause);
  return new InterconnectError({
    code: "CloudUnreachable",
    kind: "transient",
    message: `Oracle could not be reached to ${inWords(call.operation)}${code === undefined ? "" : ` (${code})`}.`,
    details: { side: "oci", operation: call.operation },
    cause,
  });
}

function fromUnreadable(call: OciCall, cause: unknown): InterconnectError {
  if (call.mutating) return outcomeUnknown(call, cause);
  return new InterconnectError({
    code: "CloudAnswerUnreadable",
    kind: "transient",
    message: `Oracle's answer to ${inWords(call.operation)} could not be read.`,
    details: { side: "oci", operation: call.operation },
    cause,
  });
}

/**
 * The only place where failures of OCI get the product's meaning: by code and status, never by text. A 404 says both,
 * missing or not permitted; only a caller who can tell them apart may take it for absence.
 */
export function toOciError(call: OciCall, failure: OciFailure): InterconnectError {
  switch (failure.kind) {
    case "answer":
      return fromAnswer(call, failure);
    case "network":
      return fromNetwork(call, failure.cause);
    case "unreadable":
      return fromUnreadable(call, failure.cause);
  }
}

/** True for the 404 that OCI gives both for a missing resource and for one the caller may not see. */
export function isMissingOrForbidden(thrown: unknown): boolean {
  return thrown instanceof InterconnectError && thrown.code === "NotFound" && thrown.details.httpStatus === 404;
}
