import { look } from "../../../src/graph/move.ts";
import type { AnyStep } from "../../../src/graph/step.ts";
import { aStep, busy, type Cloud, hour, minute, now, play, problem } from "./played-move.ts";

describe("building", () => {
  test("creates what is not there: first the intent is written, then one call goes out", async () => {
    const { record, sent, begun } = await play({});
    expect(begun).toMatchObject([
      { state: "active", generation: 1, intent: { what: "create", at: now }, startedAt: now },
    ]);
    expect(sent).toEqual(["create token-1"]);
    expect(record).toMatchObject({
      state: "active",
      sentAt: now,
      reason: "The cloud has taken the request",
      memo: { looked: true },
      looks: 1,
    });
    expect(record.intent).toBeUndefined();
    expect(record.nextLookAt).toBe(now + minute / 2);
  });

  test("sends nothing for what is there, and is done with its outputs", async () => {
    const { record, sent } = await play({
      shows: "thing",
      record: { state: "active", startedAt: now - hour, looks: 3 },
    });
    expect(sent).toEqual([]);
    expect(record).toMatchObject({ state: "done", outputs: { id: "thing-1" }, doneAt: now, looks: 4 });
    expect(record).not.toHaveProperty("nextLookAt");
  });

  test("waits for what is there and not ready, as long as the cloud asks", async () => {
    const step = aStep({ settled: () => ({ ...busy, retryAfterMs: 2 * hour }) });
    const { record } = await play({ step, shows: "thing" });
    expect(record).toMatchObject({ state: "active", reason: "still at it", nextLookAt: now + 2 * hour });
  });

  test("awaits a state without ever sending anything", async () => {
    const step = aStep({ awaits: true, settled: () => busy });
    const { record, sent, begun } = await play({ step });
    expect([sent, begun]).toEqual([[], []]);
    expect(record).toMatchObject({ state: "active", reason: "still at it" });
  });

  test("sends the one difference to what is wanted, and nothing when there is none", async () => {
    const step = aStep({ wants: "new" });
    const differs = await play({ step, shows: "old" });
    expect(differs.begun).toMatchObject([{ intent: { what: "put new" } }]);
    expect(differs.sent).toEqual(["put new token-1"]);
    const same = await play({ step, shows: "new" });
    expect(same.sent).toEqual([]);
    expect(same.record.state).toBe("done");
  });

  test("blocks on what the step calls dead, with its error, and forgets no note", async () => {
    const step = aStep({ settled: () => ({ state: "dead", error: problem("blocked") }) });
    const { record } = await play({ step, shows: "thing" });
    expect(record).toMatchObject({ state: "blocked", blockedAt: now, error: { message: "a blocked failure" } });
    expect(record.memo).toEqual({ looked: true });
  });
});

describe("generations", () => {
  test("what was accepted a moment ago and is not shown yet is waited for, not made again", async () => {
    const { record, sent } = await play({ record: { state: "active", sentAt: now - 59_000 } });
    expect(sent).toEqual([]);
    expect(record).toMatchObject({
      generation: 1,
      reason: "The cloud has taken the request, and does not show it yet",
    });
  });

  test("what was accepted and is provably gone gets a new generation, and nothing is sent in the same move", async () => {
    const { record, sent } = await play({ record: { state: "active", sentAt: now - 61_000, memo: { id: "old" } } });
    expect(sent).toEqual([]);
    expect(record).toMatchObject({ generation: 2, memo: {}, nextLookAt: now });
    expect(record).not.toHaveProperty("sentAt");
    const next = await play({ record });
    expect(next.sent).toEqual(["create token-2"]);
  });

  test("a call whose answer was lost is sent again with the same token, and its age counts from the first attempt", async () => {
    const intent = { what: "create", at: now - hour };
    const { sent, begun } = await play({ record: { state: "active", intent } });
    expect(sent).toEqual(["create token-1"]);
    expect(begun).toMatchObject([{ generation: 1, intent: { at: now - hour }, unheardAt: now }]);
  });

  test("a call whose answer was lost and whose thing is there needs no second one", async () => {
    const { record, sent } = await play({ shows: "thing", record: { intent: { what: "create", at: now - hour } } });
    expect(sent).toEqual([]);
    expect(record.intent).toBeUndefined();
    expect(record.state).toBe("done");
  });

  test("a spent token begins a new generation at once", async () => {
    const { record } = await play({ answers: problem("transient", { code: "RetryTokenSpent" }) });
    expect(record).toMatchObject({ generation: 2, memo: {}, nextLookAt: now, failures: 0 });
    expect(record.intent).toBeUndefined();
  });
});

