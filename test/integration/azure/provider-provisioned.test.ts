import type { StepRecord } from "../../../src/graph/records.ts";
import { objectAt } from "../../simulators/kit/json.ts";
import { type AzureWorld, startAzureWorld } from "./azure-world.ts";
import { build, nodesOf } from "./chain.ts";

let world: AzureWorld;

beforeEach(async () => {
  world = await startAzureWorld();
  const nodes = nodesOf(world);
  for (const one of [nodes.group, nodes.circuit]) await build(world, one);
});

afterEach(() => world.close());

const writes = () => world.calls().filter(({ operation }) => operation === "PUT expressRouteCircuits");

test("tells in words how far Oracle is, and changes nothing", async () => {
  const reasons: (string | undefined)[] = [];
  const { providerProvisioned } = nodesOf(world);
  const before = await world.move(providerProvisioned);
  expect(before.reason).toBe("Azure has not heard from Oracle about the circuit yet");
  await world.oracleTakesKey();
  const done = await world.drive(providerProvisioned, {
    record: before,
    until: (record) => {
      reasons.push(record.reason);
      return false;
    },
  });
  expect(new Set(reasons)).toContain("Oracle is provisioning its side of the circuit");
  expect(done).toMatchObject({ state: "done", outputs: { vlanId: expect.any(Number) } });
  expect(writes()).toHaveLength(1);
});

test("is dead when the peering has other addresses than planned", async () => {
  await world.oracleTakesKey();
  const node = nodesOf(world).providerProvisioned;
  const record = await world.drive({ ...node, params: { ...node.params, secondaryPrefix: "10.255.0.8/30" } });
  expect(record).toMatchObject({ state: "blocked", error: { code: "StateDrifted", kind: "blocked" } });
  expect(record.error?.message).toContain("10.255.0.4/30");
});

test("is dead when the circuit has disappeared", async () => {
  const node = nodesOf(world).providerProvisioned;
  const gone = { ...node, params: { ...node.params, circuitId: `${world.ids.circuit}-gone` } };
  expect(await world.drive(gone)).toMatchObject({ state: "blocked", error: { code: "StateDrifted" } });
});

test("sends people to Oracle when no peering shows for a quarter of an hour, and goes on waiting", async () => {
  world.fabric.faults.set("peering-missing");
  await world.oracleTakesKey();
  const { providerProvisioned } = nodesOf(world);
  const isProvisioned = ({ reason }: StepRecord) => reason?.includes("does not show the private peering") === true;
  const record = await world.drive(providerProvisioned, { until: isProvisioned });
  world.world.faults.add({
    match: { service: "azure", method: "GET", path: "/expressRouteCircuits/" },
    effect: { kind: "respond", status: 200, body: world.azure.resource(world.ids.circuit) },
  });
  const { reason } = await world.drive(providerProvisioned, {
    record,
    until: (one) => one.reason?.includes("15 min") === true || one.looks > 500,
  });
  expect(reason).toContain("Open a ticket with Oracle, naming the virtual circuit; nothing needs to be deleted");
});

test("writes the circuit back once, unchanged, when its peering does not show for five minutes", async () => {
  world.fabric.faults.set("peering-missing");
  await world.oracleTakesKey();
  const done = await world.drive(nodesOf(world).providerProvisioned);
  expect(done).toMatchObject({ state: "done" });
  expect(writes()).toHaveLength(2);
  const bodies = world.exchanges
    .filter(({ request }) => request.method === "PUT" && request.url.includes("/expressRouteCircuits/"))
    .map(({ request }) => JSON.parse(request.body) as unknown);
  const sentBack = bodies.at(-1);
  const wasRead = world.exchanges
    .filter(({ request }) => request.method === "GET" && request.url.includes("/expressRouteCircuits/"))
    .map(({ response }) => JSON.parse(response.body) as unknown);
  expect(wasRead).toContainEqual(sentBack);
  expect(objectAt(sentBack, "properties")).toMatchObject({
    peerings: expect.any(Array),
    authorizations: expect.any(Array),
  });
});
