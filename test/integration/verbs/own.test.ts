import { fallbackText } from "../../../src/chat/fallback.ts";
import type { LinkEnds } from "../../../src/domain/adoption.ts";
import { requestId } from "../../../src/domain/ids.ts";
import {
  circuitAlone,
  foreignCircuitId,
  foreignEnds,
  foreignNetworks,
  foreignVirtualCircuitId,
  halfEnds,
} from "../../builders/foreign-link.ts";
import { unread } from "../../builders/network-facts.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, lee, sam } from "./bench.ts";

const redis = useRedis();
const benches: Bench[] = [];

afterEach(() => {
  for (const one of benches.splice(0)) one.close();
});

/** Sam may adopt; Lee decides. */
function worker(ends: () => LinkEnds, name = "act"): Bench {
  const bench = new Bench(redis(), { recoverers: [sam] }, { name });
  bench.ends = () => Promise.resolve(ends());
  bench.survey = () => Promise.resolve(foreignNetworks());
  benches.push(bench);
  return bench;
}

const watching = (name = "legacy"): string => `adopt env=prod name=${name} circuit=${foreignCircuitId}`;
const owning = (name?: string): string => `${watching(name)} own=yes`;
const types = (bench: Bench, text: string, who = sam) => bench.does(who, { kind: "command", text });
/** What somebody was told in answer, the latest last. */
const told = async (bench: Bench, who = sam): Promise<string> => (await bench.reads(who)).join("\n---\n");

const openRequest = async (bench: Bench) => {
  const [id] = await bench.ports.requests.openIds();
  const now = id === undefined ? undefined : await bench.ports.requests.load(requestId(id));
  if (now === undefined) throw new RangeError(await told(bench));
  return now.record;
};

const cardText = async (bench: Bench): Promise<string> => {
  const card = (await bench.ports.outbox.load((await openRequest(bench)).thread)).card?.card;
  return card === undefined ? "" : fallbackText(card);
};

test("half a link is asked for with its card, decided by somebody else, and begun by its marks", async () => {
  const bench = worker(halfEnds);
  await types(bench, `${owning()} vnet=app-vnet`, dana);
  expect(await bench.hears(dana)).toEqual(["You may not adopt links in prod"]);
  await types(bench, `${owning()} vnet=app-vnet`);
  expect(await bench.hears(sam)).toEqual(["The adoption of legacy is asked for"]);
  const said = await cardText(bench);
  expect(said).toMatch(/^legacy waits for approval/);
  expect(said).toContain("Taken over: Circuit old-circuit, Virtual circuit old-vc. They get the bot's tags");
  expect(said).toMatch(/Made where it is missing: Connection legacy-[a-z0-9]+-connection, Routes in default\./);
  expect(said).toMatch(/Stays as it was brought.*Resource group app-rg, VNet app-vnet.*VCN app-vcn, DRG app-drg/);
  const { id } = await openRequest(bench);
  await bench.clicks(sam, "approve", id);
  expect(await bench.ports.requests.openIds()).toEqual([id]);
  await bench.clicks(lee, "approve", id);
  const record = await bench.ports.interconnects.byName("legacy");
  if (record?.operation === undefined) throw new RangeError(await told(bench, lee));
  expect(record).toMatchObject({ phase: "building", adopted: { by: sam }, approvedBy: [lee] });
  expect(record.plan).toMatchObject({ takes: { virtualCircuitId: foreignVirtualCircuitId }, requester: sam });
  expect(record.plan).not.toHaveProperty("owned");
  const nodes = (await bench.ports.operations.load(record.operation))?.record.nodes ?? [];
  const first = nodes.filter(({ needs }) => needs.length === 0).map((node) => node.id);
  expect(first).toEqual(["azure.mark/circuit", "oci.mark/virtual-circuit"]);
  await types(bench, "status legacy");
  expect(await bench.hears(sam)).toContain("legacy is being taken over");
});

test("a replay asks once, and a circuit with an open request is known", async () => {
  const bench = worker(circuitAlone);
  await types(bench, `${owning()} vnet=app-vnet vcn=app-vcn`);
  bench.ends = () => Promise.resolve(tagged);
  await bench.doesAgain();
  bench.ends = () => Promise.resolve(circuitAlone());
  expect(await bench.ports.requests.openIds()).toHaveLength(1);
  expect(await bench.hears(sam)).toEqual(["The adoption of legacy is asked for"]);
  expect(await cardText(bench)).toContain("Taken over: Circuit old-circuit. They get");
  await types(bench, `${owning("other")} vnet=app-vnet vcn=app-vcn`);
  expect(await bench.hears(sam)).toContain("This link is known already, as legacy");
});

