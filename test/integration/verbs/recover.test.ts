import { InterconnectError } from "../../../src/domain/errors.ts";
import { interconnectUid, operationId, requestId } from "../../../src/domain/ids.ts";
import type { MarkedResource } from "../../../src/domain/marked.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { markedFor, routeTablesFor } from "../../builders/marked.ts";
import { aPlan } from "../../builders/plan.ts";
import { removalFacts } from "../../builders/removal-facts.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, lee, sam } from "./bench.ts";

const redis = useRedis();
const benches: Bench[] = [];

afterEach(() => {
  for (const one of benches.splice(0)) one.close();
});

/** One of several workers over the same Redis; Sam may take interconnects back. */
function worker(name = "one"): Bench {
  const bench = new Bench(redis(), { recoverers: [sam] }, { name });
  benches.push(bench);
  return bench;
}

const { azure, oci } = anEnvironment();

/** A plan within the accounts of the environment. */
function planned(name: string, number: number, more: Partial<Plan> = {}): Plan {
  const plan = aPlan();
  const slash30 = (last: number) => ({
    cidr: `10.255.${number}.${last}/30`,
    oracleIp: `10.255.${number}.${last + 1}`,
    microsoftIp: `10.255.${number}.${last + 2}`,
  });
  return {
    ...plan,
    uid: interconnectUid(`uid${name}`),
    name,
    primary: slash30(0),
    secondary: slash30(4),
    azure: { ...plan.azure, subscriptionId: azure.subscriptionId },
    oci: { ...plan.oci, ...oci, routeTables: [{ id: `ocid1.routetable.oc1..${name}`, name: "rt-app" }] },
    ...more,
  };
}

function shows(bench: Bench, plans: readonly Plan[], change = (all: readonly MarkedResource[]) => all): void {
  const resources = change(plans.flatMap((plan) => markedFor(plan, bench.ports.seal)));
  bench.marked = () => Promise.resolve({ readAt: 0, resources, routeTables: plans.flatMap(routeTablesFor) });
}

const types = (bench: Bench, text: string, who = sam) => bench.does(who, { kind: "command", text });
const last = async (bench: Bench, who = sam): Promise<string> => (await bench.reads(who)).at(-1) ?? "";

test("without an environment it says that one is missing", async () => {
  const bench = worker();
  await types(bench, "recover");
  expect(await last(bench)).toContain("env is missing. Example: env=prod");
});

test("nobody may take anything back whom the policy does not name, and looking changes nothing", async () => {
  const bench = worker();
  shows(bench, [planned("erp", 1)]);
  for (const who of [dana, lee]) {
    await types(bench, "recover prod confirm=erp", who);
    expect(await last(bench, who)).toMatch(/^You may not take interconnects back in prod/);
  }
  const before = await bench.redis.dbsize();
  await types(bench, "recover prod");
  expect(await last(bench)).toMatch(/^1 interconnect can be taken back in prod/);
  expect(await last(bench)).toContain("erp (uiderp): all of it is there");
  expect(await last(bench)).toContain("who asked and approved");
  expect(await bench.names()).toEqual([]);
  expect(await bench.redis.exists(bench.ports.keys.audit())).toBe(0);
  expect(before).toBeGreaterThan(0);
  await types(bench, "recover nowhere");
  expect(await last(bench)).toMatch(/^There is no environment "nowhere"/);
  await types(bench, "recover prod confirm=crm");
  expect(await last(bench)).toMatch(/^Nothing called crm was found/);
  expect(await bench.names()).toEqual([]);
});

test("what is named gets back its record, name, addresses and ids, once, whoever else tries at the same moment", async () => {
  const [one, two] = [worker("one"), worker("two")];
  const plan = planned("erp", 1);
  for (const bench of [one, two]) {
    shows(bench, [plan], (all) =>
      all.map((each) => (/azure.circuit/.test(each.name) ? { ...each, bandwidthMbps: 2000 } : each)),
    );
  }
  await Promise.all([types(one, "recover prod confirm=erp"), types(two, `recover prod confirm=${plan.uid}`)]);
  const { interconnects, keys, outbox } = one.ports;
  const record = await interconnects.byName("erp");
  const { requester, reason, cost, ...kept } = plan;
  expect(record).toMatchObject({ phase: "up", plan: { ...kept, bandwidthMbps: 2000, requester: sam }, requester: sam });
  expect(record?.built["oci.virtual-circuit"]).toEqual({ virtualCircuitId: "ocid1.oci.virtual-circuit.uiderp" });
  expect([reason, cost, requester]).not.toContain(record?.plan.reason);
  expect((await interconnects.reservedSlash30s()).toSorted()).toEqual([plan.primary.cidr, plan.secondary.cidr]);
  expect(await one.redis.xlen(keys.audit())).toBe(1);
  const told = (await one.hears(sam)).filter((title) => title.endsWith("taken back"));
  expect(told.toSorted()).toEqual(["0 interconnects taken back", "1 interconnect taken back"]);
  const card = (await outbox.load(record?.thread ?? ("" as never))).card?.card;
  expect(card?.title).toBe("erp is built, not verified yet");

  const fields = await one.redis.hgetall(keys.interconnect(plan.uid));
  await one.doesAgain();
  await types(one, "recover prod confirm=erp");
  expect(await last(one)).toContain("erp was known already, and stays as it was");
  await types(one, "recover prod");
  expect(await last(one)).toMatch(/^Nothing to take back in prod/);
  expect(await one.redis.hgetall(keys.interconnect(plan.uid))).toEqual(fields);
  expect(await one.redis.xlen(keys.audit())).toBe(1);
});

