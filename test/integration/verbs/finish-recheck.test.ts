import { operationId } from "../../../src/domain/ids.ts";
import { aSubnet, aVcn, aVnet } from "../../builders/brought-networks.ts";
import { subscriptionId } from "../../builders/environment.ts";
import { foreignNetworks, foreignVirtualCircuitId } from "../../builders/foreign-link.ts";
import { halfMarked, halfNetworks, halfPlan } from "../../builders/half-built.ts";
import { unread } from "../../builders/network-facts.ts";
import { type Bench, dana, lee, sam } from "./bench.ts";
import { isAsIt, known, reserved, stands, told, types, useHalfBuilt, waiting } from "./half-built.ts";

const { worker, takenBack, asked } = useHalfBuilt();

test.each([
  {
    what: "less of it is there than when it was asked for",
    change: (bench: Bench) => stands(bench, (all) => all.filter(({ name }) => !name.endsWith("azure.public-ip"))),
    why: "More, or less, of it is there",
  },
  {
    what: "all of it is gone",
    change: (bench: Bench) => stands(bench, () => []),
    why: "Nothing of erp bears its tags any more",
  },
  {
    what: "the VNet got further addresses",
    change: (bench: Bench) => {
      const { vnets } = halfNetworks().azure;
      const grown = (vnets.known ? vnets.value : []).map((vnet) => ({
        ...vnet,
        addressPrefixes: [...vnet.addressPrefixes, "10.9.0.0/16"],
      }));
      bench.survey = () => Promise.resolve(halfNetworks({ azure: { vnets: grown } }));
    },
    why: "The networks changed, so the plan would be another one now",
  },
  {
    what: "it was taken down meanwhile",
    change: (bench: Bench) =>
      void bench.redis.hset(bench.ports.keys.interconnect(halfPlan.uid), "phase", JSON.stringify("removing")),
    why: "It is not half built any more",
  },
])("an approval is void when $what", async ({ change, why }) => {
  const { bench, id } = await asked();
  change(bench);
  await bench.clicks(lee, "approve", id);
  expect(await bench.readsCardOf(id)).toContain(why);
  expect((await bench.ports.requests.load(id))?.state).toBe("void");
  expect((await known(bench))?.operation).toBeUndefined();
  expect((await bench.ports.interconnects.reservedSlash30s()).toSorted()).toEqual(reserved);
});

test("what cannot be read decides nothing, and in a frozen environment nothing begins", async () => {
  const { bench, id } = await asked("one", { freezers: [lee] });
  const facts = halfNetworks();
  bench.survey = () => Promise.resolve({ ...facts, oci: { ...facts.oci, drgs: unread("OCI did not answer.") } });
  await bench.clicks(lee, "approve", id);
  expect(await told(bench, lee)).toMatch(/erp could not be checked.*OCI did not answer/s);
  bench.survey = () => Promise.resolve(facts);
  await types(bench, "freeze prod reason=audit", lee);
  await bench.clicks(lee, "approve", id);
  expect(await known(bench)).toMatchObject({ ...isAsIt, pending: id });
  await types(bench, "unfreeze prod", lee);
  await bench.clicks(lee, "approve", id);
  expect(await known(bench)).toMatchObject({ phase: "building" });
});

test.each([
  {
    what: "its VNet is gone",
    facts: () => halfNetworks({ azure: { vnets: [] } }),
    why: "app-vnet",
  },
  {
    what: "the networks overlap by now",
    facts: () => halfNetworks({ oci: { vcns: [aVcn({ cidrs: ["10.1.128.0/20"] })] } }),
    why: "overlaps",
  },
  {
    what: "a lock forbids changes in its resource group",
    facts: () => {
      const scope = `/subscriptions/${halfPlan.azure.subscriptionId}/resourceGroups/${halfPlan.azure.resourceGroup.name}`;
      return halfNetworks({ azure: { locks: [{ name: "hands-off", level: "ReadOnly", scope }] } });
    },
    why: "The lock hands-off forbids every change",
  },
  {
    what: "the bot's rights are not enough",
    facts: () => halfNetworks({ azure: { permissions: [{ actions: ["*/read"], notActions: [] }] } }),
    why: "lacks rights",
  },
  {
    what: "it would be made otherwise",
    facts: () =>
      halfNetworks({
        azure: { vnets: [{ ...aVnet(), subnets: [aSubnet({ name: "GatewaySubnet", prefixes: ["10.1.7.0/27"] })] }] },
      }),
    why: "this would be made otherwise by now: GatewaySubnet in Azure",
  },
  {
    what: "others are on its new DRG",
    facts: () => {
      const { drgUses } = halfNetworks().oci;
      const uses = (drgUses.known ? drgUses.value : []).map((use) => ({
        ...use,
        attachments: [
          ...use.attachments,
          ...use.attachments.map((one) => ({ ...one, id: "a2", networkId: "ocid1.vcn..other" })),
        ],
      }));
      return halfNetworks({ oci: { drgUses: uses } });
    },
    why: "add accept=shared-drg-exposes-others",
  },
])("it is not asked for when $what", async ({ facts, why }) => {
  const bench = await takenBack();
  bench.survey = () => Promise.resolve(facts());
  await types(bench, "retry erp");
  expect(await told(bench)).toContain(why);
  expect(await bench.ports.requests.openIds()).toEqual([]);
  expect(await known(bench)).toMatchObject(isAsIt);
});

