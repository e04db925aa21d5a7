import type { OperationKind } from "../../../src/graph/records.ts";
import { freshStep } from "../../../src/graph/records.ts";
import { Alarms } from "../../../src/store/alarms.ts";
import { ChangingCalls } from "../../../src/store/changing-calls.ts";
import { Durability } from "../../../src/store/durability.ts";
import { anOperation } from "../../builders/operation.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench } from "../verbs/bench.ts";

const redis = useRedis();
let bench: Bench;

beforeEach(() => {
  bench = new Bench(redis());
});

afterEach(() => bench.close());

test.each<{ kind: OperationKind; stays: boolean }>([
  { kind: "verify", stays: false },
  { kind: "create", stays: true },
])("an ended $kind stays for good: $stays", async ({ kind, stays }) => {
  const { operations, keys } = bench.ports;
  const alarms = new Alarms(bench.redis, keys);
  const operation = anOperation();
  const record = { ...operation.record, kind };
  const [node] = record.nodes;
  await operations.beginReading(record, 1);
  const taking = await alarms.take("operations", record.id);
  if (!node || !taking) throw new Error("nothing to do");
  const before = { ...operation, record };
  const after = { ...before, state: "done" as const };
  await operations.commit(taking, {
    before,
    after,
    moved: { node, step: { ...freshStep, state: "done" }, overdue: false, called: false },
  });
  for (const key of [keys.operation(record.id), keys.journal(record.id), keys.alarm("operations", record.id)]) {
    expect((await redis().client.pttl(key)) === -1).toBe(stays);
  }
});

test("an intent is written down with every call, also where the step stands as it stood before the last one", async () => {
  const { keys, operations } = bench.ports;
  const { record } = anOperation();
  const [node] = record.nodes;
  const alarms = new Alarms(bench.redis, keys);
  await operations.beginReading(record, 1);
  const taking = await alarms.take("operations", record.id);
  if (!node || !taking) throw new Error("nothing to do");
  const durability = new Durability(bench.redis, keys.durableMark(), "fsync-always");
  let clock = 0;
  const calls = new ChangingCalls({ redis: bench.redis, keys, alarms, durability, now: () => (clock += 1) });
  // Its outcome is not known, so that it keeps the time of the first try.
  const step = { ...freshStep, state: "active" as const, intent: { what: "change", at: 0 } };
  for (let call = 0; call < 3; call += 1) await calls.begin(taking, record, node, step);
  expect(await operations.journal(record.id)).toHaveLength(3);
});

test("what Redis refuses to read does not pass for something that is not there", async () => {
  const { operations, keys } = bench.ports;
  const { record } = anOperation();
  await redis().client.set(keys.operation(record.id), "not a hash");
  await expect(operations.find(record.id)).rejects.toThrow("WRONGTYPE");
});
