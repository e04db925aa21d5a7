import { jest } from "@jest/globals";
import type { LinkEnds } from "../../../src/domain/adoption.ts";
import { InterconnectError } from "../../../src/domain/errors.ts";
import { operationId, threadId } from "../../../src/domain/ids.ts";
import type { NetworkFacts } from "../../../src/domain/network-facts.ts";
import { markTags } from "../../../src/domain/owner-tags.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { azureIds } from "../../../src/steps/graph-row.ts";
import { readEnds } from "../../../src/survey/read-ends.ts";
import { readNetworks } from "../../../src/survey/read-networks.ts";
import { newOperation } from "../../../src/verbs/new-operation.ts";
import { useRedis } from "../../support/redis.ts";
import { startTestWorld, type TestWorld } from "../link/built-link.ts";
import { Bench, dana, lee, sam } from "./bench.ts";

// A whole create signs some hundred requests; on a busy machine that outlasts jest's five seconds.
jest.setTimeout(120_000);

const redis = useRedis();
const benches: Bench[] = [];
let world: TestWorld;
let made: Plan;
let ids: { readonly circuitId: string; readonly virtualCircuitId: string };
let ends: LinkEnds;
let facts: NetworkFacts;

/** A link that somebody else made: no tag of it is under the bot's seal. */
beforeAll(async () => {
  world = await startTestWorld();
  made = await world.planned({ vnet: { use: "vnet-edge" }, vcn: { use: "vcn-app" } });
  await world.build(made);
  facts = await readNetworks(world.clouds, world.environment, world.now);
  ids = {
    circuitId: azureIds(made).circuit,
    virtualCircuitId: facts.oci.virtualCircuits.known ? (facts.oci.virtualCircuits.value[0]?.id ?? "") : "",
  };
  ends = await readEnds(world.clouds, ids);
});

afterAll(() => world.close());

afterEach(() => {
  for (const one of benches.splice(0)) one.close();
});

/** One of several workers over the same Redis; Sam may adopt. */
function worker(name = "one"): Bench {
  const bench = new Bench(redis(), { recoverers: [sam] }, { name, accounts: world.environment });
  bench.ends = () => Promise.resolve(ends);
  bench.survey = () => Promise.resolve(facts);
  benches.push(bench);
  return bench;
}

const line = (more: Partial<typeof ids> & { name?: string } = {}) => {
  const { name = "legacy", circuitId, virtualCircuitId } = { ...ids, ...more };
  return `adopt env=prod name=${name} circuit=${circuitId} virtualCircuit=${virtualCircuitId}`;
};

const types = (bench: Bench, text: string, who = sam) => bench.does(who, { kind: "command", text });
const last = async (bench: Bench, who = sam): Promise<string> => (await bench.reads(who)).at(-1) ?? "";

/** What the button of the card that was shown last runs. */
async function shown(bench: Bench, name = "legacy"): Promise<string> {
  await types(bench, line({ name }));
  const command = (await bench.buttons(sam)).find((subject) => subject.startsWith("adopt "));
  if (command === undefined) throw new RangeError(await last(bench));
  return command;
}

const adopts = async (bench: Bench): Promise<void> => bench.clicks(sam, "command", await shown(bench));

test("a look shows what is there and changes nothing; its button adopts it, and everything that looks works on it", async () => {
  const bench = worker();
  bench.ends = () => readEnds(world.clouds, ids);
  bench.survey = () => readNetworks(world.clouds, world.environment, world.now);
  const calls = world.simulators.sim.ledger.snapshot().calls.length;
  const command = await shown(bench);
  const said = await last(bench);
  expect(said).toMatch(/^legacy can be adopted/);
  expect(said).toContain("made elsewhere, not owned by the bot");
  expect(said).toContain(made.azure.circuit.name);
  expect(await bench.names()).toEqual([]);
  expect(await bench.redis.exists(bench.ports.keys.audit())).toBe(0);
  await bench.clicks(sam, "command", command);
  expect(await last(bench)).toMatch(/^legacy is adopted/);
  const { interconnects, keys, outbox } = bench.ports;
  const record = await interconnects.byName("legacy");
  if (!record) throw new RangeError("no record");
  expect(record).toMatchObject({ phase: "up", adopted: { by: sam }, plan: { owned: false } });
  expect((await interconnects.reservedSlash30s()).toSorted()).toEqual([made.primary.cidr, made.secondary.cidr]);
  expect(await bench.redis.xlen(keys.audit())).toBe(1);
  expect((await outbox.load(record.thread)).card?.card.title).toBe("legacy is watched, not verified yet");
  for (const verb of ["list", "status legacy", "plan legacy"]) {
    await types(bench, verb);
    expect(await last(bench)).toContain("made elsewhere, not owned by the bot");
  }
  await types(bench, "verify legacy");
  expect(await last(bench)).toContain("legacy");
  const report = await world.verify(record.plan, record.built);
  expect(report).toMatchObject({ verdict: "healthy" });
  expect(world.simulators.sim.ledger.snapshot().calls.length).toBe(calls);
});

