import { type AddressInfo, createServer, type Server } from "node:net";
import { RedisConnections } from "../../../src/app/redis.ts";
import { createLog } from "../../../src/observability/log.ts";
import { testRedisUrl } from "../../support/redis.ts";

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
