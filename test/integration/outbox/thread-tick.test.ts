import type { Outgoing } from "../../../src/chat/ports.ts";
import { useRedis } from "../../support/redis.ts";
import { aCard, dana, reply, ScriptedThread, thread } from "./scripted-thread.ts";

const redis = useRedis();
let it: ScriptedThread;

beforeEach(() => {
  it = new ScriptedThread(redis());
});

afterEach(() => it.close());

/** A lock that was held when it was asked for, by a process that then stood still. */
const heldBefore = () => Promise.resolve(performance.now() - 1);

test("opens the thread with its card, then says what waits in order", async () => {
  await it.begin();
  await it.outbox.sayNow(reply("one"), reply("two"));
  await it.visit();
  expect(it.poster.arrived).toEqual([`${thread}/card`, "one", "two"]);
});

test("a worker told to end finishes one message and leaves the others to the next at once", async () => {
  await it.begin();
  await it.outbox.sayNow(reply("one"));
  it.isEnding = true;
  expect((await it.visit()).nextWallMs).toBeLessThanOrEqual(Date.now());
  expect(it.poster.arrived).toEqual([`${thread}/card`]);
  it.isEnding = false;
  await it.visit();
  expect(it.poster.arrived).toEqual([`${thread}/card`, "one"]);
});

test("a worker that stood still before sending sends nothing", async () => {
  await it.begin();
  await expect(it.visit(heldBefore)).rejects.toMatchObject({ kind: "late" });
  expect(it.poster.arrived).toEqual([]);
  await it.visit();
  const before = [...it.poster.arrived];
  await it.outbox.sayNow(reply("one"));
  await expect(it.visit(heldBefore)).rejects.toMatchObject({ kind: "late" });
  expect(it.poster.arrived).toEqual(before);
});

test("a worker that stood still does not put an older card over the newest", async () => {
  await it.begin();
  await it.visit();
  await it.show("second");
  await expect(it.visit(heldBefore)).rejects.toMatchObject({ kind: "late" });
  await it.visit();
  expect(it.poster.arrived).toEqual([`${thread}/card`, "edit to second"]);
});

test("a message is taken off once, however often its end is written down", async () => {
  await it.outbox.sayNow(reply("one"), reply("two"));
  const taking = await it.taken();
  await it.outbox.dropHead(taking, reply("one"));
  // As a connection does that was lost before the answer came.
  await it.outbox.dropHead(taking, reply("one"));
  expect((await it.outbox.load(thread)).head?.id).toBe("two");
});

test.each([
  { to: "form", person: dana, formId: "form-1" },
  { to: "person", person: dana },
] as const)("what was said to a $to is forgotten in time, what was said in a thread is not", async (destination) => {
  const message: Outgoing = { id: "word", destination, card: aCard("word") };
  const [where = thread] = await it.outbox.sayNow(message);
  await it.outbox.sayNow(reply("one"));
  for (const key of [it.keys.said(where), it.keys.alarm("threads", where)]) {
    expect(await redis().client.pttl(key)).toBeGreaterThan(0);
  }
  expect(await redis().client.pttl(it.keys.said(thread))).toBe(-1);
});

