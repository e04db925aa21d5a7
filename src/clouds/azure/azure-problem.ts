/** An operation that ended `Failed` or `Canceled`, with the `error` of its status body. */
export class OperationEnded extends Error {
  override readonly name = "OperationEnded";
  readonly status: string;
  readonly error: unknown;

  constructor(status: string, error: unknown) {
    super("an operation did not succeed");
    this.status = status;
    this.error = error;
  }
}

/** What went wrong, whoever reported it: without bodies, headers or secrets. */
export interface AzureProblem {
  readonly origin: "answer" | "operation" | "network" | "token";
  readonly status?: number;
  /** The code of the body, then those of its details. */
  readonly codes: readonly string[];
  readonly message?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
}

const tokenErrorNames = new Set([
  "AuthenticationError",
  "AuthenticationRequiredError",
  "CredentialUnavailableError",
  "AggregateAuthenticationError",
]);

/** Reads whatever the SDK, the credential or the transport threw; undefined for what none of them throws. */
export function readProblem(thrown: unknown): AzureProblem | undefined {
  if (thrown instanceof OperationEnded) return operationProblem(thrown);
  const error = record(thrown);
  const name = text(error?.["name"]) ?? "";
  if (error === undefined) return undefined;
  if (tokenErrorNames.has(name)) return tokenProblem(error);
  const response = record(error["response"]);
  if (response !== undefined) return answerProblem(response);
  if (name !== "RestError" && name !== "AbortError") return undefined;
  return { origin: "network", codes: [text(error["code"]) ?? name] };
}

function operationProblem({ status, error }: OperationEnded): AzureProblem {
  const { codes, ...message } = bodyParts(error);
  return { origin: "operation", codes: codes.length > 0 ? codes : [status], ...message };
}

function answerProblem(response: Readonly<Record<string, unknown>>): AzureProblem {
  const status = typeof response["status"] === "number" ? response["status"] : 0;
  const retryAfterMs = retryAfterOf(header(response, "retry-after"));
  const requestId = header(response, "x-ms-request-id");
  const body = status < 400 ? { codes: [] } : bodyParts(record(parsed(text(response["bodyAsText"])))?.["error"]);
  return {
    origin: "answer",
    status,
    ...body,
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function tokenProblem(error: Readonly<Record<string, unknown>>): AzureProblem {
  const answer = record(error["errorResponse"]);
  const message = text(answer?.["errorDescription"]) ?? text(error["message"]);
  const code = text(answer?.["error"]) ?? text(error["name"]);
  const status = error["statusCode"];
  return {
    origin: "token",
    codes: code === undefined ? [] : [code],
    ...(message !== undefined && { message }),
    ...(typeof status === "number" && { status }),
  };
}

/** Code, codes of the details and message of an ARM `error` object. */
function bodyParts(body: unknown): Pick<AzureProblem, "codes" | "message"> {
  const error = record(body);
  const details = Array.isArray(error?.["details"]) ? error["details"] : [];
  const codes = [error, ...details.map(record)].flatMap((part) => text(part?.["code"]) ?? []);
  const message = text(error?.["message"]);
  return { codes, ...(message !== undefined && { message }) };
}

/** Retry-After, given as whole seconds or as a date, in ms. */
export function retryAfterOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function header(response: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const headers = record(response["headers"]);
  const get = headers?.["get"];
  return typeof get === "function" ? text(get.call(headers, name)) : undefined;
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}
