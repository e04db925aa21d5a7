import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { writeOciConfig } from "../../../simulators/oci/oci-config.ts";
import { ServiceError } from "../../../simulators/oci/service-error.ts";
import { type SignedRequest, verifySignature } from "../../../simulators/oci/signature.ts";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { aDrg, refusalOf } from "./requests.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
const sentAt = Date.parse("2026-11-23T10:00:00Z");
const body = '{"compartmentId":"c"}';

const withBody = ["x-date", "(request-target)", "host", "content-type", "content-length", "x-content-sha256"];
const withoutBody = ["x-date", "(request-target)", "host"];

/** A POST as the SDK would sign it, but for what `changed` names. */
const aRequest = (
  changed: { names?: readonly string[]; keyId?: string; algorithm?: string; digest?: string } = {},
): SignedRequest & { headers: Record<string, string> } => {
  const { names = withBody, keyId = "t/u/f", algorithm = "rsa-sha256" } = changed;
  const target = "/20160918/drgs?a=b%20c";
  const headers: Record<string, string> = {
    "x-date": new Date(sentAt).toUTCString(),
    host: "127.0.0.1:4000",
    "content-type": "application/json",
    "content-length": String(body.length),
    "x-content-sha256": changed.digest ?? createHash("sha256").update(body).digest("base64"),
  };
  const text = names
    .map((name) => `${name}: ${name === "(request-target)" ? `post ${target}` : headers[name]}`)
    .join("\n");
  const signature = createSign("RSA-SHA256").update(text).sign(privateKey, "base64");
  const fields = `version="1",keyId="${keyId}",algorithm="${algorithm}",headers="${names.join(" ")}"`;
  headers["authorization"] = `Signature ${fields},signature="${signature}"`;
  return { method: "POST", target, headers, body: Buffer.from(body) };
};

const keyOf = (keyId: string) => (keyId === "t/u/f" ? publicKeyPem : undefined);
const check = (request: SignedRequest, nowMs = sentAt) => verifySignature(request, keyOf, nowMs);

const refusal = (request: SignedRequest, nowMs?: number): string => {
  try {
    check(request, nowMs);
  } catch (problem) {
    return problem instanceof ServiceError ? `${problem.status} ${problem.code}` : "another error";
  }
  return "accepted";
};

describe("the signature check", () => {
  test("accepts what is signed as it must be and tells who signed", () => {
    expect(check(aRequest())).toBe("t/u/f");
  });

  test("takes a skew of five minutes either way, and no more", () => {
    const minutes = (count: number) => refusal(aRequest(), sentAt + count * 60_000);
    expect([5, -5, 5.1, -5.1].map(minutes)).toEqual([
      "accepted",
      "accepted",
      "401 NotAuthenticated",
      "401 NotAuthenticated",
    ]);
  });

  test.each([
    { name: "no authorization", request: { ...aRequest(), headers: {} } },
    { name: "an unknown key", request: aRequest({ keyId: "t/u/other" }) },
    { name: "another algorithm", request: aRequest({ algorithm: "hmac-sha256" }) },
    { name: "a body outside the signed headers", request: aRequest({ names: withoutBody }) },
    { name: "an unsigned date", request: aRequest({ names: withBody.slice(1) }) },
    { name: "an unsigned target", request: aRequest({ names: withBody.filter((one) => one !== "(request-target)") }) },
    { name: "a digest of another body", request: aRequest({ digest: createHash("sha256").digest("base64") }) },
    { name: "a body changed on the way", request: { ...aRequest(), body: Buffer.from(body.replace("c", "d")) } },
    { name: "a target changed on the way", request: { ...aRequest(), target: "/20160918/drgs" } },
    { name: "a method changed on the way", request: { ...aRequest(), method: "PUT" } },
    { name: "a signed header that did not arrive", request: omitHeader("host") },
  ])("refuses $name", ({ request }) => {
    expect(refusal(request)).toBe("401 NotAuthenticated");
  });
});

function omitHeader(name: string): SignedRequest {
  const request = aRequest();
  const { [name]: _omitted, ...headers } = request.headers;
  return { ...request, headers };
}

describe("the signatures of the real SDK", () => {
  let world: OciWorld;

  beforeEach(async () => {
    world = await startOciWorld();
  });

  afterEach(async () => {
    await world.close();
  });

  test("are verified one by one and counted, with and without a body", async () => {
    const drgId = await aDrg(world, "name with spaces & signs");
    await world.network.getAllDrgAttachments({ drgId });
    await world.network.updateDrg({ drgId, updateDrgDetails: { displayName: "hub" } });
    await world.network.listDrgs({ compartmentId: world.compartmentId });
    await world.network.deleteDrg({ drgId });
    await world.identity.getTenancy({ tenancyId: world.tenancyId });
    expect(world.oci.signatures()).toEqual({ verified: 6, refused: 0 });
  });

  test("are refused when another key made them, on every path", async () => {
    const dir = await mkdtemp(join(tmpdir(), "oci-other-"));
    const stranger = world.networkAs(await writeOciConfig(dir, { newKey: true }));
    expect(await refusalOf(stranger.listDrgs({ compartmentId: world.compartmentId }))).toBe("401 NotAuthenticated");
    expect(await refusalOf(stranger.listCpes({ compartmentId: world.compartmentId }))).toBe("401 NotAuthenticated");
    expect(world.oci.signatures()).toEqual({ verified: 0, refused: 2 });
    await rm(dir, { recursive: true });
  });

  test("are not needed for the control API only", async () => {
    const unsigned = await fetch(`${world.oci.url}/20160918/drgs`);
    const control = await fetch(`${world.oci.url}/_sim/state/oci`);
    expect([unsigned.status, control.status]).toEqual([401, 200]);
    expect(await unsigned.json()).toMatchObject({ code: "NotAuthenticated" });
    expect(unsigned.headers.get("opc-request-id")).toMatch(/^[\dA-F]{32}$/u);
  });
});
