import { InterconnectError } from "../../../src/domain/errors.ts";
import { type OperationId, operationId } from "../../../src/domain/ids.ts";
import { isCancelled } from "../../../src/graph/order.ts";
import { freshStep } from "../../../src/graph/records.ts";
import { handleAct } from "../../../src/verbs/handle-act.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, sam } from "./bench.ts";

const redis = useRedis();
let bench: Bench;
let id: OperationId;

beforeEach(async () => {
  bench = new Bench(redis());
  const request = await bench.asks();
  await bench.clicks(sam, "approve", request);
  const uid = (await bench.ports.requests.load(request))?.record.plan.uid ?? "";
  id = operationId(`create-${uid}`);
  const blocked = { ...freshStep, state: "blocked", blockedAt: 0 };
  const key = bench.ports.keys.operation(id);
  await redis().client.hset(key, "state", "paused", "step:azure.circuit", JSON.stringify(blocked));
});

afterEach(() => bench.close());

test("a retry whose process died after it was heard is answered as what it was, and is not said again", async () => {
  const place = { platform: "slack", channel: "C1", direct: false } as const;
  const act = { kind: "action", action: "retry", subject: id } as const;
  const retry = { dedupeId: "retry-1", person: dana, place, receivedAt: 0, act };
  const gone = new InterconnectError({ code: "RedisUnavailable", kind: "transient", message: "the process died" });
  const dying = { ...bench.ports, ring: () => Promise.reject(gone) };
  await expect(handleAct(dying, retry)).rejects.toBe(gone);
  const heard = (await bench.ports.operations.load(id)).signals["retry"];
  await redis().client.hset(bench.ports.keys.operation(id), "state", "open");
  await handleAct(bench.ports, retry);
  expect((await bench.ports.operations.load(id)).signals["retry"]).toEqual(heard);
  expect(await bench.hears(dana)).toContain("Trying erp again; the card follows along");
});

test("a retry of what has not stopped is refused", async () => {
  await redis().client.hset(bench.ports.keys.operation(id), "state", "open");
  await bench.clicks(dana, "retry", id);
  expect((await bench.ports.operations.load(id)).signals).toEqual({});
  expect(await bench.hears(dana)).toContain("Nothing of erp has stopped");
});

describe("what was said earlier and is worked on later, as after a crash of the process that had it", () => {
  const says = (action: "cancel" | "retry" | "rollback", receivedAt: number) =>
    bench.doesLate(dana, { kind: "action", action, subject: id }, receivedAt);
  const now = Date.now();

  test("a cancel does not stop again what was told to go on since", async () => {
    await says("cancel", now + 2);
    await says("retry", now + 3);
    await redis().client.hset(bench.ports.keys.operation(id), "state", "open");
    await says("cancel", now + 1);
    expect(isCancelled(await bench.ports.operations.load(id))).toBe(false);
    expect((await bench.hears(dana)).at(-1)).toBe("Not done: something newer was said about erp");
  });

  test("a retry does not start again what was cancelled since", async () => {
    await says("cancel", now + 2);
    await says("retry", now + 1);
    expect(isCancelled(await bench.ports.operations.load(id))).toBe(true);
    expect((await bench.hears(dana)).at(-1)).toBe("Not done: something newer was said about erp");
  });

  test("a rollback does not remove what was told to go on since, and has stopped again", async () => {
    await says("retry", now + 2);
    await says("rollback", now + 1);
    const { uid, operation } = (await bench.ports.interconnects.byName("erp")) ?? {};
    expect(operation).toBe(`create-${uid}`);
    expect((await bench.hears(dana)).at(-1)).toBe("Not done: something newer was said about erp");
  });

  test("a cancel does not withdraw what was asked for under this name since", async () => {
    const request = await bench.asks("crm");
    const asked = (await bench.ports.requests.load(request))?.record.createdAt ?? 0;
    await bench.doesLate(dana, { kind: "command", text: "cancel crm" }, asked - 1);
    expect((await bench.ports.requests.load(request))?.state).toBe("open");
    expect((await bench.hears(dana)).at(-1)).toBe("Not done: something newer was said about crm");
  });
});

describe("a verb without a name offers only the links it would do something with", () => {
  const types = (text: string) => bench.does(dana, { kind: "command", text });
  const set = (fields: Readonly<Record<string, string>>) => redis().client.hset(bench.ports.keys.operation(id), fields);
  const active = JSON.stringify({ ...freshStep, state: "active" });

  test.each([
    { verb: "retry", when: "it has stopped", offered: true },
    { verb: "activate", when: "it has stopped", offered: false },
    { verb: "cancel", when: "it has stopped", offered: true },
    { verb: "teardown", when: "it has stopped", offered: true },
    { verb: "resize", when: "it has stopped", offered: false },
    { verb: "verify", when: "it has stopped", offered: false },
    { verb: "release", when: "it is the bot's own", offered: false },
    { verb: "status", when: "it has stopped", offered: true },
    { verb: "retry", when: "it goes on", offered: false, state: "open" },
    { verb: "teardown", when: "it goes on", offered: false, state: "open" },
    { verb: "retry", when: "changes are frozen", offered: false, frozen: true },
    { verb: "cancel", when: "it was cancelled before", offered: false, said: "cancel" },
  ])("$verb, when $when: $offered", async ({ verb, offered, state, frozen, said }) => {
    if (state) await set({ state, "step:azure.circuit": active });
    if (frozen) await bench.does(sam, { kind: "command", text: "freeze prod" });
    if (said) await bench.clicks(dana, said, id);
    await types(verb);
    expect(await bench.buttons(dana)).toEqual(offered ? [`${verb} erp`] : []);
    const word = (await bench.reads(dana)).at(-1) ?? "";
    expect(word.includes(`${verb} is for none of them as they stand now`)).toBe(!offered);
  });

  test("and so does a name that nobody knows", async () => {
    await types("retry epr");
    expect(await bench.buttons(dana)).toEqual(["retry erp"]);
    await types("release epr");
    expect(await bench.buttons(dana)).toEqual([]);
    expect((await bench.reads(dana)).at(-1)).toContain("The nearest name: erp. ");
  });

  test("an interconnect that waits for approval can be cancelled only", async () => {
    await bench.asks("crm");
    await types("cancel");
    expect((await bench.buttons(dana)).toSorted()).toEqual(["cancel crm", "cancel erp"]);
    await types("retry");
    expect(await bench.buttons(dana)).toEqual(["retry erp"]);
  });
});
