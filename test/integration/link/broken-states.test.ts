import { jest } from "@jest/globals";
import { withLeave } from "../../../src/clouds/transport.ts";
import { type JsonObject, toJson } from "../../../src/domain/json.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import type { Leave } from "../../../src/graph/step.ts";
import { builtSoFar } from "../../../src/steps/as-built.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { azureIds } from "../../../src/steps/graph-row.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { readBrought } from "../../../src/survey/read-networks.ts";
import { objectAt, textAt } from "../../simulators/kit/json.ts";
import { stateOf } from "./brought-state.ts";
import { startTestWorld, type TestWorld } from "./built-link.ts";
import { type RunOptions, run } from "./operation-run.ts";

jest.setTimeout(120_000);

const minute = 60_000;
/** Somebody at a console: nothing holds their hand back. */
const byHand: Leave = { check: () => undefined, retryToken: "by-hand" };

let world: TestWorld;
let before: unknown;
let plan: Plan;
let ids: ReturnType<typeof azureIds>;
let built: Readonly<Record<string, JsonObject>>;

beforeAll(async () => {
  world = await startTestWorld();
  before = stateOf(world);
});

afterAll(() => world.close());

/** A link between networks that are there already, up and running. */
beforeEach(async () => {
  plan = await world.planned({ bandwidthMbps: 2000, vnet: { use: "vnet-edge" }, vcn: { use: "vcn-joined" } });
  ids = azureIds(plan);
  built = builtSoFar((await run(world, plan, createGraph(plan))).operation);
});

afterEach(() => world.simulators.fabric.faults.clear());

const illegal = () => world.simulators.sim.ledger.snapshot().illegalCalls.length;
const pass = (ms: number): void => world.simulators.sim.clock.advance(ms);
const graph = () => teardownGraph(plan, built, { soakMs: 0, keeps: [] });

/** A teardown, from its beginning or from where it was; the bot itself must break no rule, whatever was broken before. */
async function teardown(nodes = graph(), options: RunOptions = {}) {
  const brokenBefore = illegal();
  const done = await run(world, plan, nodes, options);
  expect(illegal() - brokenBefore).toBe(0);
  return { ...done, soak: done.operation.steps["gate.soak"] };
}

/** One that soaks, as far as it gets without waiting. */
const soaking = (options: RunOptions = {}) =>
  teardown(teardownGraph(plan, built, { soakMs: 15 * minute, keeps: [] }), {
    until: ({ steps }) => steps["gate.soak"]?.state === "active",
    ...options,
  });

function expectNothingLeft(): void {
  expect(world.simulators.sim.ledger.snapshot().remaining).toEqual([]);
  expect(stateOf(world)).toEqual(before);
}

async function circuitDeletedByHand(): Promise<void> {
  await withLeave(byHand, () => world.clouds.azure.remove(ids.circuit));
  pass(minute);
  expect(await world.clouds.azure.readCircuit(ids.circuit)).toMatchObject({
    provisioningState: "Failed",
    circuitProvisioningState: "Disabling",
    serviceProviderProvisioningState: "Provisioned",
    peering: undefined,
  });
}

async function virtualCircuitDeletedByHand(): Promise<void> {
  const { virtualCircuits } = world.clouds.oci;
  const id = textAt(built, "oci.virtual-circuit", "virtualCircuitId") ?? "";
  const found = await virtualCircuits.find(id);
  if (found === undefined) throw new RangeError("no virtual circuit");
  await virtualCircuits.remove(found, byHand);
  pass(10 * minute);
  expect(await virtualCircuits.find(id)).toMatchObject({ lifecycleState: "FAILED" });
}

async function bandwidthLoweredByHand(): Promise<void> {
  await withLeave(byHand, () => world.clouds.azure.resizeCircuit(ids.circuit, 1000));
  pass(minute);
  expect(await world.clouds.azure.readCircuit(ids.circuit)).toMatchObject({ provisioningState: "Failed" });
}

test.each([
  {
    name: "the circuit was deleted first",
    breaks: circuitDeletedByHand,
    broken: "the circuit was deleted while Oracle held it, and has lost its peering",
  },
  {
    name: "the virtual circuit was deleted with a connection left",
    breaks: virtualCircuitDeletedByHand,
    broken: "Oracle's virtual circuit has failed",
  },
  {
    name: "the bandwidth was lowered",
    breaks: bandwidthLoweredByHand,
    broken: "Azure shows the circuit as Failed, and joins nothing with it in that state",
  },
])("$name by hand: the teardown soaks as approved, heals it by itself, and nothing is left", async (given) => {
  await given.breaks();
  const { operation: waits, soak } = await soaking();
  expect(soak?.memo["broken"]).toBe(given.broken);
  const { operation, soak: soaked } = await teardown([], { from: waits });
  expect(Number(soaked?.doneAt) - Number(soak?.startedAt)).toBeGreaterThanOrEqual(15 * minute);
  expect(operation).toMatchObject({ state: "done" });
  expectNothingLeft();
});

