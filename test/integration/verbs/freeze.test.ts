import { fallbackText } from "../../../src/chat/fallback.ts";
import { InterconnectError } from "../../../src/domain/errors.ts";
import { operationId, type RequestId } from "../../../src/domain/ids.ts";
import { handleAct } from "../../../src/verbs/handle-act.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, lee, sam } from "./bench.ts";

const redis = useRedis();
let bench: Bench;

beforeEach(() => {
  bench = new Bench(redis(), { freezers: [lee] });
});

afterEach(() => bench.close());

const types = (person: typeof dana, text: string) => bench.does(person, { kind: "command", text });
const scopes = async () => (await bench.ports.freezes.standing()).map(({ scope }) => scope);
const lastWord = async (person: typeof dana) => (await bench.reads(person)).at(-1) ?? "";
const audited = async () =>
  (await redis().client.xrange(bench.ports.keys.audit(), "-", "+")).map(
    ([, [, entry]]) => (JSON.parse(entry ?? "{}") as { what: string }).what,
  );
const said = (thread: string) => redis().client.smembers(bench.ports.keys.said(thread));

async function building(): Promise<{ request: RequestId; thread: string; operation: string }> {
  const request = await bench.asks();
  await bench.clicks(sam, "approve", request);
  const record = (await bench.ports.requests.load(request))?.record;
  if (!record) throw new Error("not asked for");
  return { request, thread: record.thread, operation: operationId(`create-${record.plan.uid}`) };
}

describe("who may", () => {
  test.each([
    { who: sam, line: "freeze prod" },
    { who: dana, line: "freeze everywhere" },
  ])("not $who: $line", async ({ who, line }) => {
    await types(who, line);
    expect(await lastWord(who)).toMatch(/^You may not freeze changes/);
    expect(await lastWord(who)).toContain(`@${lee} may`);
    expect(await scopes()).toEqual([]);
  });

  test("without freezers the approvers may, and everywhere only who may in all environments", async () => {
    const [prod] = bench.ports.environments;
    if (!prod) throw new Error("no environment");
    const { freezers: _none, ...policy } = prod.policy;
    const environments = [
      { ...prod, policy },
      { ...prod, name: "test", policy: { ...policy, approvers: [lee] } },
    ];
    const ports = { ...bench.ports, environments };
    await bench.does(sam, { kind: "command", text: "freeze everywhere" }, ports);
    expect(await lastWord(sam)).toMatch(/^You may not freeze changes everywhere/);
    await bench.does(sam, { kind: "command", text: "freeze prod" }, ports);
    await bench.does(lee, { kind: "command", text: "freeze everywhere" }, ports);
    expect((await scopes()).toSorted()).toEqual(["everywhere", "prod"]);
    await bench.does(sam, { kind: "command", text: "unfreeze everywhere" }, ports);
    expect(await lastWord(sam)).toMatch(/^You may not end the freeze everywhere/);
  });
});

test("what is no environment is refused, and nothing said offers what one may", async () => {
  await types(lee, "freeze prd");
  expect(await lastWord(lee)).toBe('There is no environment "prd"\nOne can freeze prod or everywhere.');
  await types(lee, "freeze");
  expect(await lastWord(lee)).toMatch(/^Nothing is frozen\n[\s\S]*Buttons: Freeze prod · Freeze everywhere$/);
  await types(lee, "unfreeze");
  expect(await lastWord(lee)).toBe("Nothing is frozen");
});

test("a freeze is told in the channels, and once more when it ends; both are audited", async () => {
  await types(lee, 'freeze prod reason="audit <!channel>"');
  const [freeze] = await bench.ports.freezes.standing();
  expect(freeze).toMatchObject({ scope: "prod", by: lee, reason: "audit <!channel>" });
  const thread = freeze?.threads[0] ?? "";
  const story = await bench.ports.outbox.load(freeze?.threads[0] ?? (thread as never));
  expect(story.card?.card.title).toBe("Changes are frozen in prod");
  expect(story.places).toHaveLength(2);
  await types(lee, "freeze prod reason=again");
  expect(await lastWord(lee)).toMatch(/^Changes are frozen in prod already\n.*audit/);
  await types(lee, "unfreeze");
  expect(await scopes()).toEqual([]);
  expect((await bench.ports.outbox.load(story.story)).card?.card.title).toBe("Changes were frozen in prod");
  expect(await said(thread)).toEqual([`${freeze?.id}/over`]);
  expect(await audited()).toEqual(["freeze", "unfreeze"]);
});

test("its card says of what is under way that it begins nothing new, and not how long that takes", async () => {
  await building();
  await types(lee, "freeze prod");
  const [freeze] = await bench.ports.freezes.standing();
  const { card } = await bench.ports.outbox.load(freeze?.threads[0] ?? ("" as never));
  const reads = card ? fallbackText(card.card) : "";
  expect(reads).toMatch(/• erp is being built: 0 of \d+ steps, and begins nothing new until the freeze ends\n/);
});

test("the button on its card ends that very freeze, and none that came after it", async () => {
  await types(lee, "freeze prod");
  const [first] = await bench.ports.freezes.standing();
  const id = first?.id ?? "";
  await bench.clicks(sam, "unfreeze", id);
  expect(await lastWord(sam)).toMatch(/^You may not end the freeze in prod/);
  await bench.clicks(lee, "unfreeze", id);
  expect(await scopes()).toEqual([]);
  await types(lee, "freeze prod");
  await bench.clicks(lee, "unfreeze", id);
  expect(await lastWord(lee)).toMatch(/^This button does nothing any more\nThis freeze is over/);
  expect(await scopes()).toEqual(["prod"]);
});