test("nothing that changes a link works on it, by whatever way, and no operation but a verification can be made", async () => {
  const bench = worker();
  await adopts(bench);
  const record = await bench.ports.interconnects.byName("legacy");
  if (!record) throw new RangeError("no record");
  const fields = await bench.redis.hgetall(bench.ports.keys.interconnect(record.uid));
  const lines = ["teardown legacy", "teardown legacy confirm=legacy reason=x", "resize legacy bandwidth=2 reason=x"];
  for (const each of [...lines, "activate legacy", "retry legacy", "cancel legacy"]) {
    await types(bench, each);
    expect(await last(bench)).toMatch(/^legacy was made elsewhere and is not owned by the bot/);
  }
  for (const action of ["rollback", "reconnect", "retry", "reveal-key"]) {
    await bench.clicks(sam, action, record.uid);
    expect(await last(bench)).toContain(`So ${action} does nothing here`);
  }
  const values = { confirm: "legacy", reason: "x" };
  await bench.does(sam, { kind: "form", form: "teardown", formId: "f1", subject: record.uid, values });
  expect(await bench.redis.hgetall(bench.ports.keys.interconnect(record.uid))).toEqual(fields);
  expect(await bench.ports.requests.openIds()).toEqual([]);
  const { plan, requester } = record;
  const head = { id: operationId("o1"), thread: threadId("t"), plan, requester, nodes: [] };
  expect(() => newOperation(bench.ports, { ...head, kind: "teardown" })).toThrow(/not owned by the bot/);
});

test("released by whom the policy names, its name and /30s are free, and it can be adopted again", async () => {
  const bench = worker();
  await adopts(bench);
  const record = await bench.ports.interconnects.byName("legacy");
  await types(bench, "release legacy", dana);
  expect(await last(bench, dana)).toMatch(/^You may not release legacy/);
  await types(bench, "release legacy");
  expect(await last(bench)).toMatch(/^legacy is let go of/);
  const told = await bench.hears(sam);
  await bench.doesAgain();
  expect(await bench.hears(sam)).toEqual(told);
  expect(await bench.names()).toEqual([]);
  expect(await bench.ports.interconnects.reservedSlash30s()).toEqual([]);
  expect((await bench.ports.outbox.load(record?.thread ?? ("" as never))).card?.card.title).toBe(
    "legacy is not watched any more",
  );
  await adopts(bench);
  const adoptedAt = (await bench.ports.interconnects.byName("legacy"))?.adopted?.at ?? 0;
  await bench.doesLate(sam, { kind: "command", text: "release legacy" }, adoptedAt - 1);
  expect(await last(bench)).toMatch(/^Not done: something newer was said about legacy/);
  expect(await bench.names()).toEqual(["legacy"]);
  expect(await bench.redis.xlen(bench.ports.keys.audit())).toBe(3);
  await bench.asks("erp");
  await types(bench, "release erp");
  expect(await bench.hears(sam)).toContain("erp is the bot's own");
  await types(bench, "release", dana);
  expect(await bench.buttons(dana)).toEqual(["release legacy"]);
});

test("two who adopt at the same moment, a double click and a replay after a crash make one", async () => {
  const [one, two] = [worker("one"), worker("two")];
  const [first, second] = [await shown(one), await shown(two, "other")];
  await Promise.all([one.clicks(sam, "command", first), two.clicks(sam, "command", second)]);
  expect(await one.names()).toHaveLength(1);
  expect(await one.redis.xlen(one.ports.keys.audit())).toBe(1);
  await one.clicks(sam, "command", first);
  expect(await last(one)).toMatch(/^This link is known already/);
  await types(one, `release ${(await one.names())[0]}`);
  const told = (await one.hears(sam)).filter((title) => title === "legacy is adopted").length;
  const command = await shown(one);
  const died = new InterconnectError({ code: "RedisUnavailable", kind: "transient", message: "the process died" });
  const dying = { ...one.ports, ring: () => Promise.reject(died) };
  await expect(one.does(sam, { kind: "action", action: "command", subject: command }, dying)).rejects.toBe(died);
  await one.doesAgain();
  expect((await one.hears(sam)).filter((title) => title === "legacy is adopted")).toHaveLength(told + 1);
  expect(await one.redis.xlen(one.ports.keys.audit())).toBe(3);
});

