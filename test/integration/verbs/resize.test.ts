import {
  type OperationId,
  operationId,
  type PersonId,
  type RequestId,
  requestId,
  threadId,
} from "../../../src/domain/ids.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { freshStep } from "../../../src/graph/records.ts";
import { Alarms } from "../../../src/store/alarms.ts";
import { isGenuine } from "../../../src/verbs/request-seal.ts";
import { halfEnds } from "../../builders/foreign-link.ts";
import { aReport } from "../../builders/plan.ts";
import { aCircuitOf, removalFacts } from "../../builders/removal-facts.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, lee, sam } from "./bench.ts";
import { upIn } from "./link-up.ts";

const redis = useRedis();
let bench: Bench;
let plan: Plan;

beforeEach(async () => {
  bench = new Bench(redis(), {}, { resize: true });
  plan = await upIn(bench);
});

afterEach(() => bench.close());

const types = (text: string, person = dana) => bench.does(person, { kind: "command", text });
const lastWord = async (person = dana) => (await bench.reads(person)).at(-1) ?? "";
const pending = async () => (await bench.ports.interconnects.byUid(plan.uid))?.pending;
const line = "resize erp bandwidth=2Gbps reason=quarter-end";

async function asks(): Promise<RequestId> {
  await types(line);
  const id = await pending();
  if (id === undefined) throw new Error(await lastWord());
  return id;
}

test.each([
  { what: "less", text: "resize erp bandwidth=1", says: /^erp has 1 Gbps already/ },
  { what: "what nobody sells", text: "resize erp bandwidth=3", says: /^3 is no bandwidth both clouds sell/ },
  { what: "a name nobody knows", text: "resize epr bandwidth=2", says: /^There is no interconnect "epr"/ },
])("$what is refused, and nothing waits", async ({ text, says }) => {
  await types(text);
  expect(await lastWord()).toMatch(says);
  expect(await pending()).toBeUndefined();
});

test("it only grows: less is refused with the reason and what to do instead", async () => {
  const { keys } = bench.ports;
  await redis().client.hset(keys.interconnect(plan.uid), "plan", JSON.stringify({ ...plan, bandwidthMbps: 5000 }));
  await types("resize erp bandwidth=2 reason=saving");
  expect(await lastWord()).toMatch(
    /^erp cannot shrink from 5 Gbps to 2 Gbps\nAzure never takes bandwidth back.*Build another link/,
  );
  await types("resize erp");
  expect(await lastWord()).toMatch(/^erp has 5 Gbps\n[\s\S]*Buttons: 10 Gbps$/);
});

test("it is off unless the operator says so", async () => {
  const off = new Bench(redis(), {}, { name: "off" });
  await off.does(dana, { kind: "command", text: line });
  expect((await off.reads(dana)).at(-1)).toMatch(
    /^Resizing is switched off in prod\nIt is not proven on live clouds yet/,
  );
  off.close();
});

test("without a reason it shows first that both sessions go down, and what it costs", async () => {
  await types("resize erp bandwidth=2");
  const said = await lastWord();
  expect(said).toMatch(/^What giving erp 2 Gbps does/);
  expect(said).toContain("Both BGP sessions go down while Oracle changes its half");
  expect(said).toContain("What it will cost is not known.");
  expect(said).toContain("Buttons: Ask for it…");
  expect(await pending()).toBeUndefined();
});

test("the form that asks for the bandwidth keeps the reason that was typed", async () => {
  await bench.does(dana, { kind: "command", text: 'resize erp reason="quarter-end loads"', formId: "f1" });
  const { head } = await bench.ports.outbox.load(threadId("form/f1"));
  expect(head?.form?.fields).toMatchObject([{ name: "bandwidth" }, { name: "reason", value: "quarter-end loads" }]);
});

test("it is approved under the create's policy, bound to its own plan, and is one change at a time", async () => {
  const request = await asks();
  const now = await bench.ports.requests.load(request);
  expect(now?.record).toMatchObject({ kind: "resize", plan: { bandwidthMbps: 2000 }, review: { fromMbps: 1000 } });
  expect(await bench.cardOf(request)).toBe("erp is to grow from 1 Gbps to 2 Gbps: that waits for approval");
  await types(line.replace("2Gbps", "5"));
  expect(await lastWord()).toMatch(/^erp has a request that waits already/);
  await bench.clicks(dana, "approve", request);
  expect(await bench.ports.requests.load(request)).toMatchObject({ state: "open" });
  await bench.clicks(sam, "approve", request);
  expect(await bench.ports.requests.load(request)).toMatchObject({ state: "approved" });
  const record = await bench.ports.interconnects.byUid(plan.uid);
  const operation = await bench.ports.operations.load(operationId(`resize-${plan.uid}-${request}`));
  expect(record).toMatchObject({ operation: operation.record.id, plan: { bandwidthMbps: 1000 }, phase: "up" });
  expect(operation.record.nodes.map(({ id }) => id)).toEqual([
    "azure.circuit-bandwidth",
    "oci.virtual-circuit-bandwidth",
    "link.sessions",
    "link.verify",
  ]);
  expect(await bench.cardOf(request)).toBe("erp is being resized");
  await types(line);
  expect(await lastWord()).toMatch(/^erp is being changed right now/);
});

