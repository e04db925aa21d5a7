import { useRedis } from "../../support/redis.ts";
import { dana, reply, ScriptedThread, thread } from "./scripted-thread.ts";

const redis = useRedis();
let it: ScriptedThread;

const inSlack = { platform: "slack", channel: "C0NET" } as const;
const inTeams = { platform: "teams", channel: "19:net@thread.tacv2" } as const;
const cards = { slack: `${thread}/in/slack/card`, teams: `${thread}/in/teams/card` };

beforeEach(async () => {
  it = new ScriptedThread(redis());
  await it.begin([inSlack, inTeams]);
});

afterEach(() => it.close());

test("tells the same story in both places, each with its own card", async () => {
  await it.outbox.sayNow(reply("one"), reply("two"));
  await it.visitAll();
  await it.show("second");
  await it.visitAll();
  expect(it.poster.arrived).toEqual([cards.slack, "one", "two", "edit to second"]);
  expect(it.teams.arrived).toEqual([cards.teams, "one", "two", "edit to second"]);
});

test("the card of either place leads to the one story", async () => {
  await it.visitAll();
  for (const [place, id] of [
    [inSlack, cards.slack],
    [inTeams, cards.teams],
  ] as const) {
    expect(await it.outbox.threadAt({ ...place, threadRef: `at-${id}`, direct: false })).toBe(thread);
  }
});

describe.each([
  { away: "slack", there: "teams" },
  { away: "teams", there: "slack" },
] as const)("while $away is away", ({ away, there }) => {
  const posters = () => ({ slack: it.poster, teams: it.teams });
  const back = () => it.passPause(`${thread}/in/${away}`);

  test("the story goes on in the other place, and is caught up with in order", async () => {
    posters()[away].script.push({ kind: "retry", afterMs: 60_000, why: "away" });
    await it.outbox.sayNow(reply("one"));
    await it.visitAll();
    await it.outbox.sayNow(reply("two"));
    await it.show("second");
    await it.visitAll();
    expect(posters()[there].arrived).toEqual([cards[there], "one", "two", "edit to second"]);
    expect(posters()[away].arrived).toEqual([]);
    await back();
    await it.visit(undefined, `${thread}/in/${away}`);
    // What was opened late shows what is newest by then.
    expect(posters()[away].arrived).toEqual([cards[away], "one", "two"]);
  });

  test("what one place refuses for good is said in the other, and the owner hears it once", async () => {
    await it.visitAll();
    posters()[away].script.push({ kind: "refused", why: "not there" });
    await it.outbox.sayNow(reply("one"), reply("two"));
    await it.visitAll();
    expect(posters()[there].arrived.slice(0, 3)).toEqual([cards[there], "one", "two"]);
    expect(posters()[away].arrived.slice(0, 2)).toEqual([cards[away], "two"]);
    const [letter = "", ...more] = await redis().client.lrange(it.keys.deadLetters(), 0, -1);
    expect(JSON.parse(letter)).toMatchObject({ thread: `${thread}/in/${away}`, message: { id: "one" } });
    expect(more).toEqual([]);
    expect(it.poster.arrived.filter((id) => id.includes("directly"))).toEqual([`one/directly to ${dana}`]);
  });
});

test("no plan is shown where people of other organisations can read", async () => {
  it.shared.push(inTeams.channel);
  await it.visitAll();
  expect(it.poster.arrived).toEqual([cards.slack, `${thread}/in/teams/unreachable to ${dana}`]);
  expect(it.teams.arrived).toEqual([]);
});

test.each(["before", "after"] as const)(
  "a process that ends %s any script of the story loses nothing and says nothing twice",
  async (when) => {
    for (let script = 1, ended = true; ended; script += 1) {
      const story = new ScriptedThread({ ...redis(), prefix: `${redis().prefix}-${script}` });
      await story.begin([inSlack, inTeams]);
      await story.outbox.sayNow(reply("one"), reply("two"));
      await story.show("second");
      const lives = story.endsAt(script, when);
      const thrown: unknown = await story.visitAll().catch((error: unknown) => error);
      ended = lives();
      expect(String(thrown)).toMatch(ended ? "died" : "undefined");
      // As the queue does, to whatever a dead worker held.
      await visitAllTaken(story);
      await story.show("third");
      await story.visitAll();
      expect({ script, slack: onceEdited(story.poster.arrived), teams: onceEdited(story.teams.arrived) }).toEqual({
        script,
        slack: [cards.slack, "one", "two", "edit to third"],
        teams: [cards.teams, "one", "two", "edit to third"],
      });
      story.close();
    }
  },
);

async function visitAllTaken(story: ScriptedThread): Promise<void> {
  for (const id of [thread, `${thread}/in/slack`, `${thread}/in/teams`]) {
    if (await story.alarms.isDue("threads", id)) await story.visit(undefined, id);
  }
}

/** A card may be edited to the same once more after a crash, which nobody sees. */
function onceEdited(arrived: readonly string[]): readonly string[] {
  return arrived.filter((id) => !id.startsWith("edit") || id === "edit to third");
}
