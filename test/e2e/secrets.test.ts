import { readFileSync } from "node:fs";
import { jest } from "@jest/globals";
import type { RecordedExchange } from "../simulators/kit/traffic.ts";
import { wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { appendOnlyText, redisDump } from "../support/redis-dump.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const exchanges: RecordedExchange[] = [];
const scene = useScene({
  logLevel: "debug",
  onExchange: (exchange) => exchanges.push(exchange),
  environments: { quiet: { serviceKey: "reveal", peeringPool: "10.253.0.0/24" } },
});

/** What must be nowhere, by what it is. */
const secrets = new Map<string, string>();

/** A life with everything in it that handles a key: a refusal of it, a retry, a post, a verification, a reveal. */
beforeAll(async () => {
  const { people, channel, world, env, clouds } = scene();
  world.fabric.faults.set("key-refused");
  await people.asks(createLine("told", 1));
  await people.approves("told");
  const stopped = await people.sees(() => channel.thread("told").find((one) => /stopped at/.test(wordsOf(one))));
  world.fabric.faults.clear();
  world.sim.faults.add({
    match: { service: "oci", method: "POST", path: "/virtualCircuits", times: 1 },
    effect: { kind: "dropAfter" },
  });
  await people.pressesOn("dana", "retry", stopped);
  await people.result("told");
  await people.hears("dana", /./, () => people.types("dana", "verify told"));
  await people.builds(createLine("kept", 2, { env: "quiet" }));
  const agreed = await people.sees(() => channel.thread("kept").find((one) => /Both clouds agree/.test(wordsOf(one))));
  await people.hears("dana", /The service key of kept/, () => people.pressesOn("dana", "reveal-key", agreed));

  for (const name of ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "AZURE_CLIENT_SECRET", "INTERCONNECT_SEAL_KEY"]) {
    secrets.set(name, env[name] ?? "");
  }
  const pem = readFileSync(world.ociConfig.privateKeyFile, "utf8").split("\n");
  secrets.set("a line of the OCI private key", pem[3] ?? "");
  for (const row of clouds.everything().values()) {
    const [, name, key] = /"name":"(told|kept)-[^"]*-circuit".*"serviceKey":"([^"]+)"/.exec(JSON.stringify(row)) ?? [];
    if (name !== undefined && key !== undefined) secrets.set(`service key of ${name}`, key);
  }
}, 90_000);

function found(text: string): readonly string[] {
  return [...secrets].flatMap(([what, secret]) => (text.toLowerCase().includes(secret.toLowerCase()) ? [what] : []));
}

test("there are seven secrets to look for, and the search finds them where they belong", () => {
  const { channel, env } = scene();
  expect([...secrets.values()].filter((secret) => secret.length > 10)).toHaveLength(7);
  expect(found(JSON.stringify(env))).toHaveLength(4);
  expect(found(JSON.stringify(channel.thread("told")))).toEqual(["service key of told"]);
  expect(found(JSON.stringify(channel.heardBy("dana")))).toEqual(["service key of kept"]);
});

test("no secret is in any key of Redis", async () => {
  const dump = await redisDump(scene().redis);
  expect(dump.size).toBeGreaterThan(20);
  for (const [key, text] of dump) expect({ key, found: found(`${key} ${text}`) }).toEqual({ key, found: [] });
});

test("no secret ever was in Redis: none is in its append-only file", async () => {
  const text = await appendOnlyText(scene().server.directory);
  expect(text).toContain("ic:operation:create-");
  expect(found(text)).toEqual([]);
});

test("no secret is in a log at its finest level", () => {
  const logs = scene()
    .programs.map(({ log }) => log)
    .join("\n");
  expect(logs).toContain('"msg":"cloud call"');
  expect(found(logs)).toEqual([]);
  expect(logs).not.toMatch(/simulated\.[0-9a-f-]{36}\.token/);
});

test("what goes to the clouds carries no secret but the service key, which goes to Oracle's create alone", () => {
  const carrying = exchanges.flatMap(({ request }) => {
    const what = found(JSON.stringify(request));
    return what.length === 0 ? [] : [`${request.method} ${new URL(request.url).pathname}: ${what.join(", ")}`];
  });
  expect(exchanges.length).toBeGreaterThan(100);
  expect(new Set(carrying)).toEqual(
    new Set([
      "POST /20160918/virtualCircuits: service key of told",
      "POST /20160918/virtualCircuits: service key of kept",
    ]),
  );
});

describe("who can write to Redis, and nothing else, gets no service key told", () => {
  const noor = "slack:T0CONTOSO/U0NOOR";
  const directly = { to: "person", person: noor };
  const inPrivate = { platform: "slack", channel: "C0PRIVATE" };

  /** The stand-in for told's key, as it once waited in the outbox; whoever reads Redis could have kept it. */
  async function standIn(): Promise<object> {
    const text = await appendOnlyText(scene().server.directory);
    const [span = "{}"] = /\{"kind":"service-key"[^}]*told-[^}]*\}/.exec(text) ?? [];
    return JSON.parse(span) as object;
  }

  /** Slips a message with this span into the outbox; resolves once nobody will ever get it. */
  async function slips(id: string, thread: string, destination: object, span: object): Promise<void> {
    const { redis, people } = scene();
    const card = { title: "Hello", brief: true, blocks: [{ kind: "text", spans: [span] }] };
    await redis.rpush(`ic:outbox:${thread}`, JSON.stringify({ id, destination, card }));
    await redis.zadd("ic:due:threads", "0", thread);
    const last = destination === directly ? id : `${id}/directly`;
    await people.sees(async () => {
      const letters = await redis.lrange("ic:dead-letters", "0", "-1");
      return letters.some((letter) => letter.includes(`"id":"${last}"`) && letter.includes("did not mean"));
    });
  }

  const told = (): number =>
    JSON.stringify(scene().world.slack.workspace.messages.all).split(secrets.get("service key of told") ?? "").length;

  test.each([
    { what: "a stand-in without a seal", change: { seal: undefined, readers: undefined } },
    { what: "the bot's own stand-in", change: {} },
    { what: "the bot's own stand-in with another reader", change: { readers: [noor] } },
  ])("by $what in a message to themselves", async ({ what, change }) => {
    const before = told();
    await slips(what, `person/${noor}`, directly, { ...(await standIn()), ...change });
    expect(told()).toBe(before);
  });

  test("by a word in passing", async () => {
    const before = told();
    const place = { ...inPrivate, direct: false };
    const destination = { to: "aside", person: noor, place };
    await slips("passing", `aside/${noor}/C0PRIVATE`, destination, await standIn());
    expect(told()).toBe(before);
  });

  test("by moving the thread to a channel and an owner of their own", async () => {
    const before = told();
    const thread = (await scene().redis.keys("ic:thread:slack/*")).map((key) => key.replace("ic:thread:", ""))[0] ?? "";
    await scene().redis.hset(`ic:thread:${thread}`, "place", JSON.stringify(inPrivate), "owner", noor);
    await slips("moved", thread, { to: "thread", thread }, await standIn());
    expect(told()).toBe(before);
  });
});
