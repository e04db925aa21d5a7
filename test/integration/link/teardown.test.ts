import { jest } from "@jest/globals";
import { allSteps } from "../../../src/app/steps.ts";
import { Seal } from "../../../src/approval/seal.ts";
import { withLeave } from "../../../src/clouds/transport.ts";
import { type JsonObject, toJson } from "../../../src/domain/json.ts";
import type { InterconnectRequest, Plan } from "../../../src/domain/plan.ts";
import type { Operation, StepNode } from "../../../src/graph/records.ts";
import { builtSoFar } from "../../../src/steps/as-built.ts";
import { createGraph, resumeTrafficGraph } from "../../../src/steps/create-graph.ts";
import { azureIds } from "../../../src/steps/graph-row.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { readBrought } from "../../../src/survey/read-networks.ts";
import { OperationStory } from "../../../src/verbs/story.ts";
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
  expect([...reasons]).toContain("Traffic is withdrawn; nothing that bills is deleted before this time is over");
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

const clock = { now: () => world.now(), toWallMs: () => 0, wallTimeOf: (at: number) => at };
const story = new OperationStory(clock, allSteps, { seal: new Seal("the key of this test"), environments: [] });

/** The looks after a removal, as its story begins them: after 2 min and after 15. */
function sweepsAfter(removal: Operation): readonly (readonly StepNode[])[] {
  const { begins = [] } = story.narrate({ before: { ...removal, state: "open" }, after: removal });
  return begins.map(({ nodes }) => nodes);
}

const tags = {
  "interconnect-uid": owner.uid,
  "interconnect-environment": owner.environment,
  "interconnect-seal": owner.seal,
};

test("what a late worker made again after a removal is found, removed and told", async () => {
  const plan = await world.planned({ vnet: { use: "vnet-app" }, vcn: { use: "vcn-app" } });
  const { azure } = world.simulators;
  const ids = azureIds(plan);
  const removal = await run(world, plan, teardownGraph(plan, await buildUntil(plan), { soakMs: 0, keeps: [] }));
  azure?.seed(
    { id: ids.resourceGroup, body: { location: "uksouth", tags } },
    { id: ids.publicIp ?? "", body: { location: "uksouth", tags, sku: { name: "Standard" }, properties: {} } },
  );
  const [soon = [], later = []] = sweepsAfter(removal.operation);
  const began = world.now();
  const { operation } = await run(world, plan, soon);
  expect(operation.steps["link.gone"]?.outputs?.["reappeared"]).toEqual(["azure.public-ip", "azure.resource-group"]);
  expect(Number(operation.steps["gate.sweep"]?.doneAt) - began).toBe(2 * minute);
  expectAsBefore();
  const again = await run(world, plan, later);
  expect(again.operation.steps["link.gone"]?.outputs?.["reappeared"]).toEqual([]);
});

/** A build whose GatewaySubnet's first create meets a fault, up to where it stops, and its rollback. */
async function rolledBack(plan: Plan, lost: "dropBefore" | "dropAfter" | undefined, isCancelled: boolean) {
  const { faults } = world.simulators.sim;
  const match = { service: "azure", method: "PUT", path: "/subnets/GatewaySubnet", times: 1 };
  if (lost) faults.add({ match, effect: { kind: lost } });
  const stopped = await run(world, plan, createGraph(plan), {
    until: ({ steps: { "azure.gateway-subnet": step } }) =>
      isCancelled ? step?.error?.code === "OutcomeUnknown" : step?.sentAt !== undefined,
  });
  const signals = { cancel: { at: world.now() } };
  const { operation } = isCancelled ? await run(world, plan, [], { from: stopped.operation, signals }) : stopped;
  return run(world, plan, teardownGraph(plan, builtSoFar(operation), { soakMs: 0, keeps: [] }));
}

test.each([
  { when: "a create without an answer was given up on", lost: "dropBefore", isCancelled: true, swept: true },
  { when: "a create without an answer was sent again", lost: "dropBefore", swept: true },
  { when: "that create was sent too long ago", lost: "dropBefore", swept: false, laterMs: 60 * minute },
  { when: "what such a create made was there, and is removed", lost: "dropAfter", isCancelled: true, swept: false },
  { when: "every create was answered", swept: false },
] as const)(
  "an empty GatewaySubnet as planned that is there after a rollback is swept ($swept) when $when",
  async ({ swept, ...given }) => {
    const plan = await world.planned({ vnet: { use: "vnet-app" }, vcn: { use: "vcn-app" } });
    const subnet = `${azureIds(plan).vnet}/subnets/GatewaySubnet`;
    const { lost, isCancelled, laterMs } = { lost: undefined, isCancelled: false, laterMs: 0, ...given };
    const { operation: rollback } = await rolledBack(plan, lost, isCancelled);
    expect(rollback.state).toBe("done");
    expectAsBefore();
    world.simulators.sim.clock.advance(laterMs);
    const body = { properties: { addressPrefix: plan.azure.gatewaySubnet.prefix } };
    world.simulators.azure?.seed({ id: subnet, body });
    const calls = world.simulators.sim.ledger.snapshot().calls.length;
    const [soon = [], later = []] = sweepsAfter(rollback);
    expect(soon.map(({ kind }) => kind)).not.toContain("azure.gateway-subnet");
    const sweep = await run(world, plan, later);
    expect(sweep.operation.steps["link.gone"]?.outputs?.["reappeared"]).toEqual(swept ? ["azure.gateway-subnet"] : []);
    expect(world.simulators.sim.ledger.snapshot().calls.length - calls).toBe(swept ? 1 : 0);
    if (!swept) await theyRemove(subnet);
    expectAsBefore();
  },
);

async function theyRemove(id: string): Promise<void> {
  await withLeave({ retryToken: "theirs", check: () => undefined }, () => world.clouds.azure.remove(id));
  world.simulators.sim.clock.advance(10 * minute);
}

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
  const sweep = await run(world, plan, sweepsAfter(operation)[0] ?? []);
  expect(sweep.operation.steps["link.gone"]?.outputs?.["reappeared"]).toEqual([]);
  expect(await world.clouds.azure.readGateway(ids.gateway)).toBeDefined();
  expect((await world.clouds.oci.drgs.find(drgId))?.lifecycleState).toBe("AVAILABLE");
  expect(await world.clouds.azure.readCircuit(ids.circuit)).toBeUndefined();
  expect(world.simulators.sim.ledger.snapshot().illegalCalls).toEqual([]);
});