test("a request whose bandwidth somebody has changed in Redis is not genuine", async () => {
  const now = await bench.ports.requests.load(await asks());
  if (now?.record.kind !== "resize") throw new Error("not a resize");
  const { record } = now;
  const dearer = { ...record, plan: { ...record.plan, bandwidthMbps: 10_000 as const } };
  expect(isGenuine(bench.ports.seal, now)).toBe(true);
  expect(isGenuine(bench.ports.seal, { ...now, record: dearer })).toBe(false);
});

test.each([
  { what: "the circuit has more by now", bandwidthMbps: 5000, says: /has 5 Gbps already/ },
  { what: "the circuit is gone", bandwidthMbps: undefined, says: /is not there/ },
])("an approval is void when $what", async ({ bandwidthMbps, says }) => {
  const request = await asks();
  const circuits = bandwidthMbps === undefined ? [] : [aCircuitOf(plan, { bandwidthMbps })];
  bench.removal = () => Promise.resolve(removalFacts({ networks: { azure: { circuits } } }, plan));
  await bench.clicks(sam, "approve", request);
  expect(await bench.ports.requests.load(request)).toMatchObject({ state: "void" });
  expect((await bench.ports.requests.load(request))?.outcome).toMatch(says);
  expect(await bench.cardOf(request)).toBe("The resize of erp is void");
});

test("it is withdrawn with cancel, rejected with a reason, and status tells that it waits", async () => {
  await asks();
  await types("status erp");
  expect(await lastWord()).toContain("Its resize waits for approval.");
  await types("cancel erp");
  expect(await lastWord()).toMatch(/^The request for erp is withdrawn/);
  const again = await asks();
  await bench.rejects(lee, again);
  expect(await bench.cardOf(again)).toBe("The resize of erp was rejected");
});

/** Approved, and stopped at Oracle's half. */
async function stopped() {
  const request = await asks();
  await bench.clicks(sam, "approve", request);
  const id = operationId(`resize-${plan.uid}-${request}`);
  const blocked = { ...freshStep, state: "blocked", blockedAt: 0 };
  const key = bench.ports.keys.operation(id);
  await redis().client.hset(key, "state", "paused", "step:oci.virtual-circuit-bandwidth", JSON.stringify(blocked));
  return id;
}

test("its end gives the link its new plan and verdict", async () => {
  const request = await asks();
  await bench.clicks(sam, "approve", request);
  const before = await bench.ports.operations.load(operationId(`resize-${plan.uid}-${request}`));
  const alarms = new Alarms(bench.redis, bench.ports.keys);
  const taking = await alarms.take("operations", before.record.id);
  const node = before.record.nodes.at(-1);
  if (!taking || !node) throw new Error("nothing to do");
  const step = { ...freshStep, state: "done" as const, outputs: { report: JSON.parse(JSON.stringify(aReport())) } };
  const steps = Object.fromEntries(before.record.nodes.map(({ id }) => [id, { ...freshStep, state: "done" as const }]));
  const after = { ...before, state: "done" as const, steps: { ...steps, [node.id]: step } };
  await bench.ports.operations.commit(taking, {
    before,
    after,
    moved: { node, step, overdue: false, called: false },
  });
  const record = await bench.ports.interconnects.byUid(plan.uid);
  expect(record).toMatchObject({ phase: "up", plan: { bandwidthMbps: 2000 }, report: { verdict: "healthy" } });
  await types("resize erp bandwidth=2 reason=again");
  expect(await lastWord()).toMatch(/^erp has 2 Gbps already/);
});

test("one that stopped half-way can be retried, and gives way to a teardown", async () => {
  const id = await stopped();
  await bench.clicks(dana, "rollback", id);
  expect(await bench.hears(dana)).toContain("This button does nothing any more");
  await bench.clicks(dana, "retry", id);
  expect((await bench.ports.operations.load(id)).signals).toHaveProperty("retry");
  await types('teardown erp confirm=erp reason="too much trouble"');
  const request = await pending();
  if (request === undefined) throw new Error(await lastWord());
  await bench.clicks(sam, "approve", requestId(request));
  expect(await bench.ports.operations.load(id)).toMatchObject({ state: "cancelled" });
  expect((await bench.ports.interconnects.byUid(plan.uid))?.phase).toBe("removing");
});