test("a replay after a crash tells what the act did, not that it was done already", async () => {
  const bench = worker();
  shows(bench, [planned("erp", 1)]);
  await types(bench, "recover prod confirm=erp");
  const thread = bench.ports.keys.outbox(`aside/${sam}/C1`);
  const said = bench.ports.keys.said(`aside/${sam}/C1`);
  await bench.redis.del(thread, said);
  await bench.doesAgain();
  expect(await last(bench)).toContain("erp is taken back; verify reads how it stands");
});

test("a process that dies between two links leaves one whole and nothing of the other, and the act goes on", async () => {
  const bench = worker();
  const [erp, crm] = [planned("erp", 1), planned("crm", 2)];
  shows(bench, [erp, crm]);
  const died = new InterconnectError({ code: "RedisUnavailable", kind: "transient", message: "the process died" });
  const dying = { ...bench.ports, ring: () => Promise.reject(died) };
  const line = { kind: "command", text: "recover prod confirm=erp,crm" } as const;
  await expect(bench.does(sam, line, dying)).rejects.toBe(died);
  expect(await bench.names()).toEqual(["erp"]);
  await bench.doesAgain();
  expect(await last(bench)).toContain("erp is taken back; verify reads how it stands");
  expect(await last(bench)).toContain("crm is taken back; verify reads how it stands");
  expect(await bench.redis.xlen(bench.ports.keys.audit())).toBe(2);
});

test("a cloud that cannot be listed is no cloud without links: it is said, and nothing is taken back", async () => {
  const bench = worker();
  const message = "Azure did not answer.";
  const away = new InterconnectError({ code: "CloudUnreachable", kind: "transient", message });
  bench.marked = () => Promise.reject(away);
  for (const line of ["recover prod", "recover prod confirm=erp"]) {
    await types(bench, line);
    expect(await last(bench)).toContain(message);
  }
  expect(await bench.names()).toEqual([]);
});

test("what was taken down and still bears tags stays taken down", async () => {
  const bench = worker();
  const plan = planned("erp", 1);
  shows(bench, [plan]);
  await types(bench, "recover prod confirm=erp");
  await bench.redis.hset(bench.ports.keys.interconnect(plan.uid), "phase", JSON.stringify("removed"));
  await types(bench, "recover prod");
  expect(await last(bench)).toContain("erp was taken down, and something still bears its tags");
});

test("what is not complete says so, is not verified, and can be taken down", async () => {
  const bench = worker();
  shows(bench, [planned("erp", 1)], (all) => all.filter(({ name }) => !/connection|virtual-circuit/.test(name)));
  await types(bench, "recover prod");
  expect(await last(bench)).toContain("not complete, without virtual circuit in OCI and connection in Azure");
  await types(bench, "recover prod confirm=erp");
  expect(await last(bench)).toContain("is taken back, but is not complete");
  await types(bench, "status erp");
  expect(await last(bench)).toMatch(/^erp is not complete/);
  await types(bench, "list");
  expect(await last(bench)).toContain("erp is not complete");
  await types(bench, "verify erp");
  expect(await last(bench)).toMatch(/^erp cannot be verified now/);
  await types(bench, "reveal-key erp");
  await types(bench, 'teardown erp confirm=erp reason="half of it is gone"');
  expect(await last(bench)).toMatch(/^The teardown of erp is asked for/);
});

