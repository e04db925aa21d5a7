import { jest } from "@jest/globals";
import { home, wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene({
  environments: {
    elsewhere: {
      channels: { slack: "C0RANDOM" },
      peeringPool: "10.253.0.0/24",
      policy: { requesters: ["slack:T0CONTOSO/U0DANA"] },
    },
  },
});

const nothingMade = (): void => expect(scene().clouds.changes()).toEqual([]);

test.each([
  {
    what: "an unknown environment",
    line: createLine("lost", 1, { env: "nowhere" }),
    hears: ["There is no environment nowhere you may use", "Choose prod, lab"],
  },
  {
    what: "a bandwidth that nobody sells, and a name too short, both at once",
    line: createLine("no", 1, { bandwidth: "3" }),
    hears: ["3 is no bandwidth both clouds sell", "The name needs 3 to 30 lower-case letters", "2 things to change"],
  },
  {
    what: "a VNet that does not exist",
    line: createLine("absent", 1, { vnet: "vnet-nope" }),
    hears: ["There is no VNet vnet-nope in this environment", "vnet-app, vnet-full"],
  },
  {
    what: "a VNet without room for a GatewaySubnet",
    line: createLine("full", 1, { vnet: "vnet-full" }),
    hears: ["vnet-full has no free space for a GatewaySubnet", "address space: 10.2.0.0/24"],
  },
  {
    what: "networks that overlap",
    line: createLine("clash", 1, { vnet: "vnet-app", vcn: "vcn-clash" }),
    hears: ["10.1.0.0/16", "overlaps 10.1.128.0/20"],
  },
  {
    what: "a misspelt argument",
    line: "create nme=erp",
    hears: ['create knows no "nme". Did you mean name?'],
  },
  {
    what: "an environment whose channel the bot is not in",
    line: createLine("shut", 1, { env: "elsewhere" }),
    hears: ["The bot is not in the channel of the environment elsewhere. Invite it there, then send this again."],
  },
])("refuses $what, and says what to do", async ({ line, hears }) => {
  const { people, channel } = scene();
  const posts = channel.fromBot().filter(({ onlyFor }) => onlyFor === undefined).length;
  const word = await people.hears("dana", /./, () => people.types("dana", line));
  for (const part of hears) expect(word).toContain(part);
  expect(channel.fromBot().filter(({ onlyFor }) => onlyFor === undefined)).toHaveLength(posts);
  nothingMade();
});

test.each([
  { who: "gus", what: "a guest", hears: "full members of its own workspace only" },
  { who: "olga", what: "somebody of another organisation", hears: "full members of its own workspace only" },
])("does not take a request from $what", async ({ who, hears }) => {
  const { people, world } = scene();
  world.slack.workspace.directory.channel(home).members.add("U0OLGA");
  const word = await people.hears(who, /./, () => people.types(who, createLine("strange", 1)));
  expect(word).toContain(hears);
  nothingMade();
});

test("of two who ask for the same name at the same instant, one gets it and the other hears who has it", async () => {
  const { people, channel, clouds } = scene();
  await Promise.all([people.types("dana", createLine("twin", 1)), people.types("noor", createLine("twin", 2))]);
  // Whether the other one was first is seen before or after the clouds were read.
  const taken = /The name twin is taken|twin is already the name of an interconnect or of an open request/;
  const heard = () => ["dana", "noor"].flatMap((who) => channel.heardBy(who));
  await people.sees(() => heard().some((one) => taken.test(wordsOf(one))));
  await people.sees(() => channel.card("twin"));
  const cards = channel.fromBot().filter((one) => wordsOf(one).startsWith("twin waits for approval"));
  expect(cards).toHaveLength(1);
  expect(await clouds.uidOf("twin")).toBeDefined();
});

test("refuses a name that is taken", async () => {
  const { people } = scene();
  const word = await people.hears("dana", /taken/, () => people.types("dana", createLine("twin", 3)));
  expect(word).toMatch(/^The name twin is taken/);
});

describe("text from outside", () => {
  const hostile = "<!channel> <@U0SAM> <https://evil.example|Approve> \u202Egnp.exe";

  test("in a reason is shown as text on the card and told to approvers as text", async () => {
    const { people, channel, world } = scene();
    const { player } = world.slack;
    const viewId = await people.opensForm("dana", "create name=hostile env=prod");
    const entries = { "vnet-range": "10.111.0.0/16", "vcn-range": "10.211.0.0/20", reason: hostile };
    await player.submitView({ who: "dana", viewId, entries });
    const card = await people.sees(() => channel.card("hostile"));
    const told = await people.sees(() => channel.heardBy("sam").find((one) => wordsOf(one).startsWith("hostile ")));
    for (const message of [card, told]) {
      const all = JSON.stringify([wordsOf(message), message.revisions]);
      expect(wordsOf(message)).toContain("&lt;!channel&gt; &lt;@U0SAM&gt; &lt;https://evil.example|Approve&gt;");
      expect(all).not.toMatch(/\u202E|\\u202e/i);
      expect(all).not.toContain('"range":"channel"');
      expect(all).not.toContain('"mrkdwn"');
      expect(all).not.toContain('"url":"https://evil.example"');
    }
  });
});

describe("the form", () => {
  test("shows errors of shape on their fields and sends nothing", async () => {
    const { people, world } = scene();
    const { player } = world.slack;
    await people.types("dana", "create env=prod vnet=vnet-app vcn=vcn-app");
    const { viewId } = player.modalOf("dana");
    const sent = await player.submitView({ who: "dana", viewId, entries: { name: "Not A Name", reason: "moving" } });
    expect(sent.result).toBe("errors");
    expect(Object.keys(sent.errors)).toEqual([expect.stringMatching(/^name\./)]);
    expect(Object.values(sent.errors).join(" ")).toContain("lower-case letters");
  });

  test("comes back as it was filled in, with what the clouds object to on the field", async () => {
    const { people, world, channel } = scene();
    const { player } = world.slack;
    const viewId = await people.opensForm("dana", "create name=formed env=prod");
    const entries = { "vnet-range": "10.1.0.0/16", "vcn-range": "10.1.128.0/20", reason: "moving" };
    const sent = await player.submitView({ who: "dana", viewId, entries });
    expect(sent.result).toBe("updated");
    const shown = await people.sees(() => people.formOf("dana").includes("overlaps") && people.formOf("dana"));
    expect(shown).toContain("10.1.0.0/16 of the VNet overlaps 10.1.128.0/20 of the VCN");
    expect(shown).toContain('"initial_value":"moving"');
    await player.submitView({ who: "dana", viewId, entries: { "vcn-range": "10.212.0.0/20" } });
    await people.sees(() => channel.card("formed"));
    await people.sees(() => people.formOf("dana").includes("Nothing is created before it is approved"));
  });

  test("offers what the last survey found while somebody types", async () => {
    const { people, world } = scene();
    const { player } = world.slack;
    await people.types("dana", "create env=prod");
    const { viewId } = player.modalOf("dana");
    const offered = await player.typeInSelect({ who: "dana", viewId, actionId: "vnet", text: "edge" });
    expect(offered.options.map(({ value }) => value)).toEqual(["vnet-edge"]);
  });
});