test("help tells whoever may decide that it waits for them", async () => {
  await asks();
  await types("help", sam);
  const told = async (person: PersonId) => (await bench.reads(person)).find((one) => /What you can do/.test(one));
  expect(await told(sam)).toContain("erp waits for your approval of its resize");
  await types("help");
  expect(await told(dana)).not.toContain("waits for your approval");
});

describe("a teardown asked for in one line", () => {
  test.each([
    { what: "another name", text: "confirm=crm reason=moved", says: "confirm=crm is not its name, which is erp." },
    { what: "no reason", text: "confirm=erp", says: "A reason for the approver is missing." },
  ])("with $what says so, and nothing waits", async ({ text, says }) => {
    await types(`teardown erp ${text}`);
    expect(await lastWord()).toContain(`Not asked for yet. ${says}`);
    expect(await pending()).toBeUndefined();
  });

  test("takes the name as a phone's keyboard writes it", async () => {
    await types('teardown erp confirm="Erp " reason=moved');
    expect(await pending()).toBeDefined();
  });
});

describe("the whole of what is asked for", () => {
  test("of a teardown is what it will do, step by step, and what stays", async () => {
    await types("teardown erp confirm=erp reason=moved");
    await bench.clicks(dana, "plan", (await pending()) ?? "");
    const lines = (await lastWord()).replaceAll(`erp-${plan.uid}`, "erp").split("\n");
    expect(lines[0]).toBe("The whole teardown of erp");
    expect(lines.filter((one) => / · (?:at once|[\d, ]+)$/.test(one))).toEqual([
      "1 · Azure · Removes connection erp-connection · at once",
      "2 · Both · Waits 15 min, in which Reconnect puts everything back while both circuits are sound · 1",
      "3 · Azure · Waits until nobody else is on the circuit · 2",
      "4 · OCI · Removes virtual circuit erp-virtual-circuit · 3",
      "5 · Azure · Waits until Azure shows that Oracle has let go of the circuit · 4",
      "6 · Azure · Removes circuit erp-circuit · 5",
      "7 · Azure · Removes gateway erp-gateway · 2",
      "8 · Azure · Removes public IP address erp-gateway-ip · 7",
      "9 · Azure · Removes VNet erp-vnet · 7",
      "10 · Azure · Removes resource group erp · 6, 8, 9",
      "11 · Both · Reads both clouds afresh: what is gone, and whether what was there before is as it was · 10",
    ]);
    expect(lines).toContain("• DRG erp-drg: attachment erp-attachment stays");
  });

  test("of a resize is the plan with the bandwidth that is asked for", async () => {
    await bench.clicks(dana, "plan", await asks());
    expect(await lastWord()).toMatch(/^The whole plan of erp\n.* 2 Gbps/);
  });
});

describe("Reconnect while a teardown soaks", () => {
  /** @returns the teardown's id */
  async function soaking(memo: JsonObject = {}): Promise<OperationId> {
    await types("teardown erp confirm=erp reason=moved");
    const request = await pending();
    await bench.clicks(sam, "approve", request ?? "");
    const id = operationId(`teardown-${plan.uid}-${request}`);
    const soak = { ...freshStep, state: "active", startedAt: 1, memo };
    await redis().client.hset(bench.ports.keys.operation(id), "step:gate.soak", JSON.stringify(soak));
    return id;
  }

  test("puts traffic back over circuits that are sound, by an old card too", async () => {
    const id = await soaking({ broken: "the circuit was Failed" });
    bench.ends = () => Promise.resolve(halfEnds());
    await bench.clicks(dana, "reconnect", id);
    expect(await lastWord()).toMatch(/^erp is being reconnected/);
    expect(await bench.ports.operations.load(id)).toMatchObject({ state: "cancelled" });
  });

  test.each([
    { when: "a circuit is gone by now", ends: { circuit: undefined }, why: "the ExpressRoute circuit is gone" },
    { when: "a cloud cannot be read, and it was broken when last seen", ends: undefined, why: "as last seen" },
  ])("is refused with the reason when $when", async ({ ends, why }) => {
    const id = await soaking({ broken: "as last seen" });
    bench.ends = () =>
      ends ? Promise.resolve({ ...halfEnds(), ...ends }) : Promise.reject(new RangeError("Azure is away"));
    await bench.clicks(dana, "reconnect", id);
    expect(await lastWord()).toBe(
      `erp cannot be reconnected\nTraffic cannot be brought back: ${why}. Nothing was changed; the teardown stands where it was.`,
    );
    expect(await bench.ports.operations.load(id)).toMatchObject({ state: "open" });
  });
});
