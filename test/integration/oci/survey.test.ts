import type { Reading } from "../../../src/domain/link-facts.ts";
import { build, chainOf, outputOf } from "./chain.ts";
import { type LinkWorld, node, owner, startLinkWorld } from "./link-world.ts";

let world: LinkWorld;

beforeEach(async () => {
  world = await startLinkWorld();
});

afterEach(() => world.close());

function valueOf<T>(reading: Reading<T>): T {
  if (reading.known) return reading.value;
  throw new Error(reading.why);
}

const networks = {
  vcns: [
    {
      name: "shop",
      cidrBlocks: ["10.30.0.0/16", "10.31.0.0/16"],
      subnets: [
        { name: "web", cidrBlock: "10.30.1.0/24" },
        { name: "db", cidrBlock: "10.30.2.0/24" },
      ],
    },
    { name: "lab", cidrBlocks: ["10.40.0.0/16"] },
  ],
  drgs: [
    { name: "hub", attachedVcns: ["shop"] },
    { name: "old", legacy: true },
  ],
};

test.each([false, true])("reads every network of the compartment (first page empty: %s)", async (emptyFirstPages) => {
  const ids = world.oci.seed({ ...networks, emptyFirstPages });
  const facts = await world.clouds.oci.readNetworks();
  expect(valueOf(facts.subscribedRegions)).toContain(world.config.region);
  const vcns = valueOf(facts.vcns).map(({ name, cidrs }) => `${name} ${cidrs.join(" ")}`);
  expect(vcns.toSorted()).toEqual(["lab 10.40.0.0/16", "shop 10.30.0.0/16 10.31.0.0/16"]);
  const shop = ids["shop"] ?? "";
  const subnets = valueOf(facts.subnets)[shop]?.map(({ name, cidr }) => `${name} ${cidr}`);
  expect(subnets?.toSorted()).toEqual(["db 10.30.2.0/24", "web 10.30.1.0/24"]);
  expect(valueOf(facts.routeTables)[shop]?.map(({ displayName }) => displayName)).toEqual([
    "Default Route Table for shop",
  ]);
  expect(valueOf(facts.securityRules)[shop]).toContainEqual(
    expect.objectContaining({ direction: "ingress", protocol: "6", peerCidr: "0.0.0.0/0" }),
  );
  expect(
    valueOf(facts.drgs)
      .map(({ name, upgraded }) => `${name} ${upgraded}`)
      .toSorted(),
  ).toEqual(["hub true", "old false"]);
  expect(valueOf(facts.drgUses).find(({ drgId }) => drgId === ids["hub"])?.attachments).toMatchObject([
    { type: "VCN", networkId: shop, lifecycleState: "ATTACHED" },
  ]);
  expect(valueOf(facts.vcnAttachments)).toMatchObject([{ drgId: ids["hub"], networkId: shop }]);
  expect(valueOf(facts.virtualCircuits)).toEqual([]);
  expect(valueOf(facts.azureProviderService)?.bandwidthsMbps).toEqual([1000, 2000, 5000, 10000]);
});

test("tells what it may not read, and reads the rest", async () => {
  world.oci.seed({ ...networks, denied: ["read vcns", "read drgs"] });
  const facts = await world.clouds.oci.readNetworks();
  expect(facts.vcns).toEqual({
    known: false,
    at: expect.any(Number),
    why: "Oracle does not have what was named, or does not let the bot see it, so it did not list VCNs.",
  });
  expect([facts.drgs.known, facts.drgUses.known]).toEqual([false, false]);
  expect(Object.keys(valueOf(facts.routeTables))).toHaveLength(2);
});

test("sees attachments of a shared DRG that lie in another compartment", async () => {
  const ids = world.oci.seed({
    vcns: [{ name: "theirs", cidrBlocks: ["10.50.0.0/16"], compartment: "prod" }],
    drgs: [{ name: "hub" }],
  });
  const [drgId = "", vcnId = ""] = [ids["hub"], ids["theirs"]];
  const { cloud } = world.oci;
  await world.drive(node("oci.drg-attachment", { name: "theirs", vcnId, drgId }));
  const [attachment] = cloud.drgAttachments.all();
  cloud.drgAttachments.patch(attachment?.id ?? "", { compartmentId: cloud.vcns.get(vcnId).compartmentId });
  expect(await world.clouds.oci.drgAttachments.list()).toEqual([]);
  expect(valueOf(await world.clouds.oci.readAttachments(drgId))).toMatchObject([{ networkId: vcnId }]);
});

test("reads a link that is up: circuit, both sessions, attachments and routes", async () => {
  const rules = node("oci.route-rules", { name: "Default", destinations: ["10.1.0.0/16"] });
  const built = await build(world, [...chainOf(world), rules]);
  world.pass(30 * 60_000);
  const { oci } = world.clouds;
  const [vcnId, drgId] = [outputOf(built["oci.vcn"], "vcnId"), outputOf(built["oci.drg"], "drgId")];
  const id = outputOf(built["oci.virtual-circuit"], "virtualCircuitId");
  expect(valueOf(await oci.readVirtualCircuit(id))).toMatchObject({
    id,
    lifecycleState: "PROVISIONED",
    providerState: "ACTIVE",
    bgpSessionState: "UP",
    bandwidthShape: "1 Gbps",
    drgId,
    oracleAsn: 31_898,
    customerAsn: 12_076,
  });
  expect(valueOf(await oci.readMappings(id))).toMatchObject([
    { oracleBgpPeeringIp: "10.255.0.1/30", customerBgpPeeringIp: "10.255.0.2/30", ipv4BgpStatus: "UP" },
    { oracleBgpPeeringIp: "10.255.0.5/30", customerBgpPeeringIp: "10.255.0.6/30", ipv4BgpStatus: "UP" },
  ]);
  const attachments = valueOf(await oci.readAttachments(drgId));
  expect(attachments.map(({ type }) => type).toSorted()).toEqual(["VCN", "VIRTUAL_CIRCUIT"]);
  const ofCircuit = attachments.find(({ type }) => type === "VIRTUAL_CIRCUIT");
  const routes = valueOf(await oci.readDrgRoutes(ofCircuit?.drgRouteTableId ?? ""));
  expect(routes.map(({ destination }) => destination)).toEqual(["10.20.0.0/24"]);
  expect(valueOf(await oci.readRouteTables(vcnId)).flatMap((table) => table.rules)).toEqual([
    { destination: "10.1.0.0/16", networkEntityId: drgId, description: `interconnect:${owner.uid}` },
  ]);
  expect(valueOf(await oci.readSecurityRules(vcnId)).length).toBeGreaterThan(0);
  expect(valueOf((await oci.readNetworks()).virtualCircuits)).toMatchObject([
    { id, drgId, oracleIps: ["10.255.0.1/30", "10.255.0.5/30"], customerIps: ["10.255.0.2/30", "10.255.0.6/30"] },
  ]);
});

test("says of a virtual circuit that is gone that there is none, and of one it may not see why", async () => {
  const { oci } = world.clouds;
  const id = "ocid1.virtualcircuit.oc1.uk-london-1.never";
  expect(valueOf(await oci.readVirtualCircuit(id))).toBeUndefined();
  world.oci.seed({ denied: ["read virtualCircuits"] });
  expect(await oci.readVirtualCircuit(id)).toMatchObject({
    known: false,
    why: expect.stringContaining("does not let"),
  });
});
