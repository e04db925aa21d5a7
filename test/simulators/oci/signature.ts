import { createHash, timingSafeEqual, verify } from "node:crypto";
import { ServiceError } from "./service-error.ts";

/** What the check needs of a request: everything exactly as received. */
export interface SignedRequest {
  readonly method: string;
  /** Path with query, undecoded. */
  readonly target: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** Finds the PEM public key of a keyId, or undefined when nobody registered it. */
type KeyLookup = (keyId: string) => string | undefined;

interface Authorization {
  readonly keyId: string;
  readonly headers: readonly string[];
  readonly signature: Buffer;
}

const allowedSkewMs = 5 * 60_000;
const methodsWithBody: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);
const bodyHeaders = ["content-length", "content-type", "x-content-sha256"];

const notAuthenticated = (reason: string): ServiceError =>
  new ServiceError(
    "NotAuthenticated",
    `The required information to complete authentication was not provided or was incorrect: ${reason}.`,
  );

const parseAuthorization = (header: string | undefined): Authorization => {
  if (header === undefined || !/^signature /iu.test(header)) throw notAuthenticated("no Signature authorization");
  const fields = new Map([...header.matchAll(/(\w+)="([^"]*)"/gu)].map(([, name, value]) => [name, value ?? ""]));
  const [version, algorithm] = [fields.get("version"), fields.get("algorithm")];
  if (version !== "1" || algorithm !== "rsa-sha256") throw notAuthenticated("version or algorithm");
  return {
    keyId: fields.get("keyId") ?? "",
    headers: (fields.get("headers") ?? "").toLowerCase().split(" "),
    signature: Buffer.from(fields.get("signature") ?? "", "base64"),
  };
};

const checkCoverage = (method: string, signed: readonly string[]): void => {
  const needed = ["(request-target)", "host", ...(methodsWithBody.has(method) ? bodyHeaders : [])];
  const missing = needed.filter((name) => !signed.includes(name));
  if (missing.length > 0) throw notAuthenticated(`unsigned ${missing.join(", ")}`);
  if (!signed.includes("x-date") && !signed.includes("date")) throw notAuthenticated("unsigned date");
};

const checkAge = (request: SignedRequest, signed: readonly string[], nowMs: number): void => {
  const sentMs = Date.parse(request.headers[signed.includes("x-date") ? "x-date" : "date"] ?? "");
  if (!(Math.abs(nowMs - sentMs) <= allowedSkewMs)) throw notAuthenticated("clock skew over 5 minutes");
};

const checkDigest = (request: SignedRequest): void => {
  const claimed = Buffer.from(request.headers["x-content-sha256"] ?? "", "base64");
  const actual = createHash("sha256").update(request.body).digest();
  if (claimed.length !== actual.length || !timingSafeEqual(claimed, actual)) {
    throw notAuthenticated("x-content-sha256 does not match the body");
  }
};

const signingString = (request: SignedRequest, signed: readonly string[]): string =>
  signed
    .map((name) => {
      if (name === "(request-target)") return `${name}: ${request.method.toLowerCase()} ${request.target}`;
      const value = request.headers[name];
      if (value === undefined) throw notAuthenticated(`signed header ${name} is missing`);
      return `${name}: ${value}`;
    })
    .join("\n");

/**
 * Accepts a request exactly when OCI would: known key, all required headers signed, body digest right, fresh by wall time.
 *
 * @returns the keyId that signed it
 * @throws ServiceError NotAuthenticated otherwise
 * @see https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm
 */
export const verifySignature = (request: SignedRequest, findKey: KeyLookup, nowMs: number): string => {
  const { keyId, headers, signature } = parseAuthorization(request.headers["authorization"]);
  const publicKey = findKey(keyId);
  if (publicKey === undefined) throw notAuthenticated("unknown keyId");
  checkCoverage(request.method, headers);
  checkAge(request, headers, nowMs);
  if (methodsWithBody.has(request.method)) checkDigest(request);
  const text = Buffer.from(signingString(request, headers));
  if (!verify("RSA-SHA256", text, publicKey, signature)) throw notAuthenticated("signature");
  return keyId;
};
