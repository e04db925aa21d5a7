import type { StepNode } from "../../../src/graph/records.ts";
import type { FaultEffect } from "../../simulators/kit/faults.ts";
import { type AzureWorld, asStep, owner, ownerTags, startAzureWorld } from "./azure-world.ts";
import { build, nodesOf } from "./chain.ts";

let world: AzureWorld;
let circuit: StepNode;

beforeEach(async () => {
  world = await startAzureWorld();
  const nodes = nodesOf(world);
  circuit = nodes.circuit;
  await build(world, nodes.group);
});

afterEach(() => world.close());

const fault = (method: string, path: string, effect: FaultEffect, times = 1) =>
  world.world.faults.add({ match: { service: "azure", method, path, times }, effect });

const armError = (code: string, details: readonly { code: string; message: string }[] = []) => ({
  error: { code, message: `Azure's words about ${code}.`, details },
});

const respond = (status: number, body: unknown, headers: Record<string, string> = {}): FaultEffect => ({
  kind: "respond",
  status,
  body,
  headers,
});

/** What reached Azure and changed something, but for the group. */
const changes = () => world.calls().filter(({ target }) => target.includes("/providers/"));
const circuitsMade = () =>
  world.world.ledger.snapshot().resources.filter(({ type }) => type.endsWith("expressRouteCircuits"));

describe("what stands at the planned name already", () => {
  test.each([
    { name: "an untagged circuit", tags: {} },
    { name: "another interconnect's circuit", tags: { ...ownerTags, "interconnect-uid": "other" } },
    { name: "a circuit with our uid but without our seal", tags: { "interconnect-uid": owner.uid } },
  ])("$name is refused and never written", async ({ tags }) => {
    const { peeringLocation, location, bandwidthMbps } = circuit.params;
    const provider = { serviceProviderName: "Oracle Cloud FastConnect", peeringLocation: peeringLocation ?? "" };
    world.azure.seed({
      id: world.ids.circuit,
      body: {
        location: location ?? "",
        tags,
        sku: { name: "Standard_MeteredData", tier: "Standard", family: "MeteredData" },
        properties: { serviceProviderProperties: { ...provider, bandwidthInMbps: bandwidthMbps ?? 0 } },
      },
    });
    const record = await world.drive(circuit);
    expect(record).toMatchObject({ state: "blocked", error: { code: "ForeignResource", kind: "blocked" } });
    const removal = await world.drive({ ...circuit, direction: "destroy" });
    expect(removal).toMatchObject({ state: "blocked", error: { code: "ForeignResource" } });
    expect(changes()).toEqual([]);
  });

  test("a circuit with our mark is taken up", async () => {
    await build(world, circuit);
    expect(await world.drive(circuit)).toMatchObject({ state: "done" });
    expect(changes()).toHaveLength(1);
  });
});