describe("failures", () => {
  test.each([
    { kind: "transient", state: "active", failures: 1, keepsIntent: true },
    { kind: "unknown-outcome", state: "active", failures: 1, keepsIntent: true },
    // To wait for somebody is none.
    { kind: "conflict", state: "active", failures: 0, keepsIntent: false },
    { kind: "blocked", state: "blocked", failures: 1, keepsIntent: false },
    { kind: "fatal", state: "blocked", failures: 1, keepsIntent: false },
  ] as const)("a call that fails as $kind leaves the step $state", async ({ kind, state, failures, keepsIntent }) => {
    const { record } = await play({ answers: problem(kind) });
    expect(record).toMatchObject({ state, failures, failingSince: now, error: { kind }, memo: { looked: true } });
    expect(record.intent !== undefined).toBe(keepsIntent);
  });

  test("a look that fails says nothing about a call whose answer was lost", async () => {
    const step = aStep({
      settled: () => {
        throw problem("blocked");
      },
    });
    const failing: AnyStep<Cloud> = { ...step, observe: () => Promise.reject(problem("blocked")) };
    const intent = { what: "create", at: now - minute };
    const { record } = await play({ step: failing, record: { state: "active", intent } });
    expect(record).toMatchObject({ state: "blocked", intent });
  });

  test("failures in a row are waited out longer, and a success forgets them", async () => {
    const earlier = { state: "active", failures: 3, failingSince: now - minute } as const;
    const failed = await play({ record: earlier, answers: problem("transient") });
    expect(failed.record).toMatchObject({ failures: 4, failingSince: now - minute, nextLookAt: now + 16_000 });
    const { record } = await play({ record: failed.record, shows: "thing", step: aStep({ settled: () => busy }) });
    expect(record.failures).toBe(0);
    expect(record).not.toHaveProperty("failingSince");
    expect(record).not.toHaveProperty("error");
  });

  test("a pause that the cloud asks for is kept", async () => {
    const { record } = await play({ answers: problem("transient", { retryAfterMs: hour }) });
    expect(record.nextLookAt).toBe(now + hour);
  });

  test("a worker that is late stores nothing", async () => {
    await expect(play({ refuses: problem("late") })).rejects.toMatchObject({ kind: "late" });
    await expect(play({ answers: problem("late") })).rejects.toMatchObject({ kind: "late" });
  });

  test("what nobody foresaw is tried again", async () => {
    const odd: AnyStep<Cloud> = { ...aStep(), observe: () => Promise.reject(new RangeError("odd")) };
    const { record } = await play({ step: odd });
    expect(record).toMatchObject({ state: "active", error: { code: "Bug" }, nextLookAt: now + 2_000 });
  });
});

describe("claims", () => {
  const claims = { claims: ["gateway"] };

  test("are held from the intent until the step is done", async () => {
    const begun = await play({ node: claims });
    expect(begun.begun).toMatchObject([{ claimed: true }]);
    expect(begun.record.claimed).toBe(true);
    const done = await play({ node: claims, record: begun.record, shows: "thing" });
    expect(done.record).not.toHaveProperty("claimed");
  });

  test("are not held by a step that found them taken: it looks again in 10 s", async () => {
    const { record, sent } = await play({ node: claims, refuses: problem("conflict") });
    expect(sent).toEqual([]);
    expect(record).toMatchObject({ state: "active", nextLookAt: now + 10_000, error: { kind: "conflict" } });
    expect([record.claimed, record.intent]).toEqual([undefined, undefined]);
  });

  test("are given back while a person is waited for", async () => {
    const { record } = await play({ node: claims, answers: problem("blocked") });
    expect(record).not.toHaveProperty("claimed");
  });
});

describe("only looking, at what came of a call without an answer", () => {
  const begunAt = (at: number) => ({ state: "active", startedAt: at, intent: { what: "create", at } }) as const;
  const removal = { direction: "destroy" } as const;

  test.each([
    { what: "what it made is there", shows: "thing", sentAt: now - 5_000 },
    { what: "what it removed is gone", node: removal, sentAt: now - 5_000 },
    { what: "nothing of it has shown for a minute", ago: 2 * minute, sentAt: undefined },
    {
      what: "what it was to remove is there as ever",
      node: removal,
      shows: "thing",
      ago: 2 * minute,
      sentAt: undefined,
    },
  ])("knows its outcome when $what, and sends nothing", async ({ shows, node, sentAt, ago = 5_000 }) => {
    const { record, sent } = await play({
      how: look,
      record: begunAt(now - ago),
      ...(shows !== undefined && { shows }),
      ...(node && { node }),
    });
    expect(sent).toEqual([]);
    expect(record).toMatchObject({ state: "active", memo: { looked: true } });
    expect([record.intent, record.sentAt]).toEqual([undefined, sentAt]);
  });

  test.each([
    { what: "create", unheardAt: now },
    { what: "delete", unheardAt: undefined },
  ])("remembers of a $what that it gives up on whether it can still make something", async ({ what, unheardAt }) => {
    const record = { ...begunAt(now - 2 * minute), intent: { what, at: now - 2 * minute } };
    expect((await play({ how: look, record })).record.unheardAt).toBe(unheardAt);
  });

  test("waits while it may yet show", async () => {
    const { record, sent } = await play({ how: look, record: begunAt(now - 5_000) });
    expect(sent).toEqual([]);
    expect(record).toMatchObject({ state: "active", intent: { at: now - 5_000 } });
    expect(record.nextLookAt).toBeGreaterThan(now);
  });
});
