import type { StepRecord } from "../../../src/graph/records.ts";
import type { RouteRule } from "../../simulators/oci/model.ts";
import { readyDrg } from "./chain.ts";
import { type LinkWorld, node, owner, startLinkWorld } from "./link-world.ts";

let world: LinkWorld;
let drgId: string;
let routeTableId: string;

const azurePrefixes = ["10.1.0.0/16", "10.2.0.0/16"];
const elsewhere = "ocid1.natgateway.oc1.uk-london-1.somewhere";
const foreign: readonly RouteRule[] = [
  { destination: "0.0.0.0/0", networkEntityId: elsewhere, destinationType: "CIDR_BLOCK", routeType: "STATIC" },
  {
    destination: "all-lhr-services-in-oracle-services-network",
    destinationType: "SERVICE_CIDR_BLOCK",
    networkEntityId: "ocid1.servicegateway.oc1.uk-london-1.services",
    description: "backup",
    routeType: "STATIC",
  },
];

beforeEach(async () => {
  world = await startLinkWorld();
  const ids = world.oci.seed({
    vcns: [{ name: "shop", cidrBlocks: ["10.30.0.0/16"], routeTables: [{ name: "rt-app", routeRules: [] }] }],
  });
  drgId = await readyDrg(world);
  await world.drive(node("oci.drg-attachment", { name: "shop", vcnId: ids["shop"] ?? "", drgId }));
  routeTableId = ids["rt-app"] ?? "";
  world.oci.cloud.routeTables.patch(routeTableId, { routeRules: foreign });
});

afterEach(() => world.close());

const rules = (): readonly RouteRule[] => world.oci.cloud.routeTables.get(routeTableId).routeRules;
const wanted = (destinations: readonly string[] = azurePrefixes) =>
  node("oci.route-rules", { name: "rt-app", routeTableId, drgId, destinations });
const removal = () => node("oci.route-rules", wanted().params, "destroy");
const own = (destination: string): RouteRule => ({
  networkEntityId: drgId,
  description: `interconnect:${owner.uid}`,
  destination,
  destinationType: "CIDR_BLOCK",
  routeType: "STATIC",
});
const puts = () => world.sent("PUT", /routeTables/);

test("adds one rule per Azure prefix and sends back every other as it was", async () => {
  const record = await world.drive(wanted());
  expect(record).toMatchObject({ state: "done", outputs: { routeTableId } });
  expect(rules()).toEqual([...foreign, ...azurePrefixes.map(own)]);
  expect(puts()).toHaveLength(1);
  expect(puts()[0]?.request.headers["if-match"]).toBeDefined();
});

test("sends nothing when the rules are there", async () => {
  await world.drive(wanted());
  await world.drive(wanted());
  expect(puts()).toHaveLength(1);
});

test("sends an old rule back without its deprecated twin field, which Oracle refuses", async () => {
  const old: RouteRule = { cidrBlock: "192.168.0.0/24", destination: "192.168.0.0/24", networkEntityId: elsewhere };
  world.oci.cloud.routeTables.patch(routeTableId, { routeRules: [old] });
  expect(await world.drive(wanted())).toMatchObject({ state: "done" });
  expect(rules()[0]).toMatchObject({ destination: "192.168.0.0/24", networkEntityId: elsewhere });
});

test("reads the table again when somebody changes it between read and write", async () => {
  const late: RouteRule = { destination: "172.16.0.0/12", networkEntityId: elsewhere, destinationType: "CIDR_BLOCK" };
  const raced = await world.move(wanted(), {
    leave: {
      check: () => world.oci.cloud.routeTables.patch(routeTableId, { routeRules: [...foreign, late] }),
    },
  });
  expect(raced).toMatchObject({ state: "active", error: { code: "StateDrifted", kind: "transient" } });
  expect(rules()).toEqual([...foreign, late]);
  expect(await world.drive(wanted(), { record: raced })).toMatchObject({ state: "done" });
  expect(rules().map(({ destination }) => destination)).toEqual([
    ...foreign.map(({ destination }) => destination),
    "172.16.0.0/12",
    ...azurePrefixes,
  ]);
});

test("is content with a wider rule to the same DRG", async () => {
  const wider: RouteRule = { destination: "10.0.0.0/8", networkEntityId: drgId, destinationType: "CIDR_BLOCK" };
  world.oci.cloud.routeTables.patch(routeTableId, { routeRules: [...foreign, wider] });
  expect(await world.drive(wanted())).toMatchObject({ state: "done" });
  expect(puts()).toEqual([]);
});

test("is blocked, with the rule's words, by a rule that sends a destination elsewhere", async () => {
  const inTheWay: RouteRule = {
    destination: "10.1.0.0/16",
    networkEntityId: elsewhere,
    description: "to the old site",
  };
  world.oci.cloud.routeTables.patch(routeTableId, { routeRules: [inTheWay] });
  const record = await world.drive(wanted());
  expect(record).toMatchObject({ state: "blocked", error: { code: "ForeignResource", kind: "blocked" } });
  expect(record.error?.message).toContain("to the old site");
  expect(record.error?.message).toContain("10.1.0.0/16");
  expect(puts()).toEqual([]);
});

test("is blocked, and changes nothing, when the table has no room", async () => {
  world.oci.seed({ limits: { "route-rules-per-table": 3 } });
  const record = await world.drive(wanted());
  expect(record).toMatchObject({ state: "blocked", error: { code: "QuotaExceeded", kind: "blocked" } });
  expect(rules()).toEqual(foreign);
});

test("is blocked when the table is gone", async () => {
  world.oci.cloud.routeTables.remove(routeTableId);
  const record = await world.drive(wanted());
  expect(record).toMatchObject({ state: "blocked", error: { code: "BroughtResourceMissing" } });
});

test("puts back an own rule that somebody turned elsewhere", async () => {
  await world.drive(wanted());
  const turned = rules().map((rule) =>
    rule.destination === "10.1.0.0/16" ? { ...rule, networkEntityId: elsewhere } : rule,
  );
  world.oci.cloud.routeTables.patch(routeTableId, { routeRules: turned });
  await world.drive(wanted());
  expect(rules()).toEqual([...foreign, own("10.2.0.0/16"), own("10.1.0.0/16")]);
});

test("removes its own rules and no other", async () => {
  await world.drive(wanted());
  const removed: StepRecord = await world.drive(removal());
  expect(removed.state).toBe("done");
  expect(rules()).toEqual(foreign);
  expect(puts()).toHaveLength(2);
});

test("has nothing to remove from a table without its rules, or without the table", async () => {
  expect(await world.drive(removal())).toMatchObject({ state: "done" });
  world.oci.cloud.routeTables.remove(routeTableId);
  expect(await world.drive(removal())).toMatchObject({ state: "done" });
  expect(puts()).toEqual([]);
});
