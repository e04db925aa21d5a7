import { fallbackText } from "../../../src/chat/fallback.ts";
import { InterconnectError } from "../../../src/domain/errors.ts";
import { operationId } from "../../../src/domain/ids.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { expireRequest } from "../../../src/verbs/expire.ts";
import { halfMarked, halfPlan } from "../../builders/half-built.ts";
import { eventually } from "../../support/eventually.ts";
import { dana, lee, sam } from "./bench.ts";
import { isAsIt, known, reserved, told, types, useHalfBuilt, waiting } from "./half-built.ts";

const { worker, takenBack, asked } = useHalfBuilt();

test("half a link offers to be finished, and its card says what is there, what is made and what it costs", async () => {
  const bench = await takenBack();
  expect(await told(bench, sam)).toContain("retry asks for the rest to be made");
  await types(bench, "status erp");
  expect(await bench.buttons(dana)).toEqual(["retry erp", halfPlan.uid, "teardown erp"]);
  expect(await told(bench)).toContain("Until then what is there is billed");
  await types(bench, "retry");
  expect(await bench.buttons(dana)).toEqual(["retry erp"]);
  await bench.clicks(dana, "command", "retry erp");
  expect(await bench.hears(dana)).toContain("The completion of erp is asked for");
  const { id } = await waiting(bench);
  const said = await bench.readsCardOf(id);
  expect(said).toMatch(/^erp waits for approval/);
  expect(said).toContain("what is missing: 3 of 10");
  expect(said).toContain("There already, and the bot's by its tags: resource group in Azure, circuit in Azure");
  expect(said).toContain("GatewaySubnet in Azure");
  expect(said).toContain("made: virtual circuit in OCI, connection in Azure and routes in OCI. Then it is verified");
  expect(said).toContain("never removed: VNet app-vnet, VCN app-vcn");
  expect(said).toContain("Azure bills the circuit already");
  await types(bench, "status erp");
  expect(await told(bench)).toContain("Its completion waits for approval");
  await types(bench, "retry");
  expect(await bench.buttons(dana)).toEqual([]);
  await types(bench, "help", lee);
  expect(await told(bench, lee)).toContain("waits for your approval of its completion");
});

test("once somebody else approves, it is an ordinary create of the same plan, told in its newest card", async () => {
  const { bench, id } = await asked();
  const before = await known(bench);
  await bench.clicks(dana, "approve", id);
  expect(await known(bench)).toMatchObject({ ...isAsIt, pending: id });
  await bench.clicks(lee, "approve", id);
  const record = await known(bench);
  expect(record).toMatchObject({ ...isAsIt, phase: "building", requester: dana, approvedBy: [lee] });
  expect(record?.recovered).toEqual({ ...before?.recovered, missing: [] });
  expect(record?.before).toBeUndefined();
  const operation = await bench.ports.operations.load(operationId(record?.operation ?? ""));
  expect(operation.record).toMatchObject({ id: `create-${halfPlan.uid}-${id}`, kind: "create", uid: halfPlan.uid });
  expect(operation.record.nodes).toEqual(createGraph(halfPlan));
  expect(operation.record.resumes).toEqual(expect.arrayContaining(["azure.circuit", "azure.gateway", "oci.drg"]));
  expect(operation.record.resumes).not.toContain("oci.virtual-circuit");
  expect((await bench.ports.interconnects.reservedSlash30s()).toSorted()).toEqual(reserved);
  const old = (await bench.ports.outbox.load(before?.thread ?? ("" as never))).card?.card;
  expect(old && fallbackText(old)).toContain("Its completion was approved");
  expect(await bench.readsCardOf(id)).toContain("erp is being built");
  await types(bench, "teardown erp confirm=erp reason=late");
  expect(await bench.hears(dana)).toContain("erp is being changed right now");
});

