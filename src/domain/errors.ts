/**
 * What a failure asks of its reader. The thrower decides, once, where the cause is known.
 *
 * - `transient`: the same call may go through later; back off.
 * - `conflict`: another operation holds the resource; wait, and say who where it is known.
 * - `blocked`: a person must act before going on makes sense.
 * - `fatal`: no repetition and no person at the controls of this operation can help.
 * - `unknown-outcome`: a mutating call was sent and no answer came; read back before anything else.
 * - `late`: this worker's time to send ran out before the call was sent; nothing happened.
 */
export type ErrorKind = "transient" | "conflict" | "blocked" | "fatal" | "unknown-outcome" | "late";

/** Stable names, so that records, logs and tests can tell failures apart without reading texts. */
export type ErrorCode =
  | "RequestInvalid"
  | "NotAllowed"
  | "Busy"
  | "Frozen"
  | "NotFound"
  | "CloudRefused"
  | "CloudForbidden"
  | "CloudThrottled"
  | "CloudUnreachable"
  | "CloudAnswerUnreadable"
  | "CredentialsRefused"
  | "QuotaExceeded"
  | "AnotherOperation"
  | "ForeignResource"
  | "BroughtResourceMissing"
  | "ResourceFailed"
  | "RetryTokenSpent"
  | "OutcomeUnknown"
  | "LateWorker"
  | "StateDrifted"
  | "ConfigInvalid"
  | "RedisUnavailable"
  | "Bug";

/** The side of the link a failure or a finding belongs to. */
export type Side = "azure" | "oci" | "bot";

/** Facts about a failure that are safe to store and to show: never a key, a token or a header. */
export interface ErrorDetails {
  readonly side?: Side;
  /** The operation in the cloud's own words, such as `expressRouteCircuits.createOrUpdate`. */
  readonly operation?: string;
  readonly httpStatus?: number;
  /** The cloud's own error code, such as `AnotherOperationInProgress`. */
  readonly cloudCode?: string;
  readonly requestId?: string;
  /** The cloud's own words; text from outside, shown only as plain text. */
  readonly cloudMessage?: string;
  readonly resource?: string;
}

/** An error as it is stored and travels through queues. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly message: string;
  readonly hint?: string;
  readonly details?: ErrorDetails;
}

export interface ErrorInit {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  /** What is wrong and where, in the user's words; no secret. */
  readonly message: string;
  /** What to do next, and who does it. */
  readonly hint?: string;
  readonly details?: ErrorDetails;
  /** When the other side asked for a pause, in milliseconds of the operation's clock. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** Every failure the product raises on purpose. Anything else that is thrown is a bug and is treated as one. */
export class InterconnectError extends Error {
  override readonly name = "InterconnectError";
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly details: ErrorDetails;
  readonly retryAfterMs: number | undefined;

  constructor(init: ErrorInit) {
    super(init.message, { cause: init.cause });
    this.code = init.code;
    this.kind = init.kind;
    this.hint = init.hint;
    this.details = init.details ?? {};
    this.retryAfterMs = init.retryAfterMs;
  }

  toRecord(): ErrorRecord {
    return {
      code: this.code,
      kind: this.kind,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      details: this.details,
    };
  }
}

/** Turns anything thrown into one of ours; what nobody foresaw becomes `Bug` and is retried with back-off. */
export function toInterconnectError(thrown: unknown): InterconnectError {
  if (thrown instanceof InterconnectError) return thrown;
  return new InterconnectError({
    code: "Bug",
    kind: "transient",
    message: "The bot met an error it does not know. It tries again by itself; the log has the details.",
    cause: thrown,
  });
}