describe("an answer that never comes", () => {
  test("after the effect: the next look finds what was made, and nothing is made twice", async () => {
    fault("PUT", "/expressRouteCircuits/", { kind: "dropAfter" });
    const lost = await world.move(circuit);
    expect(lost).toMatchObject({ state: "active", error: { code: "OutcomeUnknown", kind: "unknown-outcome" } });
    expect(await world.drive(circuit, { record: lost })).toMatchObject({ state: "done" });
    expect(circuitsMade()).toHaveLength(1);
    expect(changes()).toHaveLength(1);
  });

  test("before the effect: it is made once, after it was looked for", async () => {
    fault("PUT", "/expressRouteCircuits/", { kind: "dropBefore" });
    const lost = await world.move(circuit);
    expect(lost.error).toMatchObject({ code: "OutcomeUnknown" });
    expect(await world.drive(circuit, { record: lost })).toMatchObject({ state: "done" });
    expect(circuitsMade()).toHaveLength(1);
  });

  test("within the time-out counts the same", async () => {
    fault("PUT", "/expressRouteCircuits/", { kind: "delay", ms: 400 });
    const hasty = await world.client({ transport: { ...hastyTransport } });
    const wanted = { id: world.ids.circuit, location: "uksouth", tags: ownerTags, peeringLocation: "London" } as const;
    const sent = asStep(() =>
      hasty.createCircuit({ ...wanted, bandwidthMbps: 1000, tier: "Standard", family: "MeteredData" }),
    );
    await expect(sent).rejects.toMatchObject({ code: "OutcomeUnknown", kind: "unknown-outcome" });
  });

  test("to a read is made good by sending it once more, since a kept connection may have been closed", async () => {
    fault("GET", "/expressRouteCircuits/circuit", { kind: "dropBefore" });
    expect(await world.cloud.readCircuit(world.ids.circuit)).toBeUndefined();
  });

  test("to a read and its repetition is only a reason to look again", async () => {
    fault("GET", "/expressRouteCircuits/circuit", { kind: "dropAfter" });
    fault("GET", "/expressRouteCircuits/circuit", { kind: "dropAfter" });
    await expect(world.cloud.readCircuit(world.ids.circuit)).rejects.toMatchObject({
      code: "CloudUnreachable",
      kind: "transient",
    });
  });

  test("because nobody listens is known to have changed nothing", async () => {
    const other = await startAzureWorld();
    await other.close();
    const deaf = await world.client({ armEndpoint: other.azure.url });
    await expect(asStep(() => deaf.remove(world.ids.circuit))).rejects.toMatchObject({
      code: "CloudUnreachable",
      kind: "transient",
      details: { cloudCode: "ECONNREFUSED" },
    });
  });

  const hastyTransport = {
    budget: { take: () => Promise.resolve() },
    fingerprint: (secret: string) => String(secret.length),
    timeoutMs: 100,
  };
});

