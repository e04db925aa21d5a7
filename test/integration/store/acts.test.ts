import { Redis } from "ioredis";
import { Seal } from "../../../src/approval/seal.ts";
import type { Incoming } from "../../../src/chat/ports.ts";
import { personId } from "../../../src/domain/ids.ts";
import { createLog } from "../../../src/observability/log.ts";
import { Acts } from "../../../src/store/acts.ts";
import { Alarms } from "../../../src/store/alarms.ts";
import { Keys } from "../../../src/store/keys.ts";
import { defineTransaction } from "../../../src/store/transaction.ts";
import { useRedis } from "../../support/redis.ts";

const redis = useRedis();
let connection: Redis;
let keys: Keys;
let acts: Acts;

beforeEach(() => {
  connection = new Redis(redis().url);
  defineTransaction(connection);
  keys = new Keys(`${redis().prefix}:`);
  acts = new Acts({
    redis: connection,
    keys,
    alarms: new Alarms(connection, keys),
    seal: new Seal("the key that only the bot has, and no Redis"),
    log: createLog({ level: "silent" }),
  });
});

afterEach(() => connection.disconnect());

const click: Incoming = {
  dedupeId: "click-1",
  person: personId("slack:T1/USAM"),
  place: { platform: "slack", channel: "C0NET", direct: false },
  receivedAt: 0,
  act: { kind: "action", action: "approve", subject: "r1" },
};

test("an act is taken once and read as it came", async () => {
  expect(await acts.accept(click)).toBe("taken");
  expect(await acts.accept(click)).toBe("duplicate");
  expect(await acts.load("click-1")).toEqual(click);
});

test.each([
  { what: "about somebody else", forged: { ...click, person: personId("slack:T1/UEVE") } },
  { what: "about another request", forged: { ...click, act: { ...click.act, subject: "r2" } } },
])("an act that was rewritten in Redis to be $what is nobody's", async ({ forged }) => {
  await acts.accept(click);
  await redis().client.hset(keys.incoming("click-1"), "act", JSON.stringify(forged));
  expect(await acts.load("click-1")).toBeUndefined();
});

test("a genuine act under another id is nobody's either", async () => {
  await acts.accept(click);
  await redis().client.rename(keys.incoming("click-1"), keys.incoming("click-2"));
  expect(await acts.load("click-2")).toBeUndefined();
});
