import { drgNode, outputOf, readyDrg, vcnNode, virtualCircuitNode } from "./chain.ts";
import { type LinkWorld, node, startLinkWorld } from "./link-world.ts";

let world: LinkWorld;

beforeEach(async () => {
  world = await startLinkWorld();
});

afterEach(() => world.close());

const answer = (method: string, path: string, status: number, times: number) =>
  world.world.faults.add({ match: { service: "oci", method, path, times }, effect: { kind: "respond", status } });

test("names the limit that has no room, and makes nothing", async () => {
  world.oci.seed({ limits: { "virtual-circuit-count": 0 } });
  const record = await world.drive(virtualCircuitNode(world, { drgId: await readyDrg(world) }));
  expect(record).toMatchObject({
    state: "blocked",
    error: { code: "QuotaExceeded", kind: "blocked", details: { cloudCode: "LimitExceeded", httpStatus: 400 } },
  });
  expect(record.error?.message).toContain("fast-connect / virtual-circuit-count");
  expect(world.oci.cloud.virtualCircuits.all()).toEqual([]);
});

test("says that it may be the key when Oracle refuses it, and goes on after Retry", async () => {
  world.fabric.faults.set("key-refused");
  const wanted = virtualCircuitNode(world, { drgId: await readyDrg(world) });
  const refused = await world.drive(wanted);
  expect(refused).toMatchObject({ state: "blocked", error: { code: "CloudRefused", kind: "blocked" } });
  expect(refused.error?.message).toContain("service key");
  expect(refused.error?.hint).toContain("press Retry");
  world.fabric.faults.clear("key-refused");
  expect(await world.drive(wanted, { record: { ...refused, state: "active" } })).toMatchObject({ state: "done" });
});

test("is blocked, not busy, when another virtual circuit uses the key", async () => {
  const drgId = await readyDrg(world);
  await world.drive(virtualCircuitNode(world, { drgId }));
  const [circuit] = world.oci.cloud.virtualCircuits.all();
  world.oci.cloud.virtualCircuits.patch(circuit?.id ?? "", { freeformTags: {} });
  const record = await world.drive(virtualCircuitNode(world, { drgId, name: "second" }), {
    leave: { retryToken: "another" },
  });
  expect(record).toMatchObject({ state: "blocked", error: { code: "CloudRefused" } });
  expect(record.error?.message).toContain("already in use");
});

test.each([429, 500, 503])("waits through a burst of %i and goes on by itself", async (status) => {
  answer("GET", "/drgs", status, 2);
  answer("POST", "/drgs", status, 2);
  const record = await world.drive(drgNode);
  expect(record).toMatchObject({ state: "done", generation: 1 });
  expect(world.oci.cloud.drgs.all()).toHaveLength(1);
});

test("waits while Oracle is busy with the resource", async () => {
  const made = await world.drive(vcnNode);
  answer("DELETE", "/vcns", 409, 2);
  const removal = node("oci.vcn", { ...vcnNode.params, id: outputOf(made, "vcnId") }, "destroy");
  const busy = await world.move(removal);
  expect(busy).toMatchObject({ state: "active", error: { code: "AnotherOperation", kind: "conflict" } });
  expect(await world.drive(removal, { record: busy })).toMatchObject({ state: "done" });
});

test("is blocked by refused credentials and goes on once they are accepted", async () => {
  answer("GET", "/drgs", 401, 1);
  const refused = await world.drive(drgNode);
  expect(refused).toMatchObject({ state: "blocked", error: { code: "CredentialsRefused", kind: "blocked" } });
  expect(await world.drive(drgNode, { record: { ...refused, state: "active" } })).toMatchObject({ state: "done" });
});

test("is blocked by a missing permission to create", async () => {
  world.oci.seed({ denied: ["manage drgs"] });
  const record = await world.drive(drgNode);
  expect(record).toMatchObject({ state: "blocked", error: { details: { httpStatus: 404 } } });
  expect(record.error?.hint).toContain("policy");
});

test("says which attachment holds a VCN that is to join another DRG", async () => {
  const ids = world.oci.seed({
    vcns: [{ name: "shop", cidrBlocks: ["10.30.0.0/16"] }],
    drgs: [{ name: "hub", attachedVcns: ["shop"] }],
  });
  const attachment = node("oci.drg-attachment", {
    name: "second",
    vcnId: ids["shop"] ?? "",
    drgId: await readyDrg(world),
  });
  const record = await world.drive(attachment);
  expect(record).toMatchObject({ state: "blocked", error: { code: "ForeignResource" } });
  expect(record.error?.message).toContain("hub to shop");
});

test("keeps the virtual circuit while Azure's gateway connection exists", async () => {
  const drgId = await readyDrg(world);
  const made = await world.drive(virtualCircuitNode(world, { drgId }));
  world.azure.seed({
    id: world.connectionId,
    body: {
      location: "uksouth",
      properties: { connectionType: "ExpressRoute", peer: { id: world.circuitId }, provisioningState: "Succeeded" },
    },
  });
  const id = outputOf(made, "virtualCircuitId");
  const removal = node("oci.virtual-circuit", { ...virtualCircuitNode(world, { drgId }).params, id }, "destroy");
  const record = await world.move(removal);
  expect(record).toMatchObject({ state: "active", error: { code: "AnotherOperation", kind: "conflict" } });
  expect(world.sent("DELETE", /virtualCircuits/)).toEqual([]);
  expect(world.oci.cloud.virtualCircuits.get(id).lifecycleState).not.toBe("TERMINATING");
});

test("keeps a DRG that something is attached to", async () => {
  const ids = world.oci.seed({ vcns: [{ name: "shop", cidrBlocks: ["10.30.0.0/16"] }] });
  const drgId = await readyDrg(world);
  await world.drive(node("oci.drg-attachment", { name: "shop-attachment", vcnId: ids["shop"] ?? "", drgId }));
  const record = await world.move(node("oci.drg", { ...drgNode.params, id: drgId }, "destroy"));
  expect(record).toMatchObject({ state: "active", error: { code: "AnotherOperation", kind: "conflict" } });
  expect(record.error?.message).toContain("shop-attachment");
  expect(world.sent("DELETE", /drgs/)).toEqual([]);
});

test("says what to do when the virtual circuit fails", async () => {
  world.fabric.faults.set("virtual-circuit-fails");
  const record = await world.drive(virtualCircuitNode(world, { drgId: await readyDrg(world) }));
  expect(record).toMatchObject({ state: "blocked", error: { code: "ResourceFailed", kind: "blocked" } });
  expect(record.error?.message).toContain("FAILED");
  expect(record.error?.hint).toContain("press Retry");
});
