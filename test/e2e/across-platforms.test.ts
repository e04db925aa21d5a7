import { jest } from "@jest/globals";
import type { Message as SlackMessage } from "../simulators/slack/workspace/messages.ts";
import type { TeamsSimulator } from "../simulators/teams/simulator.ts";
import { wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";
import { readInTeams, TeamsView } from "../support/teams-view.ts";

jest.setTimeout(60_000);

const inTeams = (number: number) =>
  `teams:c0070500-0000-4000-8000-000000000001/0b1ec700-0000-4000-8000-00000000000${number}`;

// Sam has an account in both and may approve with either, but nobody says that both are his.
const scene = useScene({
  inTeamsToo: true,
  declared: [
    ["slack:T0CONTOSO/U0DANA", inTeams(1)],
    ["slack:T0CONTOSO/U0ALEX", inTeams(2)],
  ],
});

let teams: TeamsSimulator;
let view: TeamsView;

beforeAll(async () => {
  const { world } = scene();
  if (!world.teams) throw new Error("the scene has no Teams");
  teams = world.teams;
  view = new TeamsView(teams);
  for (const where of ["net-interconnects", "bot"]) await teams.player.install({ who: "dana", where });
  for (const who of ["alex", "sam"]) await teams.player.install({ who, where: "bot" });
});

/** Presses a button of an interconnect's card in Teams. */
async function pressesInTeams(who: string, action: string, name: string): Promise<void> {
  const { conversation, id } = await scene().people.sees(() => view.card(name));
  await teams.player.press({
    who,
    on: { conversation, id },
    action: "press",
    data: { interconnect: { kind: "press", action } },
  });
}

const titleOf = (words: string): string => words.split("\n", 1)[0] ?? "";
const inSlackThread = (name: string) =>
  scene()
    .channel.thread(name)
    .map((one: SlackMessage) => titleOf(wordsOf(one)));
const inTeamsThread = (name: string) => view.thread(name).map((one) => titleOf(readInTeams(one)));

/** Waits until both cards say that it is up, and holds the threads below them against each other. */
async function expectSameStory(name: string, titles: readonly RegExp[]): Promise<void> {
  const { people, channel } = scene();
  const isUp = (words: string): boolean => words.startsWith(`${name} is up`);
  await people.sees(
    () => isUp(wordsOf(channel.card(name) ?? never())) && isUp(readInTeams(view.card(name) ?? never())),
    {
      withinMs: 40_000,
    },
  );
  await people.sees(() => inSlackThread(name).length === titles.length && inTeamsThread(name).length === titles.length);
  expect(inSlackThread(name)).toEqual(titles.map((title) => expect.stringMatching(title)));
  expect(inTeamsThread(name)).toEqual(inSlackThread(name));
}

const wholeStory = (name: string) => [
  new RegExp(`^Building ${name} starts`),
  /^Both clouds agree on the circuit/,
  new RegExp(`^${name} is up`),
];

test("what is asked for in Slack is approved in Teams, and both threads tell the same in the same order", async () => {
  const { people } = scene();
  await people.asks(createLine("over", 1));
  const card = readInTeams(await people.sees(() => view.card("over")));
  expect(card).toContain("Asked for by @Dana Reyes");
  await pressesInTeams("alex", "approve", "over");
  await expectSameStory("over", wholeStory("over"));
  const [begun] = view.thread("over");
  expect(begun && readInTeams(begun)).toContain("Approved by @Alex Okafor");
  expect(wordsOf(scene().channel.thread("over")[0] ?? never())).toContain("Approved by <@U0ALEX>");
  const keys = [scene().channel.thread("over").map(wordsOf), view.thread("over").map(readInTeams)].map((words) =>
    words.flatMap((said) => /service key was ([0-9a-f-]{36})/.exec(said)?.[1] ?? []),
  );
  expect(keys[0]).toHaveLength(1);
  expect(keys[1]).toEqual(keys[0]);
});

test("an approver of the other platform whom nobody has declared is refused, and hears who is missing", async () => {
  const { people, channel, clouds } = scene();
  await people.asks(createLine("unknown", 2));
  await pressesInTeams("sam", "approve", "unknown");
  const told = await people.sees(() => view.heardBy("sam").find((one) => one.startsWith("You cannot decide")));
  expect(told).toContain("You cannot decide about unknown from Teams");
  expect(told).toContain("It does not say who you are in Slack.");
  expect(channel.moments("unknown")).toEqual([]);
  expect(clouds.created().filter((one) => one.name.startsWith("unknown-"))).toEqual([]);
});

test("nobody approves their own request with their account on the other platform", async () => {
  const { people, channel } = scene();
  await people.asks(createLine("mine", 3));
  await pressesInTeams("dana", "approve", "mine");
  await people.sees(() => view.heardBy("dana").find((one) => one.startsWith("You asked for mine yourself")));
  expect(channel.moments("mine")).toEqual([]);
});

test("what is asked for in Teams is approved in Slack; a platform that was away catches up in order", async () => {
  const { people, world } = scene();
  await teams.player.chat({ who: "dana", text: createLine("back", 4) });
  await people.approves("back");
  await people.sees(() => inTeamsThread("back").length > 0);
  await world.slack.down(6_000);
  await people.sees(() => inTeamsThread("back").some((title) => title.startsWith("back is up")), { withinMs: 40_000 });
  await expectSameStory("back", wholeStory("back"));
});

test("what somebody asks in the thread of one platform is answered in both", async () => {
  const { people } = scene();
  const { id } = await people.sees(() => view.card("over"));
  await teams.player.mention({ who: "alex", where: "net-interconnects", threadId: id, text: "status" });
  await expectSameStory("over", [...wholeStory("over"), /^over/]);
});

test("what is answered to one person alone in Teams is pointed out where it was asked, once, and not after a press", async () => {
  const { people } = scene();
  const { message } = await teams.player.mention({ who: "alex", where: "net-interconnects", text: "list" });
  const below = () => teams.tenant.said.filter(({ threadId }) => threadId === message.id).map(readInTeams);
  await people.sees(() => below().length > 0);
  expect(view.heardBy("alex").at(-1)).toMatch(/^4 interconnects/);
  await pressesInTeams("dana", "verify", "over");
  await expectSameStory("over", [...wholeStory("over"), /^over/, /^over/]);
  expect(below()).toEqual(["The answer is in your chat with the bot"]);
  // Nor where the bot was added, whose welcome is for whoever added it.
  expect(teams.tenant.said.map(readInTeams).filter((words) => words.startsWith("The answer is in"))).toHaveLength(1);
});

function never(): never {
  throw new Error("there is no card");
}
