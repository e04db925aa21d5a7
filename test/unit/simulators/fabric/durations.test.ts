import { criticalPath } from "../../../simulators/fabric/critical-path.ts";
import { type DurationName, drawDurations, USUAL_DURATIONS } from "../../../simulators/fabric/durations.ts";
import { removalPath } from "../../../simulators/fabric/removal-path.ts";
import { Rng } from "../../../simulators/kit/rng.ts";

const EVERYTHING_NEW = {
  newGateway: true,
  newVirtualNetwork: true,
  newGatewaySubnet: true,
  newDrg: true,
  newDrgAttachment: true,
};

describe("the durations of a run", () => {
  test.each([1, 2, 3, 4, 5])("of seed %i lie within what the sources say", (seed) => {
    const drawn = drawDurations(new Rng(seed));
    expect(drawn["azure.gateway.create"]).toBeGreaterThanOrEqual(15 * 60_000);
    expect(drawn["azure.gateway.create"]).toBeLessThanOrEqual(45 * 60_000);
    expect(drawn["bgp.primary"]).toBeGreaterThanOrEqual(60_000);
    expect(drawn["bgp.primary"]).toBeLessThanOrEqual(180_000);
    expect(drawDurations(new Rng(seed))).toEqual(drawn);
  });

  test("can be fixed one by one, and every one has a source", () => {
    const fixed = drawDurations(new Rng(1), { "azure.gateway.create": 1000 });
    expect(fixed["azure.gateway.create"]).toBe(1000);
    expect(Object.values(USUAL_DURATIONS).every(({ source }) => source.length > 0)).toBe(true);
  });
});

describe("the critical path of a create", () => {
  const all = (ms: number, over: Partial<Record<DurationName, number>> = {}) =>
    drawDurations(new Rng(1), {
      ...Object.fromEntries(Object.keys(USUAL_DURATIONS).map((name) => [name, ms])),
      ...over,
    });

  test("goes through the gateway when it is new and slow", () => {
    const found = criticalPath(all(10, { "azure.gateway.create": 1000 }), EVERYTHING_NEW);
    expect(found.path).toEqual([
      "azure.virtual-network",
      "azure.gateway-subnet",
      "azure.gateway",
      "azure.connection",
      "routes",
      "verify",
    ]);
    expect(found.criticalPathMs).toBe(10 + 10 + 1000 + 10 + 10 + 10);
  });

  test("goes through circuit and virtual circuit when the gateway is brought", () => {
    const found = criticalPath(all(10, { "azure.gateway.create": 1000 }), { ...EVERYTHING_NEW, newGateway: false });
    expect(found.path.slice(0, 4)).toEqual(["azure.circuit", "oci.virtual-circuit", "azure.provider", "bgp"]);
    expect(found.criticalPathMs).toBe(10 + 10 + 20 + 10 + 10 + 10 + 10);
  });

  test("takes the later of the two sessions and of the look-ups", () => {
    const found = criticalPath(all(10, { "bgp.secondary": 500, "azure.lookup.arp": 70 }), {
      ...EVERYTHING_NEW,
      newGateway: false,
    });
    expect(found.criticalPathMs).toBe(10 + 10 + 20 + 500 + 10 + 10 + 70);
  });
});

describe("the critical path of a removal", () => {
  const durations = (over: Partial<Record<DurationName, number>>) =>
    drawDurations(new Rng(1), {
      ...Object.fromEntries(Object.keys(USUAL_DURATIONS).map((name) => [name, 10])),
      ...over,
    });
  const link = ["azure.connection", "oci.route-rules", "oci.virtual-circuit", "azure.circuit", "azure.resource-group"];
  const there = (...more: readonly string[]) => new Map([...link, ...more].map((name) => [name, 0]));

  test("goes through soak, virtual circuit and Azure's word when the gateway was brought", () => {
    const slow = durations({ "azure.provider.deprovisioned": 500 });
    const found = removalPath(slow, { there: there(), soakMs: 100 });
    const path = ["soak", "oci.virtual-circuit", "azure.provider", "azure.circuit", "azure.resource-group", "gone"];
    expect(found.path.slice(1)).toEqual(path);
    expect(found.criticalPathMs).toBe(10 + 100 + 10 + 500 + 10 + 10);
  });

  test("goes through the gateway when that is there, and waits until it can be removed", () => {
    const busy = there("azure.gateway", "azure.public-ip").set("azure.gateway", 300);
    const found = removalPath(durations({ "azure.gateway.delete": 1000 }), { there: busy, soakMs: 100 });
    expect(found.path.slice(1)).toEqual(["soak", "azure.gateway", "azure.public-ip", "azure.resource-group", "gone"]);
    expect(found.criticalPathMs).toBe(10 + 100 + 300 + 1000 + 10 + 10);
  });

  test("is nothing where nothing is there", () => {
    expect(removalPath(durations({}), { there: new Map(), soakMs: 0 }).criticalPathMs).toBe(0);
  });
});
