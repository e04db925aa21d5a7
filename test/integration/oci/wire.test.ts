import { readFile, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { inspect } from "node:util";
import type { OciAuth } from "../../../src/clouds/oci/oci-auth.ts";
import { createOciCloud, type OciCloud } from "../../../src/clouds/oci/oci-cloud.ts";
import { InterconnectError } from "../../../src/domain/errors.ts";
import type { Leave } from "../../../src/graph/step.ts";
import { anyFingerprint } from "../../support/clouds-of.ts";
import { serveForgetfully } from "../../support/forgetful-server.ts";
import { HandshakeServer } from "../../support/handshake-server.ts";
import { serve } from "../../support/serve.ts";
import { build, chainOf, drgNode, readyDrg, virtualCircuitNode } from "./chain.ts";
import { type LinkWorld, startLinkWorld } from "./link-world.ts";

let world: LinkWorld;

beforeEach(async () => {
  world = await startLinkWorld();
});

afterEach(() => world.close());

const leave: Leave = { check: () => undefined, retryToken: "token" };
const profile = (file: string): OciAuth => ({ kind: "config-file", file, profile: "DEFAULT" });
const drg = { name: "drg", tags: {} };
const isOurs = (code: string, kind: string) => expect.objectContaining({ name: "InterconnectError", code, kind });

test("sends nothing when the worker may have lost the operation", async () => {
  const late = new InterconnectError({ code: "LateWorker", kind: "late", message: "too late" });
  const check = () => {
    throw late;
  };
  await expect(world.move(drgNode, { leave: { check } })).rejects.toBe(late);
  expect(world.sent("POST", /drgs/)).toEqual([]);
});

test("sends nothing when the worker may have lost the operation while it connected", async () => {
  const server = await HandshakeServer.start();
  const cloud = await cloudAt(server.url, profile(world.config.file));
  await expect(cloud.drgs.create(drg, server.leave)).rejects.toBe(HandshakeServer.late);
  expect(server).toMatchObject({ handshakes: 1, asked: [] });
  await server.close();
});

test("sends nothing over a kept connection when the worker may have lost the operation", async () => {
  const changes = new Set<unknown>();
  const { url, close } = await serve(({ method, socket }, response) => {
    if (method === "POST") changes.add(socket);
    response.writeHead(method === "POST" ? 409 : 200, { "content-type": "application/json" }).end("[]");
  });
  const cloud = await cloudAt(url, profile(world.config.file));
  let looks = 0;
  const check = () => {
    looks += 1;
    if (looks > 2) throw HandshakeServer.late;
  };
  for (const outcome of [
    isOurs("AnotherOperation", "conflict"),
    isOurs("AnotherOperation", "conflict"),
    HandshakeServer.late,
  ]) {
    await expect(cloud.drgs.create(drg, { ...leave, check })).rejects.toEqual(outcome);
    await cloud.drgs.list();
  }
  expect(changes.size).toBe(1);
  await close();
});

test("reads once more, over a new connection, when every kept one was closed", async () => {
  const server = await serveForgetfully((response) =>
    response.writeHead(200, { "content-type": "application/json" }).end("[]"),
  );
  const cloud = await cloudAt(server.url, profile(world.config.file));
  const look = () => cloud.drgs.list();
  await Promise.all([look(), look(), look()]);
  expect(server.forget()).toBe(3);
  expect(await look()).toEqual([]);
  expect(server.asked).toEqual(["new", "new", "new", "kept", "new"]);
  await server.close();
});

test("spends the shared budget once a call, before anything is sent", async () => {
  const buckets: string[] = [];
  const spent = new InterconnectError({ code: "CloudThrottled", kind: "transient", message: "wait" });
  const cloud = await world.ociCloud(profile(world.config.file), {
    budget: {
      take(bucket) {
        buckets.push(bucket);
        return bucket.endsWith("POST") ? Promise.reject(spent) : Promise.resolve();
      },
    },
  });
  await cloud.drgs.list();
  await expect(cloud.drgs.create(drg, leave)).rejects.toBe(spent);
  expect(buckets).toEqual([`oci/${world.config.tenancyId}/GET`, `oci/${world.config.tenancyId}/POST`]);
  expect(world.sent("POST", /drgs/)).toEqual([]);
});

test("keeps the service key out of everything it returns, reports, throws and prints", async () => {
  const printed: unknown[] = [];
  const { warn, log, error } = console;
  const capture = (...words: unknown[]) => printed.push(words);
  Object.assign(console, { warn: capture, log: capture, error: capture });
  try {
    const repeats = { code: "InvalidParameter", message: `Key ${world.serviceKey.toUpperCase()} is not valid.` };
    world.world.faults.add({
      match: { service: "oci", method: "POST", path: "/virtualCircuits", times: 1 },
      effect: { kind: "respond", status: 400, body: repeats },
    });
    const refused = await world.drive(virtualCircuitNode(world, { drgId: await readyDrg(world) }));
    expect(refused.error?.details?.cloudMessage).toBe(`Key ${anyFingerprint(world.serviceKey)} is not valid.`);
    const built = await build(world, chainOf(world));
    const { oci } = world.clouds;
    const listed = await oci.virtualCircuits.list();
    const facts = [await oci.readNetworks(), await oci.readVirtualCircuit(listed[0]?.id ?? "")];
    const everything = inspect([refused, built, listed, facts, world.reports, printed], { depth: 20 });
    expect(listed).toHaveLength(1);
    expect(everything.toLowerCase()).not.toContain(world.serviceKey);
    expect(printed).toEqual([]);
  } finally {
    Object.assign(console, { warn, log, error });
  }
});

test("reports every call with its path, status and request id", async () => {
  const from = world.reports.length;
  await world.clouds.oci.drgs.list();
  expect(world.reports.slice(from)).toEqual([
    {
      side: "oci",
      method: "GET",
      path: "/20160918/drgs",
      status: 200,
      ms: expect.any(Number),
      requestId: expect.stringMatching(/\w+/),
    },
  ]);
});

test("reads the credentials again after they were refused", async () => {
  const { file } = world.config;
  const good = await readFile(file, "utf8");
  await writeFile(file, good.replace(/^fingerprint=.*$/m, "fingerprint=00:00"));
  const cloud = await world.ociCloud(profile(file));
  await expect(cloud.drgs.list()).rejects.toEqual(isOurs("CredentialsRefused", "blocked"));
  await writeFile(file, good);
  await expect(cloud.drgs.list()).resolves.toEqual([]);
});

test("signs with a session token where the profile has one", async () => {
  const { file } = world.config;
  const token = `${file}.token`;
  await writeFile(token, "session-token");
  await writeFile(file, `${await readFile(file, "utf8")}security_token_file=${token}\n`);
  const seen: (string | undefined)[] = [];
  const { url, close } = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(200, { "content-type": "application/json" }).end("[]");
  });
  const cloud = await cloudAt(url, profile(file));
  await cloud.drgs.list();
  await close();
  expect(seen[0]).toContain('keyId="ST$session-token"');
});

