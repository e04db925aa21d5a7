import { jest } from "@jest/globals";
import { idOf, wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene({
  environments: {
    two: {
      peeringPool: "10.253.0.0/24",
      policy: { approvers: ["slack:T0CONTOSO/U0ALEX", "slack:T0CONTOSO/U0SAM"], approvalsNeeded: 2 },
    },
    brief: { peeringPool: "10.252.0.0/24", policy: { requestExpiryHours: 4 / 3600 } },
    group: { peeringPool: "10.251.0.0/24", policy: { approvers: ["slack:T0CONTOSO/S0APPROVERS"] } },
  },
});

const notBuilt = (name: string): void => {
  const { channel, clouds } = scene();
  expect(channel.moments(name)).toEqual([]);
  expect(clouds.created().filter((one) => one.name.startsWith(`${name}-`))).toEqual([]);
};

test("a rejection ends the request with its reason, tells the requester, and frees the name", async () => {
  const { people, channel, redis } = scene();
  await people.asks(createLine("turned", 1));
  await people.presses("alex", "reject", "turned");
  expect(people.formOf("alex")).toMatch(/The request for .*"turned"/);
  const told = await people.hears("dana", /rejected/, () => people.rejects("turned", "not <@U0SAM>'s budget"));
  expect(told).toMatch(/^turned was rejected/);
  expect(told).toContain("Rejected by <@U0ALEX>");
  expect(told).toContain("not &lt;@U0SAM&gt;'s budget");
  const card = await people.sees(() => {
    const now = channel.card("turned");
    return now !== undefined && wordsOf(now).startsWith("turned was rejected") && now;
  });
  expect(JSON.stringify(card.revisions.at(-1)?.blocks)).not.toContain('"approve"');
  expect(await redis.hexists("ic:names", "turned")).toBe(0);
  expect(await redis.hvals("ic:slash30s")).toEqual([]);
  notBuilt("turned");
  await people.asks(createLine("turned", 1));
});

test.each([
  {
    who: "noor",
    whom: "somebody whom the policy does not name",
    hears: "You may not decide about barred",
    may: "<@U0ALEX> or <@U0SAM> may",
  },
  { who: "gus", whom: "a guest", hears: "full members of its own workspace only", may: "can ask for you" },
  {
    who: "dana",
    whom: "the requester",
    hears: "You asked for barred yourself, so somebody else must decide",
    may: "<@U0ALEX> or <@U0SAM> may",
  },
])("does not count an approval by $whom", async ({ who, hears, may }) => {
  const { people, channel } = scene();
  if (channel.card("barred") === undefined) await people.asks(createLine("barred", 2));
  const told = await people.hears(who, /./, () => people.approves("barred", who));
  expect(told).toContain(hears);
  expect(told).toContain(may);
  notBuilt("barred");
});

test("an approver who asks for something needs somebody else to approve it", async () => {
  const { people } = scene();
  await people.asks(createLine("own", 3), "alex");
  const told = await people.hears("alex", /yourself/, () => people.approves("own", "alex"));
  expect(told).toContain("<@U0SAM> may");
  notBuilt("own");
});

test("where two must approve, one is not enough and the same one twice neither", async () => {
  const { people, channel } = scene();
  await people.asks(createLine("double", 4, { env: "two" }));
  await people.approves("double", "alex");
  const card = await people.sees(() => {
    const now = channel.card("double");
    return now !== undefined && wordsOf(now).includes("needs 1 more approval") && now;
  });
  expect(wordsOf(card)).toContain("Approved by <@U0ALEX>");
  const told = await people.hears("alex", /./, () => people.approves("double", "alex"));
  expect(told).toMatch(/^Your decision stands already/);
  notBuilt("double");
  await people.approves("double", "sam");
  const [begun] = await people.sees(() => channel.thread("double").length > 0 && channel.thread("double"));
  expect(wordsOf(begun ?? card)).toContain("Approved by <@U0ALEX> and <@U0SAM>");
});

test("a user group's members may approve, as the group is at that moment", async () => {
  const { people, world, channel } = scene();
  await people.asks(createLine("grouped", 5, { env: "group" }));
  const refused = await people.hears("noor", /./, () => people.approves("grouped", "noor"));
  expect(refused).toContain("You may not decide about grouped");
  world.slack.workspace.directory.group("net-approvers").members.add("U0NOOR");
  await people.approves("grouped", "noor");
  await people.sees(() => channel.moments("grouped")[0] === "begun");
});

test("a request that nobody decides ends by itself, and the requester hears it", async () => {
  const { people, channel, redis } = scene();
  const told = await people.hears("dana", /expired/, () => people.asks(createLine("forgotten", 6, { env: "brief" })));
  expect(told).toMatch(/^forgotten has expired/);
  await people.sees(() => wordsOf(channel.card("forgotten") ?? never()).startsWith("forgotten has expired"));
  expect(await redis.hexists("ic:names", "forgotten")).toBe(0);
  const late = await people.hears("alex", /decided/, () =>
    people.presses("alex", "approve", "forgotten", { stale: true }),
  );
  expect(late).toMatch(/^Already decided: forgotten has expired/);
  notBuilt("forgotten");
});

describe("the same decision more than once", () => {
  const expectBuiltOnce = async (name: string): Promise<void> => {
    const { people, channel, clouds } = scene();
    expect(wordsOf(await people.result(name))).toMatch(new RegExp(`^${name} is up`));
    expect(channel.moments(name)).toEqual(["begun", "circuit/provisioned", "end"]);
    const circuits = clouds
      .created()
      .filter((one) => one.type.endsWith("expressRouteCircuits") && one.name.startsWith(name));
    expect(circuits).toHaveLength(1);
  };

  test("two clicks at once count once", async () => {
    const { people } = scene();
    await people.asks(createLine("eager", 7));
    await Promise.all([people.approves("eager", "alex"), people.approves("eager", "alex")]);
    await expectBuiltOnce("eager");
  });

  test("both approvers at once build once", async () => {
    const { people } = scene();
    await people.asks(createLine("both", 8));
    await Promise.all([people.approves("both", "alex"), people.approves("both", "sam")]);
    await expectBuiltOnce("both");
  });

  test("Slack delivering the click again, at once and later, changes nothing", async () => {
    const { people, world } = scene();
    await people.asks(createLine("again", 9));
    const { id } = await people.approves("again");
    const repeated = await world.slack.courier.repeat(id);
    expect(repeated.failure).toBeUndefined();
    await expectBuiltOnce("again");
    const late = await world.slack.courier.repeat(id, { num: 3, reason: "http_timeout" });
    expect(late.failure).toBeUndefined();
    await expectBuiltOnce("again");
  });

  test("Slack delivering the command again asks once", async () => {
    const { people, channel, world } = scene();
    const { id } = await people.types("dana", createLine("echo", 10));
    await world.slack.courier.repeat(id);
    await people.sees(() => channel.card("echo"));
    const ids = channel.fromBot().flatMap((one) => idOf(one) ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(channel.fromBot().filter((one) => wordsOf(one).startsWith("echo waits for approval"))).toHaveLength(1);
  });

  test("a click on a card of before tells what was decided, by whom and when", async () => {
    const { people } = scene();
    const told = await people.hears("sam", /decided/, () => people.presses("sam", "approve", "again", { stale: true }));
    expect(told).toMatch(/^Already decided: again was approved/);
    expect(told).toMatch(/by <@U0ALEX> at <!date/);
  });
});

test.each([
  { what: "a wrong signature", tamper: { signature: "wrong" as const } },
  { what: "no signature", tamper: { signature: "missing" as const } },
  { what: "a signature of six minutes ago", tamper: { ageS: 360 } },
  { what: "a signature dated ten minutes ahead", tamper: { ageS: -600 } },
])("a click with $what is refused and changes nothing", async ({ tamper }) => {
  const { people, channel } = scene();
  if (channel.card("forged") === undefined) await people.asks(createLine("forged", 11));
  const { status } = await people.presses("alex", "approve", "forged", { sending: { tamper } });
  expect(status).toBe(401);
  notBuilt("forged");
});

function never(): never {
  throw new Error("no card");
}
