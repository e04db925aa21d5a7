import { jest } from "@jest/globals";
import { expireRequest } from "../../../src/verbs/expire.ts";
import { eventually } from "../../support/eventually.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana } from "./bench.ts";

const redis = useRedis();
const hourMs = 60 * 60_000;
let bench: Bench;

afterEach(() => {
  jest.useRealTimers();
  bench.close();
});

/** This machine's clock goes wrong; Redis' does not. */
function setClock(now: number): void {
  jest.useFakeTimers({ now, doNotFake: ["nextTick", "setImmediate", "setInterval", "setTimeout", "queueMicrotask"] });
}

test("a clock that is fast ends no request before its time", async () => {
  bench = new Bench(redis());
  const request = await bench.asks();
  setClock(Date.now() + 20 * hourMs);
  expect(await expireRequest(bench.ports, request)).toBeGreaterThan(Date.now());
  expect((await bench.ports.requests.load(request))?.state).toBe("open");
});

test("a request whose environment is gone ends in time and gives its name back", async () => {
  bench = new Bench(redis(), { requestExpiryHours: 50 / hourMs });
  const request = await bench.asks();
  const ports = { ...bench.ports, environments: [] };
  await eventually(async () => (await expireRequest(ports, request)) === undefined);
  expect((await bench.ports.requests.load(request))?.state).toBe("expired");
  expect(await bench.ports.interconnects.byName("erp")).toBeUndefined();
  expect(await bench.hears(dana)).toContain("erp has expired");
});
