import { eventually } from "../../support/eventually.ts";

describe("eventually", () => {
  test("returns the first state that is there", async () => {
    let looks = 0;
    const state = await eventually(() => (++looks < 3 ? undefined : `seen at look ${looks}`), { everyMs: 1 });
    expect(state).toBe("seen at look 3");
  });

  test("takes zero and the empty string for states", async () => {
    expect(await eventually(() => 0)).toBe(0);
    expect(await eventually(() => "")).toBe("");
  });

  test("goes on after a look that throws", async () => {
    let looks = 0;
    await eventually(
      () => {
        looks += 1;
        expect(looks).toBe(2);
        return true;
      },
      { everyMs: 1 },
    );
    expect(looks).toBe(2);
  });

  test("names the last state when the budget is spent", async () => {
    const look = eventually(() => false, { withinMs: 5, everyMs: 1 });
    await expect(look).rejects.toThrow("not so within 5 ms; last seen: false");
  });

  test("names the last error when the budget is spent", async () => {
    const look = eventually(() => Promise.reject(new Error("circuit is gone")), { withinMs: 5, everyMs: 1 });
    await expect(look).rejects.toThrow("circuit is gone");
  });
});
