import { anyFingerprint } from "../../support/clouds-of.ts";
import { build, chainOf, outputOf, outputsOf, primary, secondary } from "./chain.ts";
import { type LinkWorld, node, owner, startLinkWorld } from "./link-world.ts";

let world: LinkWorld;

beforeEach(async () => {
  world = await startLinkWorld();
});

afterEach(() => world.close());

const azurePrefix = "10.1.0.0/16";
const rulesOfDefault = node("oci.route-rules", { name: "Default", destinations: [azurePrefix] });
const mark = {
  "interconnect-uid": owner.uid,
  "interconnect-environment": owner.environment,
  "interconnect-seal": owner.seal,
};

test("builds everything new and puts out what later steps need", async () => {
  const built = await build(world, [...chainOf(world), rulesOfDefault]);
  const { cloud } = world.oci;
  const [vcn] = cloud.vcns.all();
  world.pass(10 * 60_000);
  const vlan = world.fabric.azureView(world.serviceKey)?.peering?.vlanId;
  expect(vlan).toBeGreaterThan(0);
  expect(outputsOf(built)).toEqual({
    "oci.vcn": { vcnId: vcn?.id, defaultRouteTableId: vcn?.defaultRouteTableId },
    "oci.subnet": { subnetId: cloud.subnets.all()[0]?.id },
    "oci.drg": { drgId: cloud.drgs.all()[0]?.id },
    "oci.drg-attachment": { attachmentId: cloud.drgAttachments.all().find(({ vcnId }) => vcnId === vcn?.id)?.id },
    "oci.virtual-circuit": { virtualCircuitId: cloud.virtualCircuits.all()[0]?.id, vlan },
    "oci.route-rules": { routeTableId: vcn?.defaultRouteTableId },
  });
});

test("sends one changing call a step, signs every call, and marks everything as its own", async () => {
  const built = await build(world, [...chainOf(world), rulesOfDefault]);
  const { cloud } = world.oci;
  const made = [cloud.vcns, cloud.subnets, cloud.drgs, cloud.virtualCircuits].map((kind) => kind.all());
  expect(made.flat().map(({ freeformTags }) => freeformTags)).toEqual(
    ["oci.vcn", "oci.subnet", "oci.drg", "oci.virtual-circuit"].map((step) => ({ ...mark, "interconnect-step": step })),
  );
  expect(cloud.routeTables.get(outputOf(built["oci.vcn"], "defaultRouteTableId")).routeRules).toEqual([
    {
      destination: azurePrefix,
      destinationType: "CIDR_BLOCK",
      networkEntityId: outputOf(built["oci.drg"], "drgId"),
      description: `interconnect:${owner.uid}`,
      routeType: "STATIC",
    },
  ]);
  const { calls, illegalCalls } = world.world.ledger.snapshot();
  expect(calls.map(({ operation }) => operation)).toEqual([
    "POST /vcns",
    "POST /subnets",
    "POST /drgs",
    "POST /drgAttachments",
    "POST /virtualCircuits",
    "PUT /routeTables/{id}",
  ]);
  expect(illegalCalls).toEqual([]);
  const reported = world.reports.filter(({ side }) => side === "oci");
  expect(world.oci.signatures()).toMatchObject({ refused: 0, verified: reported.length });
});

test("asks for the virtual circuit with exactly what the provider leaves to the customer", async () => {
  const built = await build(world, chainOf(world));
  const [create] = world.sent("POST", /\/virtualCircuits$/);
  expect(JSON.parse(create?.request.body ?? "")).toEqual({
    compartmentId: world.clouds.oci.compartmentId,
    type: "PRIVATE",
    displayName: "ic-payments-vc",
    gatewayId: built["oci.drg"]?.outputs?.["drgId"],
    bandwidthShapeName: "1 Gbps",
    providerServiceId: await world.clouds.oci.findAzureProviderServiceId(),
    providerServiceKeyName: world.serviceKey,
    crossConnectMappings: [
      { oracleBgpPeeringIp: `${primary.oracleIp}/30`, customerBgpPeeringIp: `${primary.microsoftIp}/30` },
      { oracleBgpPeeringIp: `${secondary.oracleIp}/30`, customerBgpPeeringIp: `${secondary.microsoftIp}/30` },
    ],
    freeformTags: { ...mark, "interconnect-step": "oci.virtual-circuit" },
  });
  expect(create?.request.headers["opc-retry-token"]).toBe(`${owner.uid}-oci.virtual-circuit-1`);
  const shown = await world.clouds.oci.virtualCircuits.find(outputOf(built["oci.virtual-circuit"], "virtualCircuitId"));
  expect(shown?.serviceKeyFingerprint).toBe(anyFingerprint(world.serviceKey));
});

test("says in words what it waits for", async () => {
  const nodes = chainOf(world);
  const built = await build(world, nodes.slice(0, -1));
  const reasons = new Set<string>();
  await world.drive(nodes.at(-1) ?? rulesOfDefault, {
    outputs: outputsOf(built),
    until: ({ reason }) => {
      if (reason !== undefined) reasons.add(reason);
      return false;
    },
  });
  expect([...reasons]).toEqual([
    "The cloud has taken the request",
    "Oracle is waiting for Microsoft to confirm the circuit",
    "Oracle is joining the circuit with Azure",
  ]);
});

test("uses a brought VCN and DRG without changing them", async () => {
  const ids = world.oci.seed({
    vcns: [{ name: "shop", cidrBlocks: ["10.30.0.0/16"], subnets: [{ name: "web", cidrBlock: "10.30.1.0/24" }] }],
    drgs: [{ name: "hub" }],
  });
  const { cloud } = world.oci;
  const brought = { vcnId: ids["shop"] ?? "", drgId: ids["hub"] ?? "" };
  const before = structuredClone([cloud.vcns.get(brought.vcnId), cloud.drgs.get(brought.drgId)]);
  const routeTableId = cloud.vcns.get(brought.vcnId).defaultRouteTableId;
  const rules = node("oci.route-rules", { ...rulesOfDefault.params, routeTableId, drgId: brought.drgId });
  const built = await build(world, [...chainOf(world, brought), rules]);
  expect(Object.values(built).map(({ state }) => state)).toEqual(["done", "done", "done"]);
  expect([cloud.vcns.get(brought.vcnId), cloud.drgs.get(brought.drgId)]).toEqual(before);
  expect(cloud.virtualCircuits.all().map(({ gatewayId }) => gatewayId)).toEqual([brought.drgId]);
  expect(cloud.routeTables.get(routeTableId).routeRules.map(({ destination }) => destination)).toEqual([azurePrefix]);
});

test("removes what it built, in reverse, and leaves nothing", async () => {
  const built = await build(world, [...chainOf(world), rulesOfDefault]);
  const drgId = outputOf(built["oci.drg"], "drgId");
  const withTable = node("oci.route-rules", {
    ...rulesOfDefault.params,
    drgId,
    routeTableId: outputOf(built["oci.vcn"], "defaultRouteTableId"),
  });
  const removals = [...chainOf(world), withTable].toReversed().map(({ kind, params }) => node(kind, params, "destroy"));
  const removed = await build(world, removals);
  expect(Object.values(removed).map(({ state }) => state)).toEqual(removals.map(() => "done"));
  const { remaining, illegalCalls } = world.world.ledger.snapshot();
  expect(remaining.filter(({ service }) => service === "oci")).toEqual([]);
  expect(illegalCalls).toEqual([]);
});