describe("refusals of the create", () => {
  test.each([
    {
      name: "another operation in progress",
      effect: respond(409, armError("AnotherOperationInProgress")),
      error: { code: "AnotherOperation", kind: "conflict" },
    },
    {
      name: "another operation, told as throttling",
      effect: respond(429, armError("RetryableError", [{ code: "RetryableErrorDueToAnotherOperation", message: "" }])),
      error: { code: "AnotherOperation", kind: "conflict" },
    },
    {
      name: "a server error",
      effect: respond(503, armError("ServiceUnavailable")),
      error: { code: "CloudUnreachable", kind: "transient" },
    },
  ])("$name is waited out, and the circuit is made once", async ({ effect, error }) => {
    fault("PUT", "/expressRouteCircuits/", effect);
    const refused = await world.move(circuit);
    expect(refused).toMatchObject({ state: "active", error });
    expect(await world.drive(circuit, { record: refused })).toMatchObject({ state: "done" });
    expect(circuitsMade()).toHaveLength(1);
  });

  test("throttling is waited out for as long as Azure asks", async () => {
    fault("PUT", "/expressRouteCircuits/", respond(429, armError("TooManyRequests"), { "Retry-After": "37" }));
    const refused = await world.move(circuit);
    expect(refused.error).toMatchObject({ code: "CloudThrottled", kind: "transient" });
    expect((refused.nextLookAt ?? 0) - world.world.clock.now()).toBe(37_000);
  });

  test.each([
    {
      name: "a missing right",
      setUp: () => {
        world.azure.account.missingPermissions = ["Microsoft.Network/expressRouteCircuits/write"];
      },
      error: { code: "CloudForbidden", details: { cloudCode: "AuthorizationFailed" } },
      hint: "Microsoft.Network/expressRouteCircuits/write",
    },
    {
      name: "a used-up quota",
      setUp: () => {
        world.azure.account.quotas = { ExpressRouteCircuits: 0 };
      },
      error: { code: "QuotaExceeded" },
      hint: "quota",
    },
    {
      name: "a lock",
      setUp: () => {
        world.azure.account.locks = [{ scope: world.ids.group, name: "freeze", level: "ReadOnly" }];
      },
      error: { code: "CloudRefused", details: { cloudCode: "ScopeLocked" } },
      hint: "lock",
    },
    {
      name: "a provider that is not registered",
      setUp: () => {
        world.azure.account.registrationState = "NotRegistered";
      },
      error: { code: "CloudRefused", details: { cloudCode: "MissingSubscriptionRegistration" } },
      hint: "az provider register",
    },
  ])("$name asks for a person and says what to do", async ({ setUp, error, hint }) => {
    setUp();
    const record = await world.move(circuit);
    expect(record).toMatchObject({ state: "blocked", error: { kind: "blocked", ...error } });
    expect(record.error?.hint).toContain(hint);
    expect(record.error?.message).toContain("circuit");
    expect(circuitsMade()).toEqual([]);
  });

  test("a create that fails afterwards is dead with Azure's reason, and a Retry makes it anew", async () => {
    fault("GET", "/expressRouteCircuits/circuit", respond(404, armError("ResourceNotFound")), 2);
    const failed = { status: "Failed", ...armError("PublicIPCountLimitReached") };
    fault("GET", "/locations/.*/operations/", respond(200, failed));
    const sent = await world.move(circuit);
    expect(sent.memo["operationUrl"]).toMatch(/^https:\/\/management\.azure\.com\/.*\/operations\//);
    const dead = await world.move(circuit, { record: sent });
    expect(dead).toMatchObject({ state: "blocked", error: { code: "QuotaExceeded" } });
    expect(dead.memo["operationUrl"]).toBeUndefined();
  });
});

describe("a gateway whose creation timed out", () => {
  test("and that is there later all the same is taken up, and never made twice", async () => {
    const { vnet, publicIp, gateway } = nodesOf(world);
    await build(world, vnet);
    await build(world, publicIp);
    const timedOut = { status: "Failed", ...armError("OperationTimedOut") };
    fault("GET", "/locations/.*/operations/", respond(200, timedOut), 100);
    expect(await world.drive(gateway)).toMatchObject({ state: "done" });
    expect(changes().filter(({ target }) => target === world.ids.gateway)).toHaveLength(1);
  });

  test("never for its address: a static one of the Standard SKU, the only kind that Azure still takes", async () => {
    await build(world, nodesOf(world).publicIp);
    const sent = world.exchanges.find(
      ({ request }) => request.method === "PUT" && /publicIPAddresses/.test(request.url),
    );
    expect(JSON.parse(sent?.request.body ?? "{}")).toMatchObject({
      sku: { name: "Standard" },
      properties: { publicIPAllocationMethod: "Static" },
    });
  });
});

describe("credentials", () => {
  test("that are wrong ask for a person", async () => {
    const { clientId } = world.azure.account;
    const cloud = await world.client({ credential: { kind: "client-secret", clientId, clientSecret: "old-secret" } });
    const error = await cloud.readCircuit(world.ids.circuit).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "CredentialsRefused", kind: "blocked" });
    expect(JSON.stringify(error)).not.toContain("old-secret");
  });

  test("whose token is refused ask for a person; the next try takes a new token", async () => {
    await world.cloud.readCircuit(world.ids.circuit);
    world.azure.revokeTokens();
    await expect(world.cloud.readCircuit(world.ids.circuit)).rejects.toMatchObject({ code: "CredentialsRefused" });
    expect(await world.cloud.readCircuit(world.ids.circuit)).toBeUndefined();
  });

  test.each([
    { name: "down", effect: respond(503, "") },
    { name: "silent", effect: { kind: "dropBefore" } as const },
    { name: "throttling", effect: respond(429, "", { "Retry-After": "9" }) },
  ])("cannot be had while Entra is $name, which passes", async ({ effect }) => {
    fault("POST", "/oauth2/v2.0/token", effect);
    const cloud = await world.client();
    await expect(cloud.readCircuit(world.ids.circuit)).rejects.toMatchObject({ kind: "transient" });
    expect(await cloud.readCircuit(world.ids.circuit)).toBeUndefined();
  });
});