describe("what an attempt comes to", () => {
  const card = `${thread}/card`;

  async function opened(): Promise<void> {
    await it.begin();
    await it.visit();
  }

  const waiting = () => redis().client.llen(it.keys.outbox(thread));

  test("a platform that asks to wait is waited for as long, and what comes after keeps its place", async () => {
    await opened();
    it.poster.script.push({ kind: "retry", afterMs: 90_000, why: "rate limit" });
    await it.outbox.sayNow(reply("one"), reply("two"));
    const { nextWallMs } = await it.visit();
    expect((nextWallMs ?? 0) - Date.now()).toBeGreaterThan(80_000);
    await it.outbox.sayNow(reply("three"));
    await it.visit();
    expect(it.poster.arrived).toEqual([card]);
    await it.passPause();
    await it.visit();
    expect(it.poster.arrived).toEqual([card, "one", "two", "three"]);
    expect(it.poster.asked).toEqual([]);
  });

  test("failures in a row are waited out longer, up to a minute", async () => {
    await opened();
    await it.outbox.sayNow(reply("one"));
    const pauses: number[] = [];
    for (let failure = 0; failure < 9; failure += 1) {
      it.poster.script.push({ kind: "retry", afterMs: 0, why: "away" });
      const before = Date.now();
      const { nextWallMs } = await it.visit();
      pauses.push(Math.round(((nextWallMs ?? 0) - before) / 500) / 2);
      await it.passPause();
    }
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test.each([
    { what: "arrived after all", attempt: "dies-after", arrived: ["one"] },
    { what: "never left", attempt: "dies-before", arrived: ["one"] },
  ] as const)("a message whose process died and that $what is said once", async ({ attempt, arrived }) => {
    await opened();
    it.poster.script.push(attempt);
    await it.outbox.sayNow(reply("one"));
    await expect(it.visit()).rejects.toThrow("died");
    await it.visit();
    expect(it.poster.arrived).toEqual([card, ...arrived]);
    expect(it.poster.asked).toEqual(["one"]);
    expect(await waiting()).toBe(0);
  });

  test("a message without an answer is looked for before it is said again", async () => {
    await opened();
    it.poster.script.push({ kind: "unknown", why: "no answer" });
    it.poster.arrived.push("one");
    await it.outbox.sayNow(reply("one"));
    await it.visit();
    await it.passPause();
    await it.visit();
    expect(it.poster.asked).toEqual(["one"]);
    expect(it.poster.arrived.filter((id) => id === "one")).toHaveLength(1);
  });

  test("a message that is certainly not there is said again, and that is counted", async () => {
    await opened();
    it.poster.script.push({ kind: "unknown", why: "no answer" });
    await it.outbox.sayNow(reply("one"));
    await it.visit();
    expect(it.again).toEqual([]);
    await it.passPause();
    await it.visit();
    expect(it.again).toEqual(["slack"]);
    expect(it.poster.arrived.filter((id) => id === "one")).toHaveLength(1);
  });

  test("a message that cannot be looked for is not said again before it could", async () => {
    await opened();
    it.poster.script.push("dies-after");
    await it.outbox.sayNow(reply("one"));
    await expect(it.visit()).rejects.toThrow("died");
    it.poster.blindLooks = 2;
    for (let look = 0; look < 3; look += 1) {
      await it.visit();
      await it.passPause();
    }
    expect(it.poster.asked).toEqual(["one", "one", "one"]);
    expect(it.poster.arrived).toEqual([card, "one"]);
  });

  test("a first card that may be there is not said again because its channel could not be read meanwhile", async () => {
    it.poster.script.push("dies-after");
    await it.begin();
    await expect(it.visit()).rejects.toThrow("died");
    it.silences = 1;
    await it.visit();
    await it.passPause();
    await it.outbox.sayNow(reply("one"));
    it.silences = 0;
    await it.visit();
    expect(it.poster.arrived).toEqual([card, "edit to first", "one"]);
  });

  test("a first card found after a crash may be an older one: it is brought up to date", async () => {
    it.poster.script.push("dies-after");
    await it.begin();
    await expect(it.visit()).rejects.toThrow("died");
    await it.show("second");
    await it.visit();
    expect(it.poster.arrived).toEqual([card, "edit to second"]);
  });

  test("a message that can never arrive is kept, told to the owner alone, and holds nothing up", async () => {
    await opened();
    it.poster.script.push({ kind: "refused", why: "not_in_channel" });
    await it.outbox.sayNow(reply("one"), reply("two"));
    await it.visit();
    expect(it.poster.arrived).toEqual([card, "two"]);
    const [letter = ""] = await redis().client.lrange(it.keys.deadLetters(), 0, -1);
    expect(JSON.parse(letter)).toMatchObject({ thread, message: { id: "one" }, why: "not_in_channel" });
    await it.visit(undefined, `person/${dana}`);
    expect(it.poster.arrived.at(-1)).toBe(`one/directly to ${dana}`);
  });

  test("a card that has no place is told to the owner once, and tried again until somebody mends the channel", async () => {
    await it.begin();
    await it.outbox.sayNow(reply("one"));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      it.poster.script.push({ kind: "refused", why: "is_archived" });
      await it.visit();
      await it.passPause();
    }
    await it.visit(undefined, `person/${dana}`);
    await it.visit();
    expect(it.poster.arrived).toEqual([`${thread}/unreachable to ${dana}`, card, "one"]);
  });

  test("a card that cannot be edited for the moment holds no message up", async () => {
    await opened();
    await it.show("second");
    it.poster.script.push({ kind: "retry", afterMs: 60_000, why: "rate limit" });
    await it.visit();
    await it.outbox.sayNow(reply("one"));
    await it.visit();
    expect(it.poster.arrived).toEqual([card, "one"]);
    await it.show("third");
    await it.passPause();
    await it.visit();
    expect(it.poster.arrived).toEqual([card, "one", "edit to third"]);
  });

  test("saying the same again says nothing", async () => {
    await opened();
    await it.outbox.sayNow(reply("one"));
    await it.outbox.sayNow(reply("one"));
    await it.show("first");
    await it.visit();
    expect(it.poster.arrived).toEqual([card, "one"]);
  });
});
