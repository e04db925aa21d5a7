import { jest } from "@jest/globals";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { startTestWorld, type TestWorld } from "./built-link.ts";

// A whole create signs some hundred requests; on a busy machine that outlasts jest's five seconds.
jest.setTimeout(120_000);

let world: TestWorld;
let plan: Plan;
let built: Readonly<Record<string, JsonObject>>;

beforeAll(async () => {
  world = await startTestWorld();
  plan = await world.planned({ vnet: { use: "vnet-edge" }, vcn: { use: "vcn-app" } });
  built = await world.build(plan);
});

afterAll(() => world.close());

afterEach(() => world.simulators.fabric.faults.clear());

/** Time enough for sessions to come up or to go down. */
const settle = (): void => world.simulators.sim.clock.advance(10 * 60_000);

test("what was just built is healthy", () => {
  expect(built["link.verify"]?.["report"]).toMatchObject({
    verdict: "healthy",
    counts: { ociPrefixesInAzure: 2, azurePrefixesInOci: 1 },
  });
});

test("a verification of a link in health reads healthy again, and changes nothing", async () => {
  const before = world.simulators.sim.ledger.snapshot().calls.length;
  const report = await world.verify(plan, built);
  expect(report).toMatchObject({ verdict: "healthy" });
  expect(report.checks.filter(({ state }) => state !== "passed").map(({ id }) => id)).toEqual(
    expect.arrayContaining(["traffic"]),
  );
  expect(world.simulators.sim.ledger.snapshot().calls.length).toBe(before);
});

test.each([
  { fault: "arp-incomplete:secondary", verdict: "degraded", code: "arp-on-prem-incomplete" },
  { fault: "link-down:primary", verdict: "degraded", code: "session-down-primary" },
  { fault: "bgp-never:secondary", verdict: "degraded", code: "session-down-secondary" },
  { fault: "arp-empty:primary", verdict: "healthy", code: "arp-empty" },
  { fault: "prefix-missing", verdict: "degraded", code: "oci-prefixes-missing-primary" },
  { fault: "prefix-extra:0.0.0.0/0", verdict: "degraded", code: "broad-route-from-oci" },
])("$fault is $verdict and named $code", async ({ fault, verdict, code }) => {
  world.simulators.fabric.faults.set(fault);
  const report = await world.verify(plan, built);
  expect(report.findings.map((finding) => finding.code)).toContain(code);
  expect(report.verdict).toBe(verdict);
  world.simulators.fabric.faults.clear();
  settle();
});

test("a Microsoft row that is missing from ARP is no fault", async () => {
  world.simulators.fabric.faults.set("arp-no-microsoft:primary");
  expect(await world.verify(plan, built)).toMatchObject({ verdict: "healthy" });
});

test("both links dark is down", async () => {
  world.simulators.fabric.faults.set("link-down:primary");
  world.simulators.fabric.faults.set("link-down:secondary");
  expect(await world.verify(plan, built)).toMatchObject({ verdict: "down" });
  world.simulators.fabric.faults.clear();
  settle();
  expect(await world.verify(plan, built)).toMatchObject({ verdict: "healthy" });
});