const circuit = (more: object) => () => ({ ...ends, circuit: ends.circuit && { ...ends.circuit, ...more } });
const virtualCircuit = (more: object) => () => ({
  ...ends,
  virtualCircuit: ends.virtualCircuit && { ...ends.virtualCircuit, ...more },
});

test.each<[name: string, ends: () => LinkEnds, says: RegExp]>([
  ["no circuit", () => ({ ...ends, circuit: undefined }), /^There is no such circuit in Azure/],
  ["no virtual circuit", () => ({ ...ends, virtualCircuit: undefined }), /^There is no such virtual circuit in OCI/],
  ["a failed circuit", circuit({ provisioningState: "Failed" }), /^The circuit has failed in Azure/],
  ["a failed virtual circuit", virtualCircuit({ lifecycleState: "FAILED" }), /^The virtual circuit has failed in OCI/],
  ["another key", virtualCircuit({ serviceKeyFingerprint: "other" }), /^These two are not the ends of one link/],
  ["other addresses", virtualCircuit({ mappings: [] }), /^These two are not the ends of one link/],
  ["no connection", () => ({ ...ends, connections: [] }), /not complete.*Missing:.*connection of the circuit/s],
  ["no peering", circuit({ peering: undefined }), /not complete.*private peering in Azure.*own=yes/s],
  [
    "not provisioned",
    circuit({ serviceProviderProvisioningState: "Provisioning" }),
    /not complete.*says Provisioning/s,
  ],
  [
    "two connections",
    () => ({ ...ends, connections: [...ends.connections, ...ends.connections] }),
    /^The circuit has 2 gateway connections/,
  ],
])("%s is refused, with nothing changed", async (_name, read, says) => {
  const bench = worker();
  bench.ends = () => Promise.resolve(read());
  await types(bench, line());
  expect(await last(bench)).toMatch(says);
  expect(await bench.names()).toEqual([]);
});

test("what is somebody else's, elsewhere, the bot's own, unreadable or changed is refused before anything is written", async () => {
  const bench = worker();
  const says = async (text: string, wanted: RegExp, who = sam) => {
    await types(bench, text, who);
    expect(await last(bench, who)).toMatch(wanted);
  };
  for (const who of [dana, lee]) await says(line(), /^You may not adopt links in prod/, who);
  await says("adopt env=prod name=legacy", /circuit is missing/);
  await says(line({ name: "X" }), /^The name needs/);
  await says(line({ circuitId: "erp" }), /^This is not the id of an ExpressRoute circuit/);
  await says(line({ virtualCircuitId: "erp" }), /^This is not the OCID of a virtual circuit/);
  const other = ids.circuitId.replace(world.environment.azure.subscriptionId, "00000000-0000-0000-0000-000000000000");
  await says(line({ circuitId: other }), /^The circuit lies in another Azure subscription/);
  const far = "ocid1.virtualcircuit.oc1.eu-frankfurt-1.aaaa";
  await says(line({ virtualCircuitId: far }), /^The virtual circuit lies in the OCI region eu-frankfurt-1/);
  const none = { known: true, value: [], at: 0 } as const;
  bench.survey = () => Promise.resolve({ ...facts, oci: { ...facts.oci, virtualCircuits: none } });
  await says(line(), /^The virtual circuit lies in another OCI compartment/);
  const away = { known: false, why: "OCI did not answer.", at: 0 } as const;
  bench.survey = () => Promise.resolve({ ...facts, oci: { ...facts.oci, drgs: away } });
  await says(line(), /^Not all of it can be read now.*OCI did not answer/s);
  bench.survey = () => Promise.resolve(facts);
  bench.ends = () => Promise.resolve(circuit({ tags: markTags(bench.ports.seal.owner("u1", "prod")) })());
  await says(line(), /^This link is the bot's own.*recover prod/s);
  bench.ends = () => Promise.resolve(ends);
  const command = await shown(bench);
  bench.ends = () => Promise.resolve(circuit({ bandwidthMbps: 2000 })());
  await bench.clicks(sam, "command", command);
  expect(await last(bench)).toMatch(/^legacy is not as it was shown/);
  expect(await bench.names()).toEqual([]);
  expect(await bench.redis.exists(bench.ports.keys.audit())).toBe(0);
});
