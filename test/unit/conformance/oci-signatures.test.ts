import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { conform } from "../../conformance/conform.ts";
import type { Exchange } from "../../conformance/exchange.ts";
import { smallSpecs } from "./small-specs.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const host = "iaas.uk-london-1.oraclecloud.com";
const body = JSON.stringify({ displayName: "drg" });
const signedNames = ["x-date", "(request-target)", "host", "content-length", "content-type", "x-content-sha256"];

function aSignedCreate(): Exchange {
  const headers: Record<string, string> = {
    host,
    "x-date": "Sun, 22 Nov 2026 14:00:00 GMT",
    "content-length": String(Buffer.byteLength(body)),
    "content-type": "application/json",
    "x-content-sha256": createHash("sha256").update(body).digest("base64"),
  };
  const lines = signedNames.map((name) => `${name}: ${headers[name] ?? "post /20160918/drgs?a=b"}`);
  const signature = createSign("RSA-SHA256").update(lines.join("\n")).sign(privateKey, "base64");
  const fields = { version: "1", keyId: "t/u/f", algorithm: "rsa-sha256", headers: signedNames.join(" "), signature };
  const authorization = `Signature ${Object.entries(fields)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",")}`;
  const url = `https://${host}/20160918/drgs?a=b`;
  return {
    request: { method: "POST", url, headers: { ...headers, authorization }, body },
    response: { status: 200, headers: {}, body: "{}" },
  };
}

async function violationsOf({ request, response }: Exchange): Promise<readonly string[]> {
  const specs = smallSpecs();
  const recording = { name: "test", exchanges: [{ request, response }], ociPublicKeyPem: publicKey };
  const { violations } = await conform([recording], specs.folder);
  specs.remove();
  return violations;
}

test("a request signed with the recorded key passes, however long ago it was sent", async () => {
  expect(await violationsOf(aSignedCreate())).toEqual([]);
});

test.each<{ name: string; change: (request: Exchange["request"]) => Partial<Exchange["request"]> }>([
  { name: "another body", change: () => ({ body: JSON.stringify({ displayName: "gdr" }) }) },
  { name: "another method", change: () => ({ method: "PUT" }) },
  { name: "another path", change: ({ url }) => ({ url: url.replace("drgs", "vcns") }) },
  { name: "another host", change: ({ url }) => ({ url: url.replace("london", "paris") }) },
  { name: "another date", change: ({ headers }) => ({ headers: { ...headers, "x-date": new Date(0).toUTCString() } }) },
  { name: "no signature", change: ({ headers }) => ({ headers: { ...headers, authorization: "" } }) },
])("$name than was signed is caught", async ({ change }) => {
  const { request, response } = aSignedCreate();
  const violations = await violationsOf({ request: { ...request, ...change(request) }, response });
  expect(violations).toHaveLength(1);
  expect(violations[0]).toContain(": signature: ");
});