test("of two who ask for one bare circuit at the same moment only one can have it", async () => {
  const [one, two] = [worker(circuitAlone, "one"), worker(circuitAlone, "two")];
  const line = (name: string, number: number): string =>
    `${owning(name)} vnet=app-vnet vcn=app-vcn primary=10.254.${number}.0/30 secondary=10.254.${number}.4/30`;
  one.survey = async () => {
    await types(two, line("later", 2));
    return foreignNetworks();
  };
  await types(one, line("legacy", 1));
  const ids = await one.ports.requests.openIds();
  expect(ids).toHaveLength(2);
  one.survey = () => Promise.resolve(foreignNetworks());
  for (const id of ids) await one.clicks(lee, "approve", requestId(id));
  const titles = await Promise.all(ids.map((id) => one.cardOf(requestId(id))));
  expect(titles.filter((title) => title.endsWith("is void"))).toHaveLength(1);
  expect((await one.ports.interconnects.all()).map(({ phase }) => phase)).toEqual(["building"]);
});

test("a watched link is owned under its own name; until that is approved it stays watched", async () => {
  const bench = worker(foreignEnds);
  const { interconnects } = bench.ports;
  await types(bench, watching());
  const confirm = (await bench.buttons(sam)).find((subject) => subject.includes("confirm="));
  await bench.clicks(sam, "command", confirm ?? "");
  await types(bench, owning("other"));
  expect(await bench.hears(sam)).toContain("This link is watched as legacy");
  for (const ending of ["reject", "cancel"]) {
    await types(bench, owning());
    const { id } = await openRequest(bench);
    await types(bench, "release legacy");
    expect(await bench.hears(sam)).toContain("legacy has a request that waits already");
    await types(bench, "status legacy");
    expect(await told(bench)).toContain("Its adoption waits for approval");
    await (ending === "reject" ? bench.rejects(lee, id) : types(bench, "cancel legacy"));
    expect(await bench.ports.requests.openIds()).toEqual([]);
    expect(await interconnects.byName("legacy")).toMatchObject({ phase: "up", plan: { owned: false } });
    expect(await interconnects.reservedSlash30s()).toHaveLength(2);
  }
  await types(bench, owning());
  await bench.clicks(lee, "approve", (await openRequest(bench)).id);
  const record = await interconnects.byName("legacy");
  expect(record).toMatchObject({ phase: "building", plan: { takes: { connection: true } } });
  expect(record?.plan).not.toHaveProperty("owned");
  await types(bench, "release legacy");
  expect(await bench.hears(sam)).toContain("legacy is the bot's own");
});

test("what changed since the request voids it, and what cannot be read decides nothing", async () => {
  const bench = worker(halfEnds);
  await types(bench, `${owning()} vnet=app-vnet`);
  const { id } = await openRequest(bench);
  const facts = foreignNetworks();
  bench.survey = () => Promise.resolve({ ...facts, oci: { ...facts.oci, drgs: unread("OCI did not answer.") } });
  await bench.clicks(lee, "approve", id);
  expect(await told(bench, lee)).toMatch(/legacy could not be checked.*OCI did not answer/s);
  expect(await bench.ports.requests.openIds()).toEqual([id]);
  bench.survey = () => Promise.resolve(facts);
  bench.ends = () => Promise.resolve(foreignEnds());
  await bench.clicks(lee, "approve", id);
  expect(await bench.cardOf(id)).toBe("legacy is void");
  expect(await bench.names()).toEqual([]);
});

const { circuit } = foreignEnds();
const tagged: LinkEnds = { ...halfEnds(), circuit: circuit && { ...circuit, tags: { "interconnect-uid": "x" } } };
const failed: LinkEnds = {
  ...foreignEnds(),
  connections: foreignEnds().connections.map((one) => ({ ...one, provisioningState: "Failed" })),
};
const keyless: LinkEnds = { circuit, virtualCircuit: undefined, connections: [] };
const underConnection: LinkEnds = { ...circuitAlone(), connections: foreignEnds().connections };

test.each<[name: string, ends: LinkEnds, more: string, says: RegExp]>([
  ["another's tags", tagged, "vnet=app-vnet", /^Its tags say that it belongs to an interconnect/],
  ["no VNet", halfEnds(), "", /vnet is missing\. Add vnet=/],
  ["no VCN", circuitAlone(), "gateway=app-gateway", /vcn is missing\. Add vcn=/],
  ["another VNet than its own", foreignEnds(), "vnet=other", /^vnet is told by what is there/],
  ["a VNet that is not there", halfEnds(), "vnet=nowhere", /^legacy cannot be asked for yet.*nowhere/s],
  ["a provisioned circuit without its half", keyless, "vnet=app-vnet", /^Oracle has a virtual circuit on this circuit/],
  ["a connection without that half", underConnection, "vcn=app-vcn", /stands on a circuit without a virtual circuit/],
  ["a failed connection", failed, "", /^The connection old has failed in Azure/],
])("%s is refused to be owned, with nothing changed", async (_name, ends, more, says) => {
  const bench = worker(() => ends);
  await types(bench, `${owning()} ${more}`);
  expect(await told(bench)).toMatch(says);
  expect(await bench.names()).toEqual([]);
  expect(await bench.ports.requests.openIds()).toEqual([]);
});
