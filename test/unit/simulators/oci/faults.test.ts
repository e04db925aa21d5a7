import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { refusalOf } from "./requests.ts";

let world: OciWorld;

beforeEach(async () => {
  world = await startOciWorld();
});

afterEach(async () => {
  await world.close();
});

const post = (path: string, body: unknown) =>
  fetch(`${world.oci.url}/_sim/${path}`, { method: "POST", body: JSON.stringify(body) });

const createDrg = () =>
  world.network.createDrg({ createDrgDetails: { compartmentId: world.compartmentId, displayName: "hub" } });

const drgs = () => world.oci.cloud.drgs.all().length;

describe("a fault rule", () => {
  test.each([
    { status: 429, refused: "429 TooManyRequests" },
    { status: 503, refused: "503 ServiceUnavailable" },
    { status: 500, refused: "500 InternalServerError" },
    { status: 409, refused: "409 IncorrectState" },
    { status: 412, refused: "412 NoEtagMatch" },
  ])("answers $status in OCI's own words, once, without an effect", async ({ status, refused }) => {
    const rule = { match: { service: "oci", method: "POST", times: 1 }, effect: { kind: "respond", status } };
    expect((await post("faults", rule)).status).toBe(201);
    expect(await refusalOf(createDrg())).toBe(refused);
    expect(drgs()).toBe(0);
    expect(await refusalOf(createDrg())).toBe("not refused");
  });

  test("may carry a body of its own", async () => {
    const body = { code: "LimitExceeded", message: "no more" };
    world.world.faults.add({ match: { service: "oci" }, effect: { kind: "respond", status: 400, body } });
    expect(await refusalOf(createDrg())).toBe("400 LimitExceeded");
  });

  test("drops a request before or after its effect, and the ledger knows which", async () => {
    const drop = (kind: "dropBefore" | "dropAfter") =>
      world.world.faults.add({ match: { service: "oci", method: "POST", times: 1 }, effect: { kind } });
    drop("dropBefore");
    expect([await refusalOf(createDrg()), drgs()]).toEqual(["no answer", 0]);
    drop("dropAfter");
    expect([await refusalOf(createDrg()), drgs()]).toEqual(["no answer", 1]);
    expect(world.world.ledger.snapshot().calls).toMatchObject([{ operation: "POST /drgs", status: 0 }]);
  });
});

describe("the control API", () => {
  test("shows what is there without any service key, and takes seeds", async () => {
    const seeded = await post("seed/oci", { vcns: [{ name: "app", cidrBlocks: ["10.20.0.0/16"] }] });
    expect(seeded.status).toBe(201);
    expect(await seeded.json()).toMatchObject({ app: expect.stringMatching(/^ocid1\.vcn\.oc1\.uk-london-1\./u) });
    const state = await fetch(`${world.oci.url}/_sim/state/oci`);
    expect(await state.json()).toMatchObject({ vcns: [{ displayName: "app", lifecycleState: "AVAILABLE" }] });
  });

  test.each([
    { name: "an unknown field", body: { networks: [] } },
    { name: "an unknown limit", body: { limits: { bogus: 1 } } },
    { name: "a DRG of a VCN that is not there", body: { drgs: [{ name: "hub", attachedVcns: ["app"] }] } },
  ])("refuses a seed with $name", async ({ body }) => {
    expect((await post("seed/oci", body)).status).toBe(400);
  });
});

describe("the ledger", () => {
  test("counts looks, keeps mutating calls, and knows what is left", async () => {
    const { drg } = await createDrg();
    await world.network.getDrg({ drgId: drg.id });
    await world.network.getAllDrgAttachments({ drgId: drg.id });
    const { looks, calls, remaining } = world.world.ledger.snapshot();
    expect(looks).toEqual({ oci: 2 });
    expect(calls).toMatchObject([{ operation: "POST /drgs", target: drg.id, status: 200 }]);
    expect(remaining).toMatchObject([{ type: "drg", id: drg.id, name: "hub" }]);
  });
});

describe("identity", () => {
  test("shows tenancy, compartments, regions and the calling user", async () => {
    const { identity, tenancyId, config } = world;
    const { items } = await identity.listCompartments({ compartmentId: tenancyId, compartmentIdInSubtree: true });
    const children = await identity.listCompartments({ compartmentId: tenancyId });
    const { compartment } = await identity.getCompartment({ compartmentId: items[1]?.id ?? "" });
    const subscribed = await identity.listRegionSubscriptions({ tenancyId });
    const { user } = await identity.getUser({ userId: config.userId });
    expect(items.map(({ name }) => name)).toEqual(["network", "prod"]);
    expect(children.items.map(({ name }) => name)).toEqual(["network"]);
    expect(compartment).toMatchObject({ name: "prod", compartmentId: items[0]?.id, lifecycleState: "ACTIVE" });
    expect(subscribed.items).toEqual([
      { regionKey: "LHR", regionName: "uk-london-1", status: "READY", isHomeRegion: true },
    ]);
    expect((await identity.listRegions({})).items).toContainEqual({ key: "IAD", name: "us-ashburn-1" });
    expect(user).toMatchObject({ id: config.userId, lifecycleState: "ACTIVE" });
    expect(await refusalOf(identity.getTenancy({ tenancyId: "ocid1.tenancy.oc1..other" }))).toBe(
      "404 NotAuthorizedOrNotFound",
    );
  });
});
