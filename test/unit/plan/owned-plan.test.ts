import type { LinkEnds } from "../../../src/domain/adoption.ts";
import type { NetworkFacts } from "../../../src/domain/network-facts.ts";
import { ownedPlan } from "../../../src/plan/adopt/owned-plan.ts";
import { anAttachment, aVcn, drgId, vcnId } from "../../builders/brought-networks.ts";
import { anEnvironment } from "../../builders/environment.ts";
import {
  circuitAlone,
  foreignCircuitId,
  foreignEnds,
  foreignNetworks,
  foreignVirtualCircuitId,
  halfEnds,
} from "../../builders/foreign-link.ts";
import { known } from "../../builders/network-facts.ts";
import { planIds } from "../../builders/plan-input.ts";

type Said = Readonly<Record<string, string>>;

function owned(ends: LinkEnds, said: Said = {}, facts: NetworkFacts = foreignNetworks()) {
  const adopts = { circuitId: foreignCircuitId, said };
  return ownedPlan({ name: "legacy", adopts, ends, facts, environment: anEnvironment(), reservations: [] }, planIds);
}

function planOf(...from: Parameters<typeof owned>) {
  const outcome = owned(...from);
  if (!("plan" in outcome)) throw new RangeError(JSON.stringify(outcome));
  return outcome.plan;
}

const { circuit, virtualCircuit } = halfEnds();
const unprovisioned: LinkEnds = {
  circuit: circuit && { ...circuit, peering: undefined },
  virtualCircuit,
  connections: [],
};
const edge = { vnet: "app-vnet" };
const networks = { ...edge, vcn: "app-vcn" };

test("a whole link is planned as it is, and nothing but rules that lead there already is left to be made", () => {
  const plan = planOf(foreignEnds());
  expect(plan.takes).toEqual({ virtualCircuitId: foreignVirtualCircuitId, connection: true });
  expect(plan).toMatchObject({ primary: { cidr: "192.168.7.0/30" }, peeringLocation: "London" });
  const { resourceGroup, circuit: own, vnet, gateway, connection } = plan.azure;
  expect([resourceGroup, vnet, gateway].map(({ create }) => create)).toEqual([false, false, false]);
  expect([resourceGroup.name, own.name, connection.name]).toEqual(["app-rg", "old-circuit", "old"]);
  expect([plan.oci.vcn, plan.oci.drg, plan.oci.attachment].map(({ create }) => create)).toEqual([false, false, false]);
  expect(plan.oci.virtualCircuit.name).toBe("old-vc");
});

test("the same that is there, said again, changes nothing", () => {
  const said = { vnet: "app-rg/app-vnet", gateway: "APP-GATEWAY", vcn: vcnId, drg: "app-drg", fastpath: "no" };
  expect(planOf(foreignEnds(), said)).toEqual(planOf(foreignEnds()));
});

test("before Azure shows a peering the virtual circuit tells the addresses", () => {
  expect(planOf(unprovisioned, edge)).toMatchObject({
    primary: { cidr: "192.168.7.0/30", oracleIp: "192.168.7.1" },
    secondary: { cidr: "192.168.7.4/30" },
  });
});

test("a circuit alone gets addresses from the pool, or those that are said, and all else like a create", () => {
  expect(planOf(circuitAlone(), networks)).toMatchObject({ takes: {}, primary: { cidr: "10.255.0.0/30" } });
  const said = { ...networks, primary: "10.9.0.0/30", secondary: "10.9.0.4/30", activate: "hold" };
  expect(planOf(circuitAlone(), said)).toMatchObject({ primary: { cidr: "10.9.0.0/30" }, activate: "hold" });
  const facts = foreignNetworks();
  const bare = { ...facts, azure: { ...facts.azure, gateways: known([]), connections: known([]) } };
  const { azure } = planOf(circuitAlone(), { vnet: "new:10.7.0.0/16", vcn: "app-vcn", gateway: "new:ErGw2AZ" }, bare);
  expect(azure).toMatchObject({
    vnet: { create: true, resourceGroup: "app-rg" },
    gateway: { create: true, sku: "ErGw2AZ" },
  });
});

test("a gateway that is named tells its VNet", () => {
  expect(planOf(halfEnds(), { gateway: "app-gateway" }).azure.vnet.name).toBe("app-vnet");
});

test("a used-up limit of circuits stops no adoption, a missing right to tag does", () => {
  const facts = foreignNetworks();
  const full = { ...facts.azure, usages: known([{ name: "ExpressRouteCircuits", current: 10, limit: 10 }]) };
  expect(planOf(halfEnds(), edge, { ...facts, azure: full }).name).toBe("legacy");
  const permissions = known([{ actions: ["Microsoft.Network/*", "*/read"], notActions: [] }]);
  const outcome = owned(halfEnds(), edge, { ...facts, azure: { ...facts.azure, permissions } });
  const [first] = "findings" in outcome ? outcome.findings : [];
  expect(first?.evidence).toEqual(["missing: Microsoft.Resources/tags/write"]);
});

test("of several VCNs on the DRG the one that leads to the VNet is meant; where none or two do, somebody says which", () => {
  const facts = foreignNetworks();
  const other = { id: "ocid1.vcn..other", name: "other-vcn", cidrs: ["10.40.0.0/20"] };
  const attachments = [anAttachment(), anAttachment({ id: "a2", networkId: other.id })];
  const oci = {
    ...facts.oci,
    vcns: known([aVcn(), aVcn(other)]),
    vcnAttachments: known(attachments),
    drgUses: known([{ drgId, attachments }]),
  };
  const said = { accept: "shared-drg-exposes-others" };
  expect(planOf(foreignEnds(), said, { ...facts, oci }).oci.vcn.name).toBe("app-vcn");
  const outcome = owned(halfEnds(), { ...edge, ...said }, { ...facts, oci });
  expect(outcome).toMatchObject({ problems: [{ field: "vcn", kind: "missing" }] });
});

const swapped = [{ oracleBgpPeeringIp: "192.168.7.2/30" }, { oracleBgpPeeringIp: "192.168.7.6/30" }];
const wide = [{ oracleBgpPeeringIp: "192.168.7.1/29" }, { oracleBgpPeeringIp: "192.168.7.9/29" }];
const withMappings = (mappings: typeof wide): LinkEnds => ({
  ...unprovisioned,
  virtualCircuit: virtualCircuit && { ...virtualCircuit, mappings },
});

test.each([
  ["addresses that Oracle has the other way round", withMappings(swapped), /Oracle does not have the first address/],
  ["peerings of another length", withMappings(wide), /The peering has no two \/30s/],
  [
    "a circuit of 50 Mbps",
    { ...halfEnds(), circuit: circuit && { ...circuit, bandwidthMbps: 50 } },
    /of a kind that this bot/,
  ],
])("%s cannot be owned", (_name, ends, says) => {
  const outcome = owned(ends, edge);
  expect("unfit" in outcome ? outcome.unfit.title : outcome).toMatch(says);
});
