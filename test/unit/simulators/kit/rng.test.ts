import { Rng } from "../../../simulators/kit/rng.ts";

describe("draws by name", () => {
  test("do not depend on the order in which they are asked for", () => {
    const one = new Rng(7);
    const other = new Rng(7);
    const first = [one.uniform("a"), one.uniform("b")];
    expect([other.uniform("b"), other.uniform("a")].toReversed()).toEqual(first);
    expect(new Rng(8).uniform("a")).not.toBe(first[0]);
  });

  test("spread over the unit interval", () => {
    const rng = new Rng(1);
    const drawn = Array.from({ length: 2000 }, (_one, index) => rng.uniform(`n${index}`));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    expect(mean).toBeGreaterThan(0.47);
    expect(mean).toBeLessThan(0.53);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
  });

  test("of a log-normal shape lie around its median and within its bounds", () => {
    const rng = new Rng(3);
    const shape = { medianMs: 60_000, sigma: 0.3, minMs: 30_000, maxMs: 120_000 };
    const drawn = Array.from({ length: 999 }, (_one, index) => rng.lognormal(`n${index}`, shape)).toSorted(
      (a, b) => a - b,
    );
    expect(drawn[499]).toBeGreaterThan(57_000);
    expect(drawn[499]).toBeLessThan(63_000);
    expect(drawn[0]).toBeGreaterThanOrEqual(30_000);
    expect(drawn.at(-1)).toBeLessThanOrEqual(120_000);
  });

  test("of a UUID are UUIDs of version 4, another for each name", () => {
    const rng = new Rng(1);
    const drawn = Array.from({ length: 100 }, (_one, index) => rng.uuid(`n${index}`));
    expect(new Set(drawn).size).toBe(100);
    for (const uuid of drawn) expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
