import { jest } from "@jest/globals";
import { type JsonObject, toJson } from "../../../src/domain/json.ts";
import type { InterconnectRequest, Plan } from "../../../src/domain/plan.ts";
import { isKept } from "../../../src/graph/order.ts";
import type { Operation } from "../../../src/graph/records.ts";
import { builtSoFar } from "../../../src/steps/as-built.ts";
import { createGraph, resumeTrafficGraph } from "../../../src/steps/create-graph.ts";
import { azureIds } from "../../../src/steps/graph-row.ts";
import { sweepGraph, teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { readBrought } from "../../../src/survey/read-networks.ts";
import { textAt } from "../../simulators/kit/json.ts";
import { attachVcn } from "../../simulators/oci/drg-attachments.ts";
import { stateOf } from "./brought-state.ts";
import { owner, startTestWorld, type TestWorld } from "./built-link.ts";
import { run } from "./operation-run.ts";

// A create and its teardown sign some hundred requests; on a busy machine that outlasts jest's five seconds.
jest.setTimeout(120_000);

const minute = 60_000;

let world: TestWorld;
let before: unknown;

beforeAll(async () => {
  world = await startTestWorld();
  before = stateOf(world);
});

afterAll(() => world.close());

const newNetworks: Partial<InterconnectRequest> = {
  vnet: { create: { addressPrefix: "10.91.0.0/16" } },
  vcn: { create: { cidr: "10.92.0.0/20" } },
};
const allBrought: Partial<InterconnectRequest> = { vnet: { use: "vnet-edge" }, vcn: { use: "vcn-joined" } };

const doneIn = (operation: Operation): number =>
  Object.values(operation.steps).filter(({ state }) => state === "done").length;

/** What there is of a plan once its create has stopped where `until` says. */
async function buildUntil(plan: Plan, until?: (operation: Operation) => boolean) {
  const { operation } = await run(world, plan, createGraph(plan), until ? { until } : {});
  return builtSoFar(operation);
}

const expectAsBefore = (): void => {
  const { remaining, illegalCalls } = world.simulators.sim.ledger.snapshot();
  expect({ remaining, illegalCalls }).toEqual({ remaining: [], illegalCalls: [] });
  expect(stateOf(world)).toEqual(before);
};

test.each([
  { name: "new networks", changes: newNetworks, gone: 12 },
  {
    name: "a VNet and a VCN that were brought",
    changes: { vnet: { use: "vnet-app" }, vcn: { use: "vcn-app" } },
    gone: 10,
  },
  { name: "everything brought", changes: allBrought, gone: 5 },
])("of $name nothing is left, and what was there is as it was", async ({ changes, gone }) => {
  const plan = await world.planned(changes);
  const brought = await readBrought(world.clouds, plan, world.now);
  const built = await buildUntil(plan);
  const callsBefore = world.simulators.sim.ledger.snapshot().calls.length;
  const { operation, reasons } = await run(
    world,
    plan,
    teardownGraph(plan, built, { soakMs: 15 * minute, keeps: [], before: toJson(brought) }),
  );
  expect(operation).toMatchObject({ state: "done" });
  expectAsBefore();
  expect([...reasons]).toContain("Traffic is withdrawn; before anything is deleted it can be brought back");
  expect([...reasons].join("\n")).toContain("which Azure hears some minutes later");
  const proof = operation.steps["link.gone"]?.outputs;
  expect(proof?.["removed"]).toHaveLength(gone);
  expect(proof?.["differences"]).toEqual([]);
  expect(Number(proof?.["virtualCircuitGoneAt"])).toBeLessThan(Number(proof?.["circuitGoneAt"]));
  expect(world.simulators.sim.ledger.snapshot().calls.length - callsBefore).toBe(gone);
});

test.each([1, 9])("a create that stopped after %i steps is taken back", async (steps) => {
  const plan = await world.planned(newNetworks);
  const built = await buildUntil(plan, (operation) => doneIn(operation) >= steps);
  const { operation } = await run(world, plan, teardownGraph(plan, built, { soakMs: 0, keeps: [] }));
  expect(operation).toMatchObject({ state: "done" });
  expectAsBefore();
});

test("knowing nothing of what was made, it is found by names and tags", async () => {
  const plan = await world.planned(newNetworks);
  await buildUntil(plan);
  const { operation } = await run(world, plan, teardownGraph(plan, {}, { soakMs: 0, keeps: [] }));
  expect(operation).toMatchObject({ state: "done" });
  expectAsBefore();
});

test("traffic is brought back during the soak, and the link is healthy again", async () => {
  const plan = await world.planned(allBrought);
  const built = await buildUntil(plan);
  const graph = teardownGraph(plan, built, { soakMs: 15 * minute, keeps: [] });
  const soaking = await run(world, plan, graph, {
    until: ({ steps }) => steps["gate.soak"]?.state === "active",
  });
  expect(soaking.operation.steps["gate.soak"]?.memo["until"]).toBeGreaterThan(world.now());
  const { operation } = await run(world, plan, resumeTrafficGraph(plan, built));
  expect(operation.steps["link.verify"]?.outputs?.["report"]).toMatchObject({ verdict: "healthy" });
  await run(world, plan, teardownGraph(plan, built, { soakMs: 0, keeps: [] }));
  expectAsBefore();
});

test("answers that are lost change nothing", async () => {
  const plan = await world.planned(newNetworks);
  const built = await buildUntil(plan);
  for (const service of ["azure", "oci"]) {
    for (const kind of ["dropAfter", "dropBefore"] as const) {
      const match = { service, method: "DELETE", times: 3 };
      world.simulators.sim.faults.add({ match, effect: { kind } });
    }
  }
  const { operation } = await run(world, plan, teardownGraph(plan, built, { soakMs: 0, keeps: [] }));
  expect(operation).toMatchObject({ state: "done" });
  expectAsBefore();
});

test.each([
  { kind: "dropAfter", becomes: "known to be there", made: true },
  { kind: "dropBefore", becomes: "known not to be there", made: false },
] as const)(
  "after Cancel a virtual circuit whose $kind lost the answer is $becomes, and nothing is sent",
  async ({ kind, made }) => {
    const plan = await world.planned(newNetworks);
    const { sim } = world.simulators;
    const match = { service: "oci", method: "POST", path: "/virtualCircuits$", times: 1 };
    sim.faults.add({ match, effect: { kind } });
    const lost = await run(world, plan, createGraph(plan), {
      until: ({ steps }) => steps["oci.virtual-circuit"]?.error?.code === "OutcomeUnknown",
    });
    const calls = sim.ledger.snapshot().calls.length;
    const { operation } = await run(world, plan, [], {
      from: lost.operation,
      signals: { cancel: { at: world.now() } },
    });
    const circuit = operation.steps["oci.virtual-circuit"];
    expect(operation.state).toBe("paused");
    expect(circuit?.intent).toBeUndefined();
    expect(circuit?.sentAt !== undefined).toBe(made);
    expect(typeof circuit?.memo["id"] === "string").toBe(made);
    expect(sim.ledger.snapshot().calls).toHaveLength(calls);
    await run(world, plan, teardownGraph(plan, builtSoFar(operation), { soakMs: 0, keeps: [] }));
    expectAsBefore();
  },
);

/** The sweep after a removal, as its story begins it. */
const sweepAfter = (plan: Plan, { record, steps }: Operation, waitMs: number) => {
  const removed = record.nodes.filter(({ id }) => !isKept(steps[id]?.outputs ?? {}));
  return sweepGraph(
    plan,
    removed.map(({ id }) => id),
    { waitMs },
  );
};

const tags = {
  "interconnect-uid": owner.uid,
  "interconnect-environment": owner.environment,
  "interconnect-seal": owner.seal,
};

test("what a late worker made again after a removal is found, removed and told", async () => {
  const plan = await world.planned({ vnet: { use: "vnet-app" }, vcn: { use: "vcn-app" } });
  const { azure } = world.simulators;
  const ids = azureIds(plan);
  const subnet = `${ids.vnet}/subnets/GatewaySubnet`;
  const removal = await run(world, plan, teardownGraph(plan, await buildUntil(plan), { soakMs: 0, keeps: [] }));
  azure?.seed(
    { id: ids.resourceGroup, body: { location: "uksouth", tags } },
    { id: ids.publicIp ?? "", body: { location: "uksouth", tags, sku: { name: "Standard" }, properties: {} } },
    { id: subnet, body: { properties: { addressPrefix: plan.azure.gatewaySubnet.prefix } } },
  );
  const began = world.now();
  const { operation } = await run(world, plan, sweepAfter(plan, removal.operation, 2 * minute));
  expect(operation.steps["link.gone"]?.outputs?.["reappeared"]).toEqual([
    "azure.public-ip",
    "azure.gateway-subnet",
    "azure.resource-group",
  ]);
  expect(Number(operation.steps["gate.sweep"]?.doneAt) - began).toBe(2 * minute);
  expectAsBefore();
  const again = await run(world, plan, sweepAfter(plan, removal.operation, 13 * minute));
  expect(again.operation.steps["link.gone"]?.outputs?.["reappeared"]).toEqual([]);
});

/** After the approval others connect to the gateway and attach a VCN to the DRG. @returns the DRG's id */
function othersJoin(plan: Plan, built: Readonly<Record<string, JsonObject>>): string {
  const { azure, oci } = world.simulators;
  const { vnet, gateway, circuit } = azureIds(plan);
  const drgId = textAt(built, "oci.drg", "drgId") ?? "";
  const theirVcn = oci?.cloud.vcns.living().find(({ displayName }) => displayName === "vcn-app");
  if (oci) attachVcn(oci.cloud, { drgId, vcnId: theirVcn?.id ?? "", displayName: "theirs" }, "seeded");
  const properties = {
    connectionType: "ExpressRoute",
    virtualNetworkGateway1: { id: gateway },
    peer: { id: circuit.replace(/[^/]+$/, "another-circuit") },
  };
  const id = `${vnet.split("/providers/")[0]}/providers/Microsoft.Network/connections/theirs`;
  azure?.seed({ id, body: { location: "uksouth", properties } });
  return drgId;
}

test("a gateway and a DRG that others joined after the approval stay with all they need, and no sweep takes them", async () => {
  const plan = await world.planned(newNetworks);
  const ids = azureIds(plan);
  const built = await buildUntil(plan);
  const drgId = othersJoin(plan, built);
  const { operation } = await run(world, plan, teardownGraph(plan, built, { soakMs: 0, keeps: [] }));
  expect(operation.state).toBe("done");
  expect(operation.steps["azure.gateway"]?.outputs).toEqual({ kept: ["connection theirs"] });
  expect(operation.steps["oci.drg"]?.outputs).toEqual({ kept: ["attachment theirs"] });
  expect(operation.steps["azure.vnet"]?.outputs).toEqual({ keptWith: "azure.gateway" });
  const sweep = await run(world, plan, sweepAfter(plan, operation, 2 * minute));
  expect(sweep.operation.steps["link.gone"]?.outputs?.["reappeared"]).toEqual([]);
  expect(await world.clouds.azure.readGateway(ids.gateway)).toBeDefined();
  expect((await world.clouds.oci.drgs.find(drgId))?.lifecycleState).toBe("AVAILABLE");
  expect(await world.clouds.azure.readCircuit(ids.circuit)).toBeUndefined();
  expect(world.simulators.sim.ledger.snapshot().illegalCalls).toEqual([]);
});
