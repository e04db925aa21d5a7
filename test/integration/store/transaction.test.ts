import { Redis } from "ioredis";
import { defineTransaction, type Guard, transact } from "../../../src/store/transaction.ts";
import { useRedis } from "../../support/redis.ts";

const redis = useRedis();
let connection: Redis;

beforeEach(() => {
  connection = new Redis(redis().url);
  defineTransaction(connection);
});

afterEach(() => connection.disconnect());

const key = (name: string): string => `${redis().prefix}:${name}`;
const run = (...[transaction]: [Parameters<typeof transact>[1]]) => transact(connection, transaction);
const soon = (): string => String(Date.now() + 60_000);
const past = (): string => String(Date.now() - 60_000);

const guards: readonly { what: string; guard: () => Guard; holds: boolean; found?: string | null }[] = [
  { what: "a field has the value", guard: () => ["field-is", key("hash"), "colour", "red"], holds: true },
  {
    what: "a field has another value",
    guard: () => ["field-is", key("hash"), "colour", "blue"],
    holds: false,
    found: "red",
  },
  {
    what: "a field that must have a value is missing",
    guard: () => ["field-is", key("hash"), "size", "1"],
    holds: false,
    found: null,
  },
  { what: "a field is missing", guard: () => ["field-missing", key("hash"), "size"], holds: true },
  {
    what: "a field that must be missing is there",
    guard: () => ["field-missing", key("hash"), "colour"],
    holds: false,
    found: "red",
  },
  { what: "a field is free", guard: () => ["field-free-or", key("hash"), "size", "1"], holds: true },
  { what: "a field is one's own", guard: () => ["field-free-or", key("hash"), "colour", "red"], holds: true },
  {
    what: "a field is somebody else's",
    guard: () => ["field-free-or", key("hash"), "colour", "blue"],
    holds: false,
    found: "red",
  },
  { what: "a key is missing", guard: () => ["missing", key("nothing")], holds: true },
  { what: "a key that must be missing is there", guard: () => ["missing", key("hash")], holds: false, found: null },
  { what: "a key is there", guard: () => ["exists", key("hash")], holds: true },
  { what: "a key that must be there is missing", guard: () => ["exists", key("nothing")], holds: false, found: null },
  { what: "there is room below a limit", guard: () => ["fewer-from", key("scores"), "5", "3"], holds: true },
  {
    what: "a limit is reached",
    guard: () => ["fewer-from", key("scores"), "5", "2"],
    holds: false,
    found: "2",
  },
  { what: "a moment is to come", guard: () => ["before", soon()], holds: true },
  { what: "a moment that must be to come is over", guard: () => ["before", past()], holds: false, found: null },
  { what: "a moment is reached", guard: () => ["reached", past()], holds: true },
  { what: "a moment that must be reached is to come", guard: () => ["reached", soon()], holds: false, found: null },
];

test.each(guards)("when $what, all happens or nothing", async ({ guard, holds, found }) => {
  await redis().client.hset(key("hash"), "colour", "red");
  await redis().client.zadd(key("scores"), 4, "old", 5, "one", 6, "two");
  const result = await run({
    guards: [["exists", key("hash")], guard()],
    commands: [["SET", key("done"), "yes"]],
    once: [{ key: key("said"), member: "word", commands: [["SET", key("once"), "yes"]] }],
    changed: [{ key: key("hash"), field: "card", value: "new", commands: [["SET", key("changed"), "yes"]] }],
  });
  expect(result).toEqual(holds ? { ok: true, answers: ["OK"] } : { ok: false, guard: 1, found });
  const done = await redis().client.mget(key("done"), key("once"), key("changed"));
  expect(done).toEqual(Array.from({ length: 3 }, () => (holds ? "yes" : null)));
});

test("the answers to all commands come back in order", async () => {
  const { client } = redis();
  await client.hset(key("hash"), "count", "4");
  const result = await run({
    guards: [],
    commands: [
      ["HINCRBY", key("hash"), "count", "2"],
      ["HGET", key("hash"), "nothing"],
      ["RPUSH", key("list"), "a", "b"],
      ["SET", key("text"), "x"],
      ["LRANGE", key("list"), "0", "-1"],
    ],
  });
  expect(result).toEqual({ ok: true, answers: [6, null, 2, "OK", null] });
});

test("what is to happen once happens once, also within one transaction", async () => {
  const word = { key: key("said"), member: "word", commands: [["RPUSH", key("list"), "word"] as const] };
  await run({ guards: [], commands: [], once: [word, word] });
  await run({ guards: [], commands: [], once: [word] });
  expect(await redis().client.lrange(key("list"), 0, -1)).toEqual(["word"]);
});

test("what is to happen on a change happens on every change and on nothing else", async () => {
  const show = (value: string) =>
    run({
      guards: [],
      commands: [],
      changed: [{ key: key("hash"), field: "card", value, commands: [["RPUSH", key("list"), value]] }],
    });
  for (const value of ["a", "a", "b", "b", "a"]) await show(value);
  expect(await redis().client.lrange(key("list"), 0, -1)).toEqual(["a", "b", "a"]);
});

test("what is held is given back by its holder alone", async () => {
  const { client } = redis();
  const giveBack = (holder: string) =>
    run({
      guards: [],
      commands: [],
      held: [{ key: key("lock"), field: "holder", value: holder, commands: [["DEL", key("lock")]] }],
    });
  await client.hset(key("lock"), "holder", "one");
  await giveBack("two");
  expect(await client.exists(key("lock"))).toBe(1);
  await giveBack("one");
  expect(await client.exists(key("lock"))).toBe(0);
});

test("texts of every kind come through as they are", async () => {
  const texts = [
    "",
    "ünïcödé ✅",
    'a "quoted" \\ text',
    "line\nbreak",
    '{"json":[1,null]}',
    "\u202E",
    "1e400",
    "x".repeat(100_000),
  ];
  await run({ guards: [], commands: texts.map((text, index) => ["HSET", key("hash"), String(index), text]) });
  for (const [index, text] of texts.entries()) {
    expect(await redis().client.hget(key("hash"), String(index))).toBe(text);
    expect(await run({ guards: [["field-is", key("hash"), String(index), text]], commands: [] })).toMatchObject({
      ok: true,
    });
  }
});

test("of many that want the same at once, one gets it", async () => {
  const claim = (who: number) =>
    run({
      guards: [["field-missing", key("lock"), "holder"]],
      commands: [["HSET", key("lock"), "holder", String(who)]],
    });
  const results = await Promise.all(Array.from({ length: 50 }, (_none, who) => claim(who)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const holder = await redis().client.hget(key("lock"), "holder");
  expect(results.findIndex(({ ok }) => ok)).toBe(Number(holder));
});
