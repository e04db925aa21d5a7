import { inspect, types } from "node:util";
import { verifySignature } from "../simulators/oci/signature.ts";
import { type Exchange, type Judgement, wrong } from "./exchange.ts";

/** Checks that a request to OCI was signed with the recorded key, body and all, as it was sent. */
export function judgeOci({ request }: Exchange, publicKeyPem: string): Judgement {
  const { pathname, search, host } = new URL(request.url);
  const what = `${request.method} ${pathname.split("/").slice(0, 3).join("/")}`;
  // A recording is read long after: it is as old as it says.
  const sentMs = Date.parse(request.headers["x-date"] ?? request.headers["date"] ?? "");
  const signed = {
    method: request.method,
    target: pathname + search,
    headers: request.headers,
    body: Buffer.from(request.body),
  };
  if (request.headers["host"] !== host)
    return { what, violations: [wrong("signature", `for another host than ${host}`)] };
  try {
    verifySignature(signed, () => publicKeyPem, sentMs);
    return { what, violations: [] };
  } catch (refused) {
    return {
      what,
      violations: [wrong("signature", types.isNativeError(refused) ? refused.message : inspect(refused))],
    };
  }
}
