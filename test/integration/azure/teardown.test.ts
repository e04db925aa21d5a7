import type { StepRecord } from "../../../src/graph/records.ts";
import { type AzureWorld, startAzureWorld, virtualCircuitId } from "./azure-world.ts";
import { build, buildLink, nodesOf, removalOf } from "./chain.ts";

let world: AzureWorld;

beforeEach(async () => {
  world = await startAzureWorld();
});

afterEach(() => world.close());

const deletions = () =>
  world.calls().flatMap(({ operation, target }) => {
    const name = target.split("/").at(-1) ?? "";
    return operation.startsWith("DELETE") ? [name] : [];
  });

const illegal = () => world.world.ledger.snapshot().illegalCalls;

/** Lets the virtual circuit go and waits until Azure has heard of it. */
async function oracleLetsGo(): Promise<void> {
  world.fabric.virtualCircuitDeleting(virtualCircuitId);
  world.pass(60 * 60_000);
  expect(await world.cloud.readCircuit(world.ids.circuit)).toMatchObject({
    serviceProviderProvisioningState: "NotProvisioned",
  });
}

test("removes everything in reverse order, each with one DELETE, and nothing is left", async () => {
  await buildLink(world);
  const { group, circuit, vnet, publicIp, gateway, connection } = nodesOf(world);
  await build(world, removalOf(connection));
  await oracleLetsGo();
  for (const one of [circuit, gateway, publicIp, vnet, group]) await build(world, removalOf(one));
  expect(deletions()).toEqual(["connection", "circuit", "gateway", "ip", "vnet", "links"]);
  expect(world.world.ledger.snapshot().remaining).toEqual([]);
  expect(illegal()).toEqual([]);
}, 30_000);

test("waits with the circuit until Oracle has let go, and never sends the DELETE before", async () => {
  const nodes = nodesOf(world);
  for (const one of [nodes.group, nodes.circuit]) await build(world, one);
  await world.oracleTakesKey();
  await build(world, nodes.providerProvisioned);
  const waiting = await world.drive(removalOf(nodes.circuit), { until: ({ looks }) => looks === 3 });
  expect(waiting).toMatchObject({ state: "active" });
  expect(waiting.reason).toBe("Oracle has not let go of the circuit; Azure still shows it as Provisioned");
  expect(deletions()).toEqual([]);
  await oracleLetsGo();
  expect(await world.drive(removalOf(nodes.circuit), { record: waiting })).toMatchObject({ state: "done" });
  expect(illegal()).toEqual([]);
});

test("what has gone already needs no DELETE", async () => {
  expect(await world.drive(removalOf(nodesOf(world).circuit))).toMatchObject({ state: "done", outputs: {} });
  expect(deletions()).toEqual([]);
});

test("a DELETE whose answer is lost is found under way", async () => {
  const { group, publicIp } = nodesOf(world);
  for (const one of [group, publicIp]) await build(world, one);
  world.world.faults.add({
    match: { service: "azure", method: "DELETE", path: "/publicIPAddresses/", times: 1 },
    effect: { kind: "dropAfter" },
  });
  const lost = await world.move(removalOf(publicIp));
  expect(lost.error).toMatchObject({ code: "OutcomeUnknown" });
  expect(await world.drive(removalOf(publicIp), { record: lost })).toMatchObject({ state: "done" });
  expect(deletions()).toEqual(["ip"]);
});

test("a removal that fails says why", async () => {
  const { group, publicIp } = nodesOf(world);
  for (const one of [group, publicIp]) await build(world, one);
  const shown = { location: "uksouth", tags: {}, properties: { provisioningState: "Succeeded" } };
  const tags = (await world.cloud.readPublicIp(world.ids.publicIp))?.tags ?? {};
  const failed = { status: "Failed", error: { code: "InternalServerError", message: "It did not work." } };
  const sent = await world.move(removalOf(publicIp));
  for (const [path, body] of [
    ["/publicIPAddresses/ip", { ...shown, id: world.ids.publicIp, tags }],
    ["/locations/.*/operations/", failed],
  ] as const) {
    world.world.faults.add({
      match: { service: "azure", method: "GET", path, times: 1 },
      effect: { kind: "respond", status: 200, body },
    });
  }
  const dead = await world.move(removalOf(publicIp), { record: sent });
  expect(dead).toMatchObject({
    state: "blocked",
    error: { code: "ResourceFailed", details: { cloudCode: "InternalServerError", cloudMessage: "It did not work." } },
  });
});

describe("the resource group", () => {
  let group: StepRecord | undefined;
  const other = () => world.ids.publicIp.replace("/ip", "/somebody-elses");
  const publicIpBody = { location: "uksouth", sku: { name: "Standard" }, properties: {} };

  beforeEach(async () => {
    group = await build(world, nodesOf(world).group);
  });

  test("stays, and says for what, when somebody else uses it", async () => {
    expect(group?.state).toBe("done");
    world.azure.seed({ id: other(), body: publicIpBody });
    const record = await world.drive(removalOf(nodesOf(world).group));
    expect(record).toMatchObject({ state: "done", outputs: { kept: ["somebody-elses"] } });
    expect(deletions()).toEqual([]);
    expect(await world.cloud.readResourceGroup(world.ids.group)).toBeDefined();
  });

  test("waits while Azure still lists what is ours", async () => {
    const { publicIp } = nodesOf(world);
    await build(world, publicIp);
    const held = await world.move(removalOf(nodesOf(world).group));
    expect(held).toMatchObject({ state: "active", error: { code: "AnotherOperation", kind: "conflict" } });
    await build(world, removalOf(publicIp));
    expect(await world.drive(removalOf(nodesOf(world).group), { record: held })).toMatchObject({ state: "done" });
    expect(illegal()).toEqual([]);
  });
});