test.each([
  { name: "a file that is not there", change: () => "/nowhere/config" },
  {
    name: "a key that is no key",
    change: async ({ config }: LinkWorld) => {
      await writeFile(config.privateKeyFile, "not a key");
      return config.file;
    },
  },
])("names the profile that cannot be used: $name", async ({ change }) => {
  const cloud = await world.ociCloud(profile(await change(world)));
  await expect(cloud.drgs.list()).rejects.toEqual(isOurs("ConfigInvalid", "blocked"));
});

describe("against a server that misbehaves", () => {
  const cases: readonly {
    readonly name: string;
    readonly listener: RequestListener;
    readonly read: [code: string, kind: string];
    readonly write: [code: string, kind: string];
  }[] = [
    {
      name: "never answers",
      listener: () => undefined,
      read: ["CloudUnreachable", "transient"],
      write: ["OutcomeUnknown", "unknown-outcome"],
    },
    {
      name: "ends in the middle of its answer",
      listener: (_request, response) => {
        response.writeHead(200, { "content-length": "100" }).write("{");
        setImmediate(() => response.destroy());
      },
      read: ["CloudUnreachable", "transient"],
      write: ["OutcomeUnknown", "unknown-outcome"],
    },
    {
      name: "answers with success and nothing",
      listener: (_request, response) => response.writeHead(200).end(),
      read: ["CloudAnswerUnreadable", "transient"],
      write: ["OutcomeUnknown", "unknown-outcome"],
    },
    {
      name: "redirects",
      listener: (_request, response) => response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
      read: ["CloudRefused", "blocked"],
      write: ["CloudRefused", "blocked"],
    },
    {
      name: "answers with an error that is not JSON",
      listener: (_request, response) => response.writeHead(502).end("<html>bad gateway</html>"),
      read: ["CloudUnreachable", "transient"],
      write: ["CloudUnreachable", "transient"],
    },
  ];

  test.each(cases)("one that $name", async ({ listener, read, write }) => {
    const { url, close } = await serve(listener);
    const cloud = await cloudAt(url, profile(world.config.file));
    await expect(cloud.drgs.list()).rejects.toEqual(isOurs(...read));
    await expect(cloud.drgs.create(drg, leave)).rejects.toEqual(isOurs(...write));
    await close();
  });

  test("one that asks for a pause", async () => {
    const { url, close } = await serve((_request, response) => response.writeHead(429, { "retry-after": "7" }).end());
    const cloud = await cloudAt(url, profile(world.config.file));
    await expect(cloud.drgs.list()).rejects.toMatchObject({ code: "CloudThrottled", retryAfterMs: 7_000 });
    await close();
  });

  test("one that is not there", async () => {
    const { url, close } = await serve(() => undefined);
    await close();
    const cloud = await cloudAt(url, profile(world.config.file));
    await expect(cloud.drgs.create(drg, leave)).rejects.toEqual(isOurs("CloudUnreachable", "transient"));
  });
});

async function cloudAt(url: string, auth: OciAuth): Promise<OciCloud> {
  return createOciCloud({
    tenancyId: world.config.tenancyId,
    region: world.config.region,
    compartmentId: world.clouds.oci.compartmentId,
    endpoints: { iaas: url, identity: url },
    auth,
    transport: { budget: { take: () => Promise.resolve() }, fingerprint: anyFingerprint, timeoutMs: 300 },
    clock: world.world.clock,
  });
}
