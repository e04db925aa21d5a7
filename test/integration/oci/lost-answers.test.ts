import { drgNode, outputOf, readyDrg, vcnNode, virtualCircuitNode } from "./chain.ts";
import { type LinkWorld, node, owner, startLinkWorld } from "./link-world.ts";

let world: LinkWorld;

beforeEach(async () => {
  world = await startLinkWorld();
});

afterEach(() => world.close());

const hourMs = 3_600_000;
const lose = (path: string, kind: "dropAfter" | "dropBefore") =>
  world.world.faults.add({ match: { service: "oci", method: "POST", path, times: 1 }, effect: { kind } });
const madeOf = (type: string) =>
  world.world.ledger.snapshot().resources.filter((one) => one.service === "oci" && one.type === type);

test.each(["dropAfter", "dropBefore"] as const)(
  "makes exactly one virtual circuit when the answer is lost (%s)",
  async (kind) => {
    const drgId = await readyDrg(world);
    lose("/virtualCircuits", kind);
    const wanted = virtualCircuitNode(world, { drgId });
    const lost = await world.move(wanted);
    expect(lost).toMatchObject({ state: "active", intent: { what: "create" }, error: { code: "OutcomeUnknown" } });
    const record = await world.drive(wanted, { record: lost });
    expect(record).toMatchObject({ state: "done", generation: 1 });
    expect(madeOf("virtualcircuit")).toHaveLength(1);
    const tokens = world.sent("POST", /\/virtualCircuits$/).map(({ request }) => request.headers["opc-retry-token"]);
    expect(new Set(tokens).size).toBe(1);
  },
);

test.each([
  { times: 1, becomes: { known: true } },
  { times: 2, becomes: { known: false } },
])("a read whose connection is closed $times times is sent once more, never twice", async ({ times, becomes }) => {
  world.world.faults.add({
    match: { service: "oci", method: "GET", path: "/vcns", times },
    effect: { kind: "dropBefore" },
  });
  const { vcns } = await world.clouds.oci.readNetworks();
  expect(vcns).toMatchObject(becomes);
});

test("finds by its tags what was made longer ago than retry tokens live", async () => {
  lose("/drgs", "dropAfter");
  const lost = await world.move(drgNode);
  world.pass(25 * hourMs);
  const record = await world.drive(drgNode, { record: lost });
  expect(record).toMatchObject({ state: "done", generation: 1 });
  expect(madeOf("drg")).toHaveLength(1);
});

test("makes another one, under another token, once the first one is proved gone", async () => {
  const first = await world.drive(drgNode);
  const drgId = outputOf(first, "drgId");
  world.oci.cloud.drgs.setState(drgId, "TERMINATED");
  const { outputs: _old, doneAt: _then, ...again } = first;
  const record = await world.drive(drgNode, { record: { ...again, state: "active" } });
  expect(record).toMatchObject({ state: "done", generation: 2 });
  expect(record.outputs?.["drgId"]).not.toBe(drgId);
});

test("takes a spent retry token for another generation only after its resource is proved gone", async () => {
  lose("/drgs", "dropAfter");
  const lost = await world.move(drgNode);
  const [made] = world.oci.cloud.drgs.all();
  world.oci.cloud.drgs.setState(made?.id ?? "", "TERMINATED");
  const record = await world.drive(drgNode, { record: lost });
  expect(record).toMatchObject({ state: "done", generation: 2 });
  expect(madeOf("drg")).toHaveLength(2);
});

test("keeps to the resource of a spent token that is still there", async () => {
  lose("/drgs", "dropAfter");
  const lost = await world.move(drgNode);
  world.world.faults.add({
    match: { service: "oci", method: "POST", path: "/drgs", times: 1 },
    effect: { kind: "respond", status: 409, body: { code: "InvalidatedRetryToken", message: "changed since" } },
  });
  const record = await world.drive(drgNode, { record: lost });
  expect(record).toMatchObject({ state: "done", generation: 1 });
  expect(madeOf("drg")).toHaveLength(1);
});

test("never takes a missing permission for a missing resource", async () => {
  const made = await world.drive(drgNode, { until: ({ memo }) => memo["id"] !== undefined });
  world.oci.seed({ denied: ["read drgs"] });
  world.pass(hourMs);
  const record = await world.drive(drgNode, { record: made });
  expect(record).toMatchObject({ state: "blocked", generation: 1, error: { code: "NotFound", kind: "blocked" } });
  expect(madeOf("drg")).toHaveLength(1);
});

test("takes a 404 for absence once the list without it is answered", async () => {
  const made = await world.drive(vcnNode);
  world.oci.cloud.vcns.remove(outputOf(made, "vcnId"));
  const removal = await world.drive(node("oci.vcn", { ...vcnNode.params, id: outputOf(made, "vcnId") }, "destroy"));
  expect(removal.state).toBe("done");
});

test("refuses to work with a resource whose seal is not its own", async () => {
  const made = await world.drive(drgNode);
  const drgId = outputOf(made, "drgId");
  const { freeformTags } = world.oci.cloud.drgs.get(drgId);
  world.oci.cloud.drgs.patch(drgId, { freeformTags: { ...freeformTags, "interconnect-seal": "forged" } });
  const removal = await world.drive(node("oci.drg", { ...drgNode.params, id: drgId }, "destroy"));
  expect(removal).toMatchObject({ state: "blocked", error: { code: "ForeignResource" } });
  expect(world.oci.cloud.drgs.get(drgId).lifecycleState).toBe("AVAILABLE");
});

test("does not choose between two resources with the same tags", async () => {
  const tags = {
    "interconnect-uid": owner.uid,
    "interconnect-environment": owner.environment,
    "interconnect-seal": owner.seal,
    "interconnect-step": "oci.drg",
  };
  const leave = (retryToken: string) => ({ check: () => undefined, retryToken });
  await world.clouds.oci.drgs.create({ name: "one", tags }, leave("a"));
  await world.clouds.oci.drgs.create({ name: "two", tags }, leave("b"));
  const removal = await world.drive(node("oci.drg", drgNode.params, "destroy"));
  expect(removal).toMatchObject({ state: "blocked", error: { code: "StateDrifted" } });
  expect(removal.error?.message).toMatch(/one and two|two and one/);
});
