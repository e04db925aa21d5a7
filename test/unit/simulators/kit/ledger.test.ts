import { SimClock } from "../../../simulators/kit/clock.ts";
import { Ledger } from "../../../simulators/kit/ledger.ts";

const HOUR_MS = 3_600_000;

describe("the ledger", () => {
  const service = "azure";
  const thing = { service, type: "circuit", id: "1", name: "one", tags: { uid: "u" } };
  let clock: SimClock;
  let ledger: Ledger;

  beforeEach(() => {
    clock = new SimClock({ scale: 1e-6, anchorWallMs: Date.now() });
    ledger = new Ledger(clock);
  });

  test("keeps what was created until it is gone, and remembers it afterwards", () => {
    ledger.created(thing);
    expect(ledger.snapshot().remaining).toMatchObject([{ id: "1", origin: "created" }]);
    expect(ledger.hasGone(service, "1")).toBe(false);
    clock.advance(5);
    ledger.gone(service, "1");
    const { remaining, resources } = ledger.snapshot();
    expect(remaining).toEqual([]);
    expect(resources).toHaveLength(1);
    expect((resources[0]?.goneAtMs ?? 0) - (resources[0]?.createdAtMs ?? 0)).toBe(5);
    expect(ledger.hasGone(service, "1")).toBe(true);
  });

  test("does not call what was seeded remaining", () => {
    ledger.created({ ...thing, origin: "seeded" });
    expect(ledger.snapshot().remaining).toEqual([]);
  });

  test("bills by the hour from start to end, or until now", () => {
    ledger.created(thing);
    ledger.billStarted({ service, item: "circuit", id: "1" });
    clock.advance(2 * HOUR_MS);
    expect(ledger.snapshot().bills[0]?.hours).toBeCloseTo(2);
    ledger.gone(service, "1");
    clock.advance(HOUR_MS);
    expect(ledger.snapshot().bills).toMatchObject([{ hours: 2, untilMs: expect.any(Number) }]);
  });

  test("keeps calls, illegal calls and looks apart", () => {
    ledger.call({ service, operation: "PUT circuit", target: "1", status: 201 });
    ledger.illegal({ service, operation: "DELETE circuit", target: "1", rule: "too early" });
    ledger.look(service);
    ledger.look(service);
    expect(ledger.snapshot()).toMatchObject({
      calls: [{ operation: "PUT circuit", status: 201 }],
      illegalCalls: [{ rule: "too early" }],
      looks: { azure: 2 },
    });
  });
});
