const statusOfCode = {
  CannotParseRequest: 400,
  InvalidParameter: 400,
  MissingParameter: 400,
  LimitExceeded: 400,
  RelatedResourceNotAuthorizedOrNotFound: 400,
  NotAuthenticated: 401,
  NotAuthorizedOrNotFound: 404,
  NotFound: 404,
  MethodNotAllowed: 405,
  IncorrectState: 409,
  Conflict: 409,
  InvalidatedRetryToken: 409,
  NoEtagMatch: 412,
  PayloadTooLarge: 413,
  TooManyRequests: 429,
  InternalServerError: 500,
  ServiceUnavailable: 503,
} as const;

export type ServiceErrorCode = keyof typeof statusOfCode;

/**
 * A refusal as OCI words it; the server turns it into `{code, message}` with the status that belongs to the code.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm
 */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly status: number;

  constructor(code: ServiceErrorCode, message: string) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.status = statusOfCode[code];
  }
}

/** The answer OCI gives both for "does not exist" and for "you may not see it", when the id stands in the path. */
export const notAuthorizedOrNotFound = (): ServiceError =>
  new ServiceError("NotAuthorizedOrNotFound", "Authorization failed or requested resource not found.");

/** The same answer when the id stands in the body: a 400, not a 404. */
export const relatedNotFound = (ocid: string): ServiceError =>
  new ServiceError(
    "RelatedResourceNotAuthorizedOrNotFound",
    `Authorization failed or related resource ${ocid} not found.`,
  );
