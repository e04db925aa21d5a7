import { jest } from "@jest/globals";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import type { RemovalFacts } from "../../../src/domain/removal-facts.ts";
import { compareBrought } from "../../../src/plan/brought.ts";
import { reviewRemoval } from "../../../src/plan/removal/review.ts";
import { azureIds } from "../../../src/steps/graph-row.ts";
import { readBrought } from "../../../src/survey/read-networks.ts";
import { surveyRemoval } from "../../../src/survey/survey-removal.ts";
import { attachVcn } from "../../simulators/oci/drg-attachments.ts";
import { startTestWorld, type TestWorld } from "./built-link.ts";

jest.setTimeout(60_000);

const hourMs = 3_600_000;

let world: TestWorld;
let plan: Plan;
let built: Readonly<Record<string, JsonObject>>;

beforeAll(async () => {
  world = await startTestWorld();
  plan = await world.planned({ vnet: { create: { addressPrefix: "10.91.0.0/16" } } });
  built = await world.build(plan);
});

afterAll(() => world.close());

const survey = (outputs = built): Promise<RemovalFacts> =>
  surveyRemoval(world.clouds, { plan, built: outputs, ids: azureIds(plan) }, world.now);

/** Both simulators, which a test world always has. */
function simulators() {
  const { azure, oci, fabric, sim } = world.simulators;
  if (!azure || !oci) throw new RangeError("a simulator is missing");
  return { azure, oci, fabric, faults: sim.faults };
}

const known = <T>(value: T) => expect.objectContaining({ known: true, value }) as T;

test("nobody else has a hold on what was just made", async () => {
  const facts = await survey();
  expect(facts.azure.circuitUse).toEqual(known({ authorizations: [], globalReach: [] }));
  const { ids } = facts.azure;
  const contents = facts.azure.groupContents;
  const inGroup = contents.known ? contents.value.map((id) => id.toLowerCase()).toSorted() : contents.why;
  expect(inGroup).toEqual(
    [ids.circuit, ids.connection, ids.gateway, ids.publicIp ?? "", ids.vnet].map((id) => id.toLowerCase()).toSorted(),
  );
  expect(facts.oci.subnetAddresses).toEqual(known([]));
  expect(
    Object.values(facts.networks.azure)
      .concat(Object.values(facts.networks.oci))
      .every((one) => one.known),
  ).toBe(true);
});

test("what the steps made in OCI is found by its names too", async () => {
  const [told, found] = [await survey(), await survey({})];
  expect(found.oci.ids).toEqual(told.oci.ids);
  expect(Object.keys(told.oci.ids).toSorted()).toEqual(["attachment", "drg", "subnet", "vcn", "virtualCircuit"]);
});

test("both clouds tell the traffic of the last hour and day, and none is not known", async () => {
  const { fabric, sim } = world.simulators;
  fabric.traffic.set({ toAzureBps: 3_000_000, toOciBps: 1_000_000 });
  sim.clock.advance(2 * hourMs);
  const rates = known({ toAzureBps: 3_000_000, toOciBps: 1_000_000 });
  const { azure, oci } = await survey();
  expect([azure.traffic, oci.traffic]).toEqual([
    { lastHour: rates, lastDay: rates },
    { lastHour: rates, lastDay: rates },
  ]);
  const never = await world.clouds.oci.readTraffic("ocid1.virtualcircuit.oc1..none");
  expect(never.lastHour).toMatchObject({ known: false, why: "Oracle has measured nothing." });
});

test("metrics that may not be read are not known, with the reason, and the rest is", async () => {
  const { azure, oci } = simulators();
  azure.account.missingPermissions = ["Microsoft.Insights/metrics/read"];
  oci.cloud.denied.add("read metrics");
  const facts = await survey();
  azure.account.missingPermissions = [];
  oci.cloud.denied.delete("read metrics");
  expect([facts.azure.traffic.lastHour, facts.oci.traffic.lastDay]).toMatchObject([
    { known: false, why: expect.stringMatching(/not allowed to read the metrics/) as string },
    { known: false, why: expect.stringMatching(/did not summarize metrics data/) as string },
  ]);
  expect(facts.networks.azure.locks.known).toBe(true);
});