test("what stands in the way can be accepted on purpose, with a reason of one's own, and the approver reads both", async () => {
  const bench = await takenBack();
  const { drgUses } = halfNetworks().oci;
  const uses = (drgUses.known ? drgUses.value : []).map((use) => ({
    ...use,
    attachments: [...use.attachments, ...use.attachments.map((one) => ({ ...one, id: "a2", networkId: "theirs" }))],
  }));
  bench.survey = () => Promise.resolve(halfNetworks({ oci: { drgUses: uses } }));
  await types(bench, "retry erp accept=whatever");
  expect(await told(bench)).toContain("Nothing can be accepted under whatever");
  await types(bench, 'retry erp accept=shared-drg-exposes-others reason="they are ours"');
  const { id, plan } = await waiting(bench);
  expect(plan).toMatchObject({ reason: "they are ours", accepts: ["shared-drg-exposes-others"] });
  expect(await bench.readsCardOf(id)).toContain("Accepted on purpose by the requester");
  await bench.clicks(lee, "approve", id);
  expect(await known(bench)).toMatchObject({ phase: "building" });
});

test("an adoption that was lost half-way goes on as one: what was made elsewhere is taken over, and given back as ever", async () => {
  const bench = worker();
  const resourceGroup = { create: false, name: "app-rg", id: `/subscriptions/${subscriptionId}/resourceGroups/app-rg` };
  const takes = { virtualCircuitId: foreignVirtualCircuitId };
  const { azure, oci } = halfPlan;
  const circuit = { ...azure.circuit, name: "old-circuit" };
  const vnet = { ...azure.gateway, resourceGroup: "app-rg" };
  const plan = {
    ...halfPlan,
    takes,
    azure: { ...azure, resourceGroup, circuit, gateway: vnet },
    oci: { ...oci, virtualCircuit: { name: "old-vc" } },
  };
  bench.marked = () => Promise.resolve(halfMarked(bench.ports.seal, plan));
  const { azure: there, oci: beside } = foreignNetworks();
  const { circuits, resourceGroups } = there;
  const { virtualCircuits } = beside;
  const theirs = { azure: { circuits, resourceGroups }, oci: { virtualCircuits } };
  bench.survey = () => Promise.resolve(halfNetworks(theirs, plan));
  await types(bench, "recover prod confirm=erp", sam);
  await types(bench, "retry erp");
  const { id } = await waiting(bench);
  const said = await bench.readsCardOf(id);
  expect(said).toContain("Taken over: Circuit old-circuit, Virtual circuit old-vc. They get the bot's tags");
  expect(said).toContain("Still to be made: connection in Azure and routes in OCI");
  await bench.clicks(lee, "approve", id);
  const operation = await bench.ports.operations.load(operationId((await known(bench))?.operation ?? ""));
  const first = operation.record.nodes.filter(({ needs }) => needs.length === 0).map((node) => node.id);
  expect(first).toEqual(["azure.mark/circuit", "oci.mark/virtual-circuit"]);
  expect(operation.record.plan.takes).toEqual(takes);
  await types(bench, "teardown erp confirm=erp reason=unwanted");
  expect(await bench.hears(dana)).toContain("erp is being changed right now");
});

test("of an adoption that was lost half-way nothing is finished once what it took over is gone", async () => {
  const bench = worker();
  const plan = { ...halfPlan, takes: { virtualCircuitId: foreignVirtualCircuitId } };
  bench.marked = () => Promise.resolve(halfMarked(bench.ports.seal, plan));
  await types(bench, "recover prod confirm=erp", sam);
  await types(bench, "retry erp");
  expect(await bench.hears(dana)).toContain("What was to be taken over is not there any more");
  expect(await bench.ports.requests.openIds()).toEqual([]);
});
