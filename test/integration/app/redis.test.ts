import { type AddressInfo, createServer, type Server } from "node:net";
import { RedisConnections } from "../../../src/app/redis.ts";
import { Seal } from "../../../src/approval/seal.ts";
import { personId } from "../../../src/domain/ids.ts";
import { createLog } from "../../../src/observability/log.ts";
import { Acts } from "../../../src/store/acts.ts";
import { Alarms } from "../../../src/store/alarms.ts";
import { Keys } from "../../../src/store/keys.ts";
import { CountingProxy } from "../../support/counting-proxy.ts";
import { testRedisUrl, useRedis } from "../../support/redis.ts";

const redis = useRedis();

const log = createLog({ level: "silent" });
let silent: Server;

beforeEach(async () => {
  silent = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});

afterEach(() => new Promise((resolve) => silent.close(resolve)));

test("a Redis that answers is there", async () => {
  await expect(new RedisConnections(testRedisUrl(), log).mustAnswer()).resolves.toBeUndefined();
});

test("something that takes connections and says nothing ends the start within 5 s, without naming the password", async () => {
  const { port } = silent.address() as AddressInfo;
  const begun = performance.now();
  const start = new RedisConnections(`redis://bot:secret@127.0.0.1:${port}`, log).mustAnswer();
  await expect(start).rejects.toMatchObject({
    code: "RedisUnavailable",
    message: `Redis does not answer at redis://127.0.0.1:${port}.`,
  });
  expect(performance.now() - begun).toBeLessThan(5_000);
}, 10_000);

test("a Redis that falls silent takes no act over, and who acted is told in time", async () => {
  let isSilent = false;
  const forEver = new Promise<void>(() => undefined);
  const { host } = new URL(redis().url);
  const proxy = await CountingProxy.start(
    "redis",
    () => host,
    () => (isSilent ? forEver : undefined),
  );
  const connections = new RedisConnections(`redis://${proxy.host}`, log);
  const hasty = await connections.hasty();
  const keys = new Keys(`${redis().prefix}:`);
  const seal = new Seal("the key that only the bot has, and no Redis");
  const acts = new Acts({ redis: hasty, keys, alarms: new Alarms(hasty, keys), seal, log });
  isSilent = true;
  const begun = performance.now();
  const accepted = acts.accept({
    dedupeId: "click-1",
    person: personId("slack:T1/USAM"),
    place: { platform: "slack", channel: "C0NET", direct: false },
    receivedAt: 0,
    act: { kind: "action", action: "approve", subject: "r1" },
  });
  await expect(accepted).rejects.toMatchObject({ code: "RedisUnavailable", hint: "Try again in a minute." });
  // Slack waits 3 s, and somebody has to be told within them.
  expect(performance.now() - begun).toBeLessThan(2_500);
  connections.close();
  await proxy.close();
});