test("sees what others have put on the circuit, the DRG, the subnet and the group meanwhile", async () => {
  const { azure, oci } = simulators();
  const { circuit, resourceGroup } = azureIds(plan);
  azure.seed(
    { id: `${circuit}/authorizations/partner`, body: {} },
    { id: `${resourceGroup}/providers/Microsoft.Network/publicIPAddresses/theirs`, body: { location: "uksouth" } },
  );
  oci.seed({ addresses: [{ subnet: plan.oci.subnet?.name ?? "", ipAddress: "10.20.0.9", name: "shop-1" }] });
  const drgId = (await survey()).oci.ids.drg ?? "";
  const theirs = oci.cloud.vcns.living().find(({ displayName }) => displayName === "vcn-app");
  attachVcn(oci.cloud, { drgId, vcnId: theirs?.id ?? "", displayName: "theirs" }, "seeded");
  const facts = await survey();
  expect(facts.azure.circuitUse).toEqual(
    known({ authorizations: [{ name: "partner", inUse: false }], globalReach: [] }),
  );
  expect(facts.azure.groupContents).toEqual(known(expect.arrayContaining([expect.stringMatching(/theirs$/)])));
  expect(facts.oci.subnetAddresses).toEqual(known(["10.20.0.9 shop-1"]));
  const { drgUses } = facts.networks.oci;
  const use = drgUses.known ? drgUses.value.find((one) => one.drgId === drgId) : undefined;
  expect(use?.attachments.map(({ type }) => type).toSorted()).toEqual(["VCN", "VCN", "VIRTUAL_CIRCUIT"]);
});

test("a review of that keeps what others use and blocks on what would cut them off", async () => {
  const review = reviewRemoval({ plan, built, facts: await survey(), carried: true });
  expect(review.findings.map(({ code }) => code)).toEqual([
    "circuit-has-authorizations",
    "traffic-flowing",
    "resource-group-stays",
    "drg-stays",
    "subnet-stays",
  ]);
  expect(review.keeps.map(({ step }) => step)).toEqual(["azure.resource-group", "oci.drg", "oci.subnet", "oci.vcn"]);
});

test("brought networks read again differ by exactly what somebody changed", async () => {
  const { oci } = simulators();
  const bringing = await world.planned({ vnet: { use: "vnet-hub" }, vcn: { use: "vcn-joined" } });
  const before = await readBrought(world.clouds, bringing, world.now);
  expect(before.resources.map(({ what }) => what)).toEqual([
    "VNet vnet-hub",
    "gateway gw-hub",
    "VCN vcn-joined",
    "DRG drg-core",
  ]);
  expect(compareBrought(before, await readBrought(world.clouds, bringing, world.now))).toEqual([]);
  const vcn = oci.cloud.vcns.living().find(({ displayName }) => displayName === "vcn-joined");
  const rule = { destination: "0.0.0.0/0", networkEntityId: "ocid1.natgateway.oc1..one", description: "out" };
  oci.cloud.routeTables.patch(vcn?.defaultRouteTableId ?? "", { routeRules: [rule] });
  expect(compareBrought(before, await readBrought(world.clouds, bringing, world.now))).toMatchObject([
    {
      what: "VCN vcn-joined",
      field: "route rules",
      before: "nothing",
      after: "Default Route Table for vcn-joined: 0.0.0.0/0 to ocid1.natgateway.oc1..one, out",
      known: true,
    },
  ]);
});

test("a circuit and a group that are gone are absent, not unreadable", async () => {
  const elsewhere = { ...azureIds(plan), circuit: `${azureIds(plan).circuit}-gone` };
  const ids = { ...elsewhere, resourceGroup: `${elsewhere.resourceGroup}-gone` };
  const { azure } = await surveyRemoval(world.clouds, { plan, built, ids }, world.now);
  expect(azure.circuitUse).toMatchObject({ known: true, value: undefined });
  expect(azure.groupContents).toEqual(known([]));
  expect(azure.traffic.lastHour.known).toBe(false);
});