test("an act that is worked on again after a crash begins and ends nothing a second time", async () => {
  const place = { platform: "slack", channel: "C1", direct: false } as const;
  const act = (dedupeId: string, text: string) =>
    ({ dedupeId, person: lee, place, receivedAt: 0, act: { kind: "command", text } }) as const;
  const gone = new InterconnectError({ code: "RedisUnavailable", kind: "transient", message: "the process died" });
  const dying = { ...bench.ports, ring: () => Promise.reject(gone) };
  const [froze, ended] = [act("froze", "freeze prod"), act("ended", "unfreeze prod")];
  await expect(handleAct(dying, froze)).rejects.toBe(gone);
  await handleAct(bench.ports, froze);
  await expect(handleAct(dying, ended)).rejects.toBe(gone);
  expect(await scopes()).toEqual([]);
  await handleAct(bench.ports, froze);
  expect(await scopes()).toEqual([]);
  await types(lee, "freeze prod");
  await handleAct(bench.ports, ended);
  expect(await scopes()).toEqual(["prod"]);
  expect(await audited()).toEqual(["freeze", "unfreeze", "freeze"]);
  expect(await bench.hears(lee)).toEqual([
    "Changes are frozen in prod",
    "Changes are frozen in prod",
    "Changes go on in prod",
  ]);
});

test("what was said before the newest word and is worked on after it neither freezes nor ends a freeze", async () => {
  const place = { platform: "slack", channel: "C1", direct: false } as const;
  const since = Date.now();
  const says = (text: string, saidAt: number) =>
    handleAct(bench.ports, {
      dedupeId: `${text} ${saidAt}`,
      person: lee,
      place,
      receivedAt: since + saidAt,
      act: { kind: "command", text },
    });
  const refusal = "Not done: something newer was said about changes in prod";
  await says("freeze prod", 2);
  await says("unfreeze prod", 4);
  await says("freeze prod", 1);
  expect((await bench.hears(lee)).at(-1)).toBe(refusal);
  expect(await scopes()).toEqual([]);
  await says("freeze prod", 5);
  await says("unfreeze prod", 3);
  expect((await bench.hears(lee)).at(-1)).toBe(refusal);
  expect(await scopes()).toEqual(["prod"]);
  expect(await audited()).toEqual(["freeze", "unfreeze", "freeze"]);
});

test("two people who freeze at once begin one freeze", async () => {
  const other = new Bench(redis(), { freezers: [lee] }, { name: "other" });
  await Promise.all([types(lee, "freeze prod"), other.does(lee, { kind: "command", text: "freeze prod" })]);
  other.close();
  expect(await scopes()).toEqual(["prod"]);
  expect(await audited()).toEqual(["freeze"]);
  expect((await bench.hears(lee)).toSorted()).toEqual([
    "Changes are frozen in prod",
    "Changes are frozen in prod already",
  ]);
});

describe("while it stands", () => {
  test("one may ask and reject, and the approval that would start something is refused and not counted", async () => {
    await types(lee, "freeze everywhere");
    const request = await bench.asks();
    expect(await lastWord(dana)).toContain("It can be approved when the freeze is over.");
    await bench.clicks(sam, "approve", request);
    expect(await bench.hears(sam)).toContain("Not now: changes are frozen everywhere");
    expect(await bench.ports.requests.load(request)).toMatchObject({ state: "open", decisions: [] });
    expect(await bench.cardOf(request)).toBe("erp waits for approval");
    await types(lee, "unfreeze everywhere");
    await bench.clicks(sam, "approve", request);
    expect(await bench.ports.requests.load(request)).toMatchObject({ state: "approved" });
  });

  test.each(["activate", "retry", "rollback", "reconnect"])("%s is refused and not remembered", async (action) => {
    const { operation } = await building();
    const key = bench.ports.keys.operation(operation);
    await redis().client.hset(key, "state", "paused");
    await types(lee, "freeze prod");
    await bench.clicks(dana, action, operation);
    expect(await lastWord(dana)).toMatch(/^Not now: changes are frozen in prod/);
    expect(await bench.ports.operations.load(operationId(operation))).toMatchObject({ state: "paused", signals: {} });
  });

  test("one may cancel, and status, list and help say that it is frozen", async () => {
    const { operation } = await building();
    await types(lee, "freeze prod reason=audit");
    for (const line of ["status erp", "list", "list env=prod", "help"]) {
      await types(dana, line);
      expect(await lastWord(dana)).toContain(`Changes are frozen in prod, by @${lee}`);
    }
    await types(dana, "cancel erp");
    const { signals } = await bench.ports.operations.load(operationId(operation));
    expect(signals).toHaveProperty("cancel");
  });
});

test("what is under way is woken when it begins and when it ends", async () => {
  const { operation } = await building();
  const { keys } = bench.ports;
  const wakes = async () => Number(await redis().client.hget(keys.alarm("operations", operation), "wakeSeq"));
  const before = await wakes();
  await types(lee, "freeze prod");
  expect(await wakes()).toBe(before + 1);
  await types(lee, "unfreeze prod");
  expect(await wakes()).toBe(before + 2);
  await redis().client.hset(keys.operation(operation), "state", "done");
  await types(lee, "freeze prod");
  expect(await wakes()).toBe(before + 2);
});
