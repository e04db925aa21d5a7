import { aStep, busy, minute, now, play, problem } from "./played-move.ts";

describe("destroying", () => {
  const destroy = { direction: "destroy" } as const;

  test("removes what is there with one call", async () => {
    const { record, sent } = await play({ node: destroy, shows: "thing" });
    expect(sent).toEqual(["delete token-1"]);
    expect(record).toMatchObject({ state: "active", sentAt: now });
  });

  test("is done with what is already gone", async () => {
    const { record, sent } = await play({ node: destroy });
    expect(sent).toEqual([]);
    expect(record).toMatchObject({ state: "done", outputs: {} });
  });

  test("says since when it is gone, and whether it was there at all", async () => {
    const before = await play({ node: destroy });
    expect(before.record.outputs).toEqual({ goneAt: now, found: false });
    const asked = await play({ node: destroy, shows: "thing" });
    const after = await play({ node: destroy, record: asked.record });
    expect(after.record.outputs).toEqual({ goneAt: now, found: true });
  });

  test("what vanishes unasked is looked for again for a minute", async () => {
    const seen = { state: "active", memo: { seenAt: now - minute / 2 } } as const;
    const hidden = await play({ node: destroy, record: seen });
    expect(hidden.record).toMatchObject({ state: "active", reason: expect.stringContaining("must hold for a minute") });
    const gone = await play({ node: destroy, record: { ...seen, memo: { seenAt: now - minute } } });
    expect(gone.record).toMatchObject({ state: "done", outputs: { found: true } });
  });

  test("awaits a state as a build does", async () => {
    const { destroy: _none, ...gate } = aStep({ awaits: true, settled: () => busy });
    const { record } = await play({ step: gate, node: destroy });
    expect(record).toMatchObject({ state: "active", reason: "still at it" });
  });

  test("asks once and then waits until it is gone", async () => {
    const { record, sent } = await play({
      node: destroy,
      shows: "thing",
      record: { state: "active", sentAt: now - minute / 2 },
    });
    expect(sent).toEqual([]);
    expect(record.reason).toBe("The removal is under way");
  });

  test("asks again for a removal that does not show in a minute", async () => {
    const record = { state: "active", sentAt: now - minute } as const;
    const { sent } = await play({ node: destroy, shows: "thing", record });
    expect(sent).toEqual(["delete token-1"]);
  });

  test.each([
    { kind: "conflict", state: "active" },
    { kind: "blocked", state: "blocked" },
  ] as const)("a removal that fails of the kind $kind is asked for again", async ({ kind, state }) => {
    const step = aStep({ removal: () => ({ state: "dead", error: problem(kind) }) });
    const failed = await play({ step, node: destroy, shows: "thing", record: { state: "active", sentAt: now - 1 } });
    expect(failed.record).toMatchObject({ state, error: { kind } });
    const again = await play({ node: destroy, shows: "thing", record: { ...failed.record, state: "active" } });
    expect(again.sent).toEqual(["delete token-1"]);
  });

  test("asks again when the answer was lost", async () => {
    const lost = { state: "active", intent: { what: "delete", at: now - minute } } as const;
    const { sent } = await play({ node: destroy, shows: "thing", record: lost });
    expect(sent).toEqual(["delete token-1"]);
  });

  test("follows what the step says of a removal that the cloud has begun", async () => {
    const step = aStep({ removal: () => ({ state: "waiting", reason: "TERMINATING" }) });
    const { record, sent } = await play({ step, node: destroy, shows: "thing" });
    expect(sent).toEqual([]);
    expect(record.reason).toBe("TERMINATING");
  });
});