test("a link that breaks during the soak is known to be broken, and what cannot be read then holds up nothing", async () => {
  const sound = await soaking();
  expect(sound.soak?.memo).not.toHaveProperty("broken");
  await circuitDeletedByHand();
  const broken = await soaking({ from: sound.operation });
  expect(broken.soak?.memo["broken"]).toMatch(/^the circuit was deleted/);
  const match = { service: "oci", method: "GET", path: "/virtualCircuits/", times: 3 };
  world.simulators.sim.faults.add({ match, effect: { kind: "respond", status: 500 } });
  pass(minute);
  const unread = await soaking({ from: broken.operation });
  expect(world.simulators.sim.faults.list().at(-1)).toMatchObject({ hits: 1 });
  expect(unread.soak).toMatchObject({ failures: 0, memo: broken.soak?.memo ?? {} });
  expect((await teardown([], { from: unread.operation })).operation.state).toBe("done");
  expectNothingLeft();
});

test("a circuit that Azure keeps as Provisioned for long is waited for, with the reason, and asked about once", async () => {
  world.simulators.fabric.faults.set(`slow-deprovisioning:${20 * minute}`);
  const puts = () =>
    world.simulators.sim.ledger.snapshot().calls.filter(({ operation }) => operation.startsWith("PUT"));
  const putsBefore = puts().length;
  const { operation, reasons } = await teardown();
  expect(operation).toMatchObject({ state: "done" });
  expect([...reasons].join("\n")).toContain("still shows as Provisioned; deleted now, it would end in a failed state");
  expect([...reasons].join("\n")).toContain("open a ticket with Oracle and with Microsoft, naming the circuit");
  expect(puts().length - putsBefore).toBe(2);
  expectNothingLeft();
});

test("a circuit deleted on a stale reading is waited for and deleted again, not given up", async () => {
  const held = await run(world, plan, graph(), {
    until: ({ steps }) => steps["oci.virtual-circuit"]?.state === "done",
  });
  const shown = objectAt({ shown: world.simulators.azure?.resource(ids.circuit) }, "shown");
  const properties = objectAt(shown, "properties");
  const stale = {
    ...shown,
    properties: { ...properties, serviceProviderProvisioningState: "NotProvisioned", peerings: [] },
  };
  world.simulators.sim.faults.add({
    match: { service: "azure", method: "GET", path: "/expressRouteCircuits/", times: 2 },
    effect: { kind: "respond", status: 200, body: stale },
  });
  const { operation, reasons } = await run(world, plan, graph(), { from: held.operation });
  expect(operation).toMatchObject({ state: "done" });
  expect([...reasons].join("\n")).toContain("Oracle has not let go of the circuit; Azure still shows it as");
  const deletions = world.simulators.sim.ledger
    .snapshot()
    .calls.filter(({ operation: call, target }) => call.startsWith("DELETE") && target === ids.circuit);
  expect(deletions.slice(-2).map(({ status }) => status)).toEqual([202, 202]);
  expectNothingLeft();
});

test("what was brought and is not as it was is told, and is no failure", async () => {
  const { readAt, resources } = await readBrought(world.clouds, plan, world.now);
  const more = { what: "VNet of then", id: ids.vnet, fields: { "address ranges": ["10.99.0.0/16"] } };
  const then = toJson({ readAt, resources: [...resources.filter(({ what }) => !what.startsWith("VNet")), more] });
  const { operation } = await run(world, plan, teardownGraph(plan, built, { soakMs: 0, keeps: [], before: then }));
  expect(operation.state).toBe("done");
  expect(operation.steps["link.gone"]?.outputs?.["differences"]).toContainEqual(
    expect.objectContaining({ what: "VNet of then", field: "address ranges", before: "10.99.0.0/16", known: true }),
  );
});

test("others on the circuit are named, stay, and hold both circuits until they are gone", async () => {
  const { azure } = world.simulators;
  const group = ids.circuit.split("/providers/")[0] ?? "";
  const theirs = `${group}/providers/Microsoft.Network/connections/theirs`;
  const key = `${ids.circuit}/authorizations/partner`;
  azure?.seed(
    {
      id: theirs,
      body: {
        location: "uksouth",
        properties: {
          connectionType: "ExpressRoute",
          virtualNetworkGateway1: { id: ids.gateway.replace(/[^/]+$/, "another-gateway") },
          peer: { id: ids.circuit },
        },
      },
    },
    { id: key, body: { properties: {} } },
  );
  const stopped = await teardown();
  expect(stopped.operation.state).toBe("paused");
  const { error } = stopped.operation.steps["azure.circuit-free"] ?? {};
  expect(error).toMatchObject({ code: "ForeignResource", kind: "blocked" });
  expect(error?.message).toContain("the connection theirs of the gateway another-gateway");
  expect(error?.message).toContain("the authorization partner");
  expect(await world.clouds.azure.readConnection(theirs)).toBeDefined();
  await withLeave(byHand, () => world.clouds.azure.remove(theirs));
  pass(10 * minute);
  await withLeave(byHand, () => world.clouds.azure.remove(key));
  pass(10 * minute);
  const retried = await run(world, plan, graph(), {
    from: stopped.operation,
    signals: { retry: { at: world.now() } },
  });
  expect(retried.operation).toMatchObject({ state: "done" });
  expectNothingLeft();
});