test("nothing is owned that is unsigned, another environment's, without its plan, elsewhere, or somebody's copy of tags", async () => {
  const bench = worker();
  const [erp, crm] = [planned("erp", 1), planned("crm", 2)];
  const plain = ({ tags, ...rest }: MarkedResource, changes: Record<string, string>) => ({
    ...rest,
    tags: { ...tags, ...changes },
  });
  const withoutPlan = ({ tags, ...rest }: MarkedResource) => ({
    ...rest,
    tags: Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith("interconnect-plan"))),
  });
  const copy = { side: "azure", id: "/subscriptions/s/resourceGroups/theirs", name: "theirs" } as const;
  shows(bench, [erp, crm], ([first, ...others]) => {
    if (!first) return [];
    const ofErp = [first, ...others].filter(({ name }) => name.startsWith("erp"));
    const ofCrm = others.filter(({ name }) => name.startsWith("crm"));
    return [
      ...ofErp,
      plain({ ...first, name: "unsigned" }, { "interconnect-uid": "somebody" }),
      { ...first, name: "seal-of-nobody", tags: { "interconnect-uid": "x" } },
      { ...copy, tags: first.tags },
      ...ofCrm.map((one) => ({ ...withoutPlan(one), name: "plan-less" })).slice(0, 1),
      ...markedFor(planned("dev", 3, { environment: "dev" }), bench.ports.seal).slice(0, 1),
      ...markedFor(
        planned("far", 4, { oci: { ...erp.oci, compartmentId: "ocid1.compartment.oc1..other" } }),
        bench.ports.seal,
      ).slice(0, 1),
    ];
  });
  await types(bench, "recover prod");
  const said = await last(bench);
  expect(said).toMatch(/^1 interconnect can be taken back in prod/);
  expect(said).toContain("unsigned in Azure: its tags are not under this bot's seal");
  expect(said).toContain("seal-of-nobody in Azure: its tags are not under this bot's seal");
  expect(said).toContain("theirs in Azure: it bears an interconnect's tags, but its plan has no such resource");
  expect(said).toContain("plan-less in Azure: no plan can be read from its tags");
  expect(said).toContain("dev-uiddev azure.resource-group in Azure: it belongs to another environment");
  expect(said).toContain("far-uidfar azure.resource-group in Azure: its plan is about other accounts");
  await types(bench, "recover prod confirm=crm");
  expect(await last(bench)).toMatch(/^Nothing called crm was found/);
});

test("where a copy in OCI bears the tags of something made, nobody knows which is the bot's, and nothing is taken back", async () => {
  const bench = worker();
  const isDrg = ({ name }: MarkedResource) => name.endsWith("oci.drg");
  const copies = (all: readonly MarkedResource[]) =>
    all.filter(isDrg).map((one) => ({ ...one, id: "ocid1.drg.theirs" }));
  shows(bench, [planned("erp", 1)], (all) => [...copies(all), ...all]);
  await types(bench, "recover prod");
  expect(await last(bench)).toMatch(/^Nothing to take back in prod/);
  expect(await last(bench)).toContain("cannot be taken back while two resources bear the same tags");
  await types(bench, "recover prod confirm=erp");
  expect(await last(bench)).toContain("0 interconnects taken back");
  expect(await bench.names()).toEqual([]);
});

test("a name or a /30 that somebody has by now is left to them, and two of one name are told apart by uid", async () => {
  const bench = worker();
  await bench.asks("erp");
  const held = (await bench.ports.interconnects.byName("erp"))?.plan.primary ?? planned("x", 1).primary;
  const twins = [planned("crm", 5), { ...planned("crm", 6), uid: interconnectUid("uidtwin") }];
  shows(bench, [planned("erp", 1), planned("hr", 2, { primary: held }), ...twins]);
  await types(bench, "recover prod confirm=erp,hr");
  const said = (await bench.reads(sam)).join("\n");
  expect(said).toContain("erp is not taken back: another interconnect has its name by now");
  expect(said).toContain("hr is not taken back: another interconnect has its /30s by now");
  await types(bench, "recover prod confirm=crm");
  expect(await bench.hears(sam)).toContain("More than one interconnect is called crm");
  await types(bench, "recover prod confirm=uidtwin");
  expect(await bench.names()).toEqual(expect.arrayContaining(["erp", "crm"]));
  expect((await bench.ports.interconnects.byName("crm"))?.uid).toBe("uidtwin");
});

test("a link that was taken over is found like every other, and stays one that was", async () => {
  const bench = worker();
  const takes = { virtualCircuitId: "ocid1.virtualcircuit.oc1..theirs", connection: true } as const;
  shows(bench, [planned("old", 5, { takes })]);
  await types(bench, "recover prod confirm=old");
  expect(await bench.ports.interconnects.byName("old")).toMatchObject({ phase: "up", plan: { takes } });
});

test("a link that was only half taken over is given back when it is taken down", async () => {
  const bench = worker();
  bench.removal = () => Promise.resolve(removalFacts());
  const takes = { virtualCircuitId: "ocid1.virtualcircuit.oc1..theirs", connection: true } as const;
  shows(bench, [planned("old", 5, { takes })], (all) => all.filter(({ name }) => name.endsWith("azure.circuit")));
  await types(bench, "recover prod confirm=old");
  await types(bench, 'teardown old confirm=old reason="nobody finished it"');
  const [id] = await bench.ports.requests.openIds();
  await bench.clicks(lee, "approve", requestId(id ?? ""));
  const { operation = "" } = (await bench.ports.interconnects.byName("old")) ?? {};
  const nodes = (await bench.ports.operations.load(operationId(operation)))?.record.nodes ?? [];
  const steps = nodes.map((node) => node.id);
  expect(steps).toEqual(expect.arrayContaining(["azure.mark/circuit", "oci.mark/virtual-circuit"]));
  for (const theirs of ["azure.circuit", "azure.connection", "oci.virtual-circuit", "azure.provider-released"]) {
    expect(steps).not.toContain(theirs);
  }
});
