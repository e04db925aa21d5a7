import { jest } from "@jest/globals";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { BandwidthMbps, Plan } from "../../../src/domain/plan.ts";
import type { Operation } from "../../../src/graph/records.ts";
import { resizeGraph } from "../../../src/steps/resize-graph.ts";
import { startTestWorld, type TestWorld } from "./built-link.ts";
import { type RunOptions, run } from "./operation-run.ts";

// A create signs some hundred requests; on a busy machine that outlasts jest's five seconds.
jest.setTimeout(120_000);

let world: TestWorld;
let plan: Plan;
let built: Readonly<Record<string, JsonObject>>;

beforeAll(async () => {
  world = await startTestWorld();
  plan = await world.planned({ vnet: { use: "vnet-edge" }, vcn: { use: "vcn-joined" } });
  built = await world.build(plan);
});

afterAll(() => world.close());

const resize = async (bandwidthMbps: BandwidthMbps, options: RunOptions = {}): Promise<Operation> => {
  const next = { ...plan, bandwidthMbps };
  return (await run(world, next, resizeGraph(next, built), options)).operation;
};
const idOf = (step: string, output: string): string => {
  const id = built[step]?.[output];
  return typeof id === "string" ? id : "";
};
const findVirtualCircuit = () => world.clouds.oci.virtualCircuits.find(idOf("oci.virtual-circuit", "virtualCircuitId"));
const both = async () => [
  (await world.clouds.azure.readCircuit(idOf("azure.circuit", "circuitId")))?.bandwidthMbps,
  (await findVirtualCircuit())?.bandwidthShape,
];
const updates = () =>
  world.simulators.sim.ledger
    .snapshot()
    .calls.filter(({ operation }) => /PUT.*(expressRouteCircuits|virtualCircuits)/.test(operation))
    .map(({ service, status }) => `${service} ${status}`);
const illegal = () => world.simulators.sim.ledger.snapshot().illegalCalls;

test("Azure's half grows first, then Oracle's; both sessions come back and the link is healthy", async () => {
  const before = updates().length;
  const operation = await resize(2000);
  expect(operation).toMatchObject({
    state: "done",
    steps: { "link.verify": { outputs: { report: { verdict: "healthy" } } } },
  });
  expect(updates().slice(before)).toEqual(["azure 200", "oci 200"]);
  expect(await both()).toEqual([2000, "2 Gbps"]);
  expect(illegal()).toEqual([]);
});

test("one that is done already changes nothing", async () => {
  const before = updates().length;
  expect(await resize(2000)).toMatchObject({ state: "done" });
  expect(updates()).toHaveLength(before);
});

test("answers that are lost lead to the same end, and nothing is sent that is illegal", async () => {
  for (const service of ["azure", "oci"]) {
    world.simulators.sim.faults.add({ match: { service, method: "PUT", times: 1 }, effect: { kind: "dropAfter" } });
  }
  expect(await resize(5000)).toMatchObject({ state: "done" });
  expect(await both()).toEqual([5000, "5 Gbps"]);
  expect(illegal()).toEqual([]);
});

test("less than there is stops before anything is sent, with the reason", async () => {
  const before = updates().length;
  const operation = await resize(2000);
  expect(operation).toMatchObject({
    state: "paused",
    steps: { "azure.circuit-bandwidth": { state: "blocked", error: { code: "StateDrifted" } } },
  });
  expect(operation.steps["azure.circuit-bandwidth"]?.error?.message).toBe(
    "The circuit in Azure has 5 Gbps already, more than the 2 Gbps asked for.",
  );
  expect(updates()).toHaveLength(before);
  expect(await both()).toEqual([5000, "5 Gbps"]);
});

test("what Oracle refuses stops half-way, and goes on from there with Retry", async () => {
  const refuse = { status: 400, body: { code: "InvalidParameter", message: "not now" } };
  world.simulators.sim.faults.add({
    match: { service: "oci", method: "PUT", times: 1 },
    effect: { kind: "respond", ...refuse },
  });
  const stopped = await resize(10_000);
  expect(stopped).toMatchObject({
    state: "paused",
    steps: { "oci.virtual-circuit-bandwidth": { state: "blocked" }, "azure.circuit-bandwidth": { state: "done" } },
  });
  expect(await both()).toEqual([10_000, "5 Gbps"]);
  const done = await resize(10_000, { from: stopped, signals: { retry: { at: world.now() } } });
  expect(done).toMatchObject({ state: "done" });
  expect(await both()).toEqual([10_000, "10 Gbps"]);
});

test("Oracle's half before Azure's is refused by Oracle", async () => {
  const found = await findVirtualCircuit();
  if (!found) throw new RangeError("no virtual circuit");
  const leave = { check: () => undefined, retryToken: "t" };
  await expect(world.clouds.oci.virtualCircuits.resize(found, 2000, leave)).rejects.toMatchObject({ kind: "blocked" });
});
