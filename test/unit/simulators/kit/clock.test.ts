import { formatClockSpec, parseClockSpec, SimClock } from "../../../simulators/kit/clock.ts";
import { eventually } from "../../../support/eventually.ts";

/** A clock that stands still for the length of a test, but for `advance`. */
const still = (): SimClock => new SimClock({ scale: 1e-6, anchorWallMs: Date.now() });

describe("the clock spec", () => {
  test("has an anchor of its own, or the last UTC midnight", () => {
    expect(parseClockSpec("60@1700000000000")).toEqual({ scale: 60, anchorWallMs: 1_700_000_000_000 });
    expect(parseClockSpec("0.5", Date.UTC(2026, 4, 7, 13, 20))).toEqual({
      scale: 0.5,
      anchorWallMs: Date.UTC(2026, 4, 7),
    });
  });

  test("is read back as it is written", () => {
    const spec = parseClockSpec("60@1700000000000");
    expect(parseClockSpec(formatClockSpec(spec))).toEqual(spec);
  });

  test.each(["", "0", "-1", "fast", "60@", "60@midnight"])("refuses %j", (spec) => {
    expect(() => parseClockSpec(spec)).toThrow(RangeError);
  });
});

describe("virtual time", () => {
  test("runs from the anchor at its scale", () => {
    const clock = new SimClock({ scale: 60, anchorWallMs: 1000 });
    expect(clock.toVirtualMs(2000)).toBe(61_000);
    expect(clock.toWallMs(61_000)).toBe(2000);
  });

  test("is the due time within a timer, so that chains gather no lag", () => {
    const clock = still();
    const start = clock.now();
    const seen: number[] = [];
    clock.after(1000, () => {
      seen.push(clock.now() - start);
      clock.after(500, () => seen.push(clock.now() - start));
    });
    clock.advance(10_000);
    expect(seen).toEqual([1000, 1500]);
  });

  test("runs timers in the order of their moments, and those of one moment in the order they were set", () => {
    const clock = still();
    const seen: string[] = [];
    clock.after(20, () => seen.push("late"));
    clock.after(10, () => seen.push("first"));
    clock.after(10, () => seen.push("second"));
    const dropped = clock.after(15, () => seen.push("cancelled"));
    dropped.cancel();
    clock.advance(15);
    expect(seen).toEqual(["first", "second"]);
    clock.advance(5);
    expect(seen).toEqual(["first", "second", "late"]);
  });

  test("goes on after a timer that throws", () => {
    const clock = still();
    const seen: string[] = [];
    clock.after(1, () => {
      throw new RangeError("broken timer");
    });
    clock.after(2, () => seen.push("next"));
    expect(() => clock.advance(5)).toThrow("broken timer");
    clock.runDue();
    expect(seen).toEqual(["next"]);
    expect(clock.now()).toBeGreaterThan(0);
  });

  test("fires by itself when its wall moment comes", async () => {
    const clock = new SimClock({ scale: 1000, anchorWallMs: Date.now() });
    let fired = false;
    clock.after(20_000, () => {
      fired = true;
    });
    clock.runDue();
    expect(fired).toBe(false);
    await eventually(() => fired);
    clock.close();
  });
});
