import { Redis } from "ioredis";
import { bucketSize, RedisCallBudget } from "../../../src/store/call-budget.ts";
import { Keys } from "../../../src/store/keys.ts";
import { useRedis } from "../../support/redis.ts";

const redis = useRedis();
const workers: Redis[] = [];

afterEach(() => {
  for (const worker of workers.splice(0)) worker.disconnect();
});

/** The budget as one worker has it. */
function budget(burst: number, perSecond: number): RedisCallBudget {
  const connection = new Redis(redis().url);
  workers.push(connection);
  return new RedisCallBudget(connection, new Keys(`${redis().prefix}:`), () => ({ burst, perSecond }));
}

async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

test("a burst goes out at once, what comes after at the common pace", async () => {
  const one = budget(5, 20);
  // From the first call on, since the bucket fills while the burst goes out.
  const waited = await tookMs(async () => {
    for (let call = 0; call < 15; call += 1) await one.take("azure");
  });
  expect(waited).toBeGreaterThan(450);
  expect(waited).toBeLessThan(1_500);
});

test("all workers draw from one bucket, and each bucket is by itself", async () => {
  const [one, two] = [budget(4, 2), budget(4, 2)];
  const taken: string[] = [];
  const take = async (bucket: string, from = one): Promise<void> => {
    await from.take(bucket);
    taken.push(bucket);
  };
  const waited = await tookMs(async () => {
    await Promise.all([take("oci"), take("oci", two), take("oci"), take("oci", two)]);
    await Promise.all([take("oci"), take("azure", two)]);
  });
  expect(waited).toBeGreaterThan(450);
  expect(taken).toEqual(["oci", "oci", "oci", "oci", "azure", "oci"]);
});

test("a call that would wait longer than a move may take is put off, says for how long, and takes no token", async () => {
  const slow = budget(1, 0.1);
  await slow.take("azure");
  const refusals = await Promise.all(
    [slow.take("azure"), slow.take("azure")].map((call) => call.catch((error: unknown) => error)),
  );
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ code: "CloudThrottled", kind: "transient" });
    expect(refusal).toHaveProperty("retryAfterMs", expect.closeTo(10_000, -3));
  }
});

test("calls that wait are let through in the order in which they came", async () => {
  const one = budget(1, 20);
  const order: number[] = [];
  const call = async (number: number): Promise<void> => {
    await one.take("oci");
    order.push(number);
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(call));
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a bucket nobody draws from is forgotten", async () => {
  await budget(5, 10).take("azure");
  const [key = ""] = await redis().client.keys(`${redis().prefix}:budget:*`);
  expect(await redis().client.pttl(key)).toBeGreaterThan(0);
});

test.each([
  { bucket: "azure/subscription/reads", perSecond: 25 },
  { bucket: "azure/subscription/writes", perSecond: 10 },
  { bucket: "azure/subscription/deletes", perSecond: 10 },
  { bucket: "chat/slack/edits", perSecond: 50 / 60 },
])("the pace of $bucket stays below what the other side allows", ({ bucket, perSecond }) => {
  expect(bucketSize(bucket).perSecond).toBeLessThan(perSecond);
});
