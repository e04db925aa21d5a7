import { Redis } from "ioredis";
import { actTick } from "../../../jobs/acts.ts";
import { AlarmBell, AlarmClock } from "../../../jobs/alarm-clock.ts";
import { Seal } from "../../../src/approval/seal.ts";
import type { Incoming } from "../../../src/chat/ports.ts";
import { personId } from "../../../src/domain/ids.ts";
import { createLog } from "../../../src/observability/log.ts";
import { Acts } from "../../../src/store/acts.ts";
import { Alarms } from "../../../src/store/alarms.ts";
import { Keys } from "../../../src/store/keys.ts";
import { defineTransaction } from "../../../src/store/transaction.ts";
import { eventually } from "../../support/eventually.ts";
import { useRedis } from "../../support/redis.ts";

const redis = useRedis();
const connections: Redis[] = [];

function connect(): Redis {
  const connection = new Redis(redis().url, { maxRetriesPerRequest: null });
  defineTransaction(connection);
  connections.push(connection);
  return connection;
}

afterEach(() => {
  for (const connection of connections.splice(0)) connection.disconnect();
});

const act = (index: number): Incoming => ({
  dedupeId: `act-${index}`,
  person: personId("slack:T1/USAM"),
  place: { platform: "slack", channel: "C0NET", direct: false },
  receivedAt: 0,
  act: { kind: "action", action: "verify", subject: `${index}` },
});

test("when many act at the same moment few bells ring, and each act is worked on, once and beside the others", async () => {
  const keys = new Keys(`${redis().prefix}:`);
  const shared = connect();
  const alarms = new Alarms(shared, keys);
  const log = createLog({ level: "silent" });
  const options = { name: "acts", redis: shared, keys, alarms, log } as const;
  const bell = new AlarmBell(options);
  const seal = new Seal("the key that only the bot has, and no Redis");
  const acts = new Acts({ redis: shared, keys, alarms, seal, log, ring: (id) => bell.ringNew(id) });
  const crowd = Array.from({ length: 40 }, (_none, index) => act(index));
  await Promise.all(crowd.map((one) => acts.accept(one)));
  await eventually(async () => (await bell.queue.count()) > 0);
  expect(await bell.queue.count()).toBeLessThan(crowd.length / 2);

  const begun: string[] = [];
  let letGo = (): void => undefined;
  const allBegun = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const handle = async ({ dedupeId }: Incoming): Promise<void> => {
    begun.push(dedupeId);
    if (begun.length === crowd.length) letGo();
    await allBegun;
  };
  const clock = new AlarmClock({ ...options, blocking: connect(), concurrency: 100, tick: actTick(acts, handle) });
  clock.start();
  await eventually(async () => (await shared.zcard(keys.due("acts"))) === 0);
  await clock.close();
  await bell.close();
  expect(begun.toSorted()).toEqual(crowd.map(({ dedupeId }) => dedupeId).toSorted());
});