test("one whose connection stood already may carry traffic: it is taken down, not rolled back", async () => {
  const bench = await takenBack();
  const { resources, ...rest } = halfMarked(bench.ports.seal, halfPlan, /virtual-circuit/);
  bench.marked = () => Promise.resolve({ ...rest, resources });
  await types(bench, "retry erp");
  await bench.clicks(lee, "approve", (await waiting(bench)).id);
  const operation = (await known(bench))?.operation ?? "";
  await bench.redis.hset(bench.ports.keys.operation(operationId(operation)), "state", "paused");
  await bench.clicks(dana, "rollback", operation);
  expect(await bench.hears(dana)).toContain("erp has carried traffic");
  await types(bench, "teardown erp confirm=erp reason=unwanted");
  expect(await bench.hears(dana)).toContain("The teardown of erp is asked for");
});

test.each(["rejected", "withdrawn", "expired"])(
  "a request that is %s leaves it half built as it was",
  async (ending) => {
    const hours = ending === "expired" ? 50 / 3_600_000 : 18;
    const { bench, id } = await asked("one", { requestExpiryHours: hours });
    if (ending === "rejected") await bench.rejects(lee, id);
    if (ending === "withdrawn") await types(bench, "cancel erp");
    if (ending === "expired") await eventually(async () => (await expireRequest(bench.ports, id)) === undefined);
    expect((await bench.ports.requests.load(id))?.state).toBe(ending);
    expect(await bench.readsCardOf(id)).toContain("erp stays half built");
    const record = await known(bench);
    expect(record).toMatchObject(isAsIt);
    expect(record?.recovered?.missing).toContain("virtual circuit in OCI");
    expect(record?.pending).toBeUndefined();
    expect((await bench.ports.interconnects.reservedSlash30s()).toSorted()).toEqual(reserved);
    await types(bench, 'teardown erp confirm=erp reason="it is not wanted"');
    expect(await bench.hears(dana)).toContain("The teardown of erp is asked for");
  },
);

test("of two who press at once one asks, the same press asks once, and a process that dies in it asks all the same", async () => {
  const bench = await takenBack();
  const other = worker("two");
  await Promise.all([types(bench, "retry erp"), types(other, "retry erp", lee)]);
  expect(await bench.ports.requests.openIds()).toHaveLength(1);
  const heard = [...(await bench.hears(dana)), ...(await bench.hears(lee))];
  expect(heard).toContain("erp has a request that waits already");
  expect(heard).toContain("The completion of erp is asked for");
  await types(bench, "cancel erp");
  await types(bench, "cancel erp", lee);

  const died = new InterconnectError({ code: "RedisUnavailable", kind: "transient", message: "the process died" });
  const dying = { ...bench.ports, ring: () => Promise.reject(died) };
  const press = { kind: "command", text: "retry erp" } as const;
  await expect(bench.does(sam, press, dying)).rejects.toBe(died);
  const { id } = await waiting(bench);
  await bench.clicks(lee, "approve", id);
  expect(await known(bench)).toMatchObject({ phase: "building" });
  await bench.does(sam, press);
  expect(await bench.hears(sam)).toContain("Nothing of erp has stopped");
  expect(await bench.ports.requests.openIds()).toEqual([]);
});

test("a press that is worked on again after its approval asks for nothing more", async () => {
  const { bench, id } = await asked();
  const late = worker("late");
  await late.clicks(lee, "approve", id);
  await bench.doesAgain();
  expect(await bench.ports.requests.openIds()).toEqual([]);
  expect(await bench.hears(dana)).toEqual(["The completion of erp is asked for"]);
});

test("a teardown that waits and a completion that waits are in each other's way", async () => {
  const bench = await takenBack();
  await types(bench, "teardown erp confirm=erp reason=unwanted");
  await types(bench, "retry erp");
  expect(await bench.hears(dana)).toContain("erp has a request that waits already");
  await types(bench, "cancel erp");
  await types(bench, "retry erp");
  await types(bench, "teardown erp confirm=erp reason=unwanted");
  expect(await bench.ports.requests.openIds()).toHaveLength(1);
  expect((await waiting(bench)).kind).toBe("create");
});
