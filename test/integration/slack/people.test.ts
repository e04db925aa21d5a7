import { createSlackPeople } from "../../../adapters/slack/people.ts";
import type { PersonReader } from "../../../src/chat/ports.ts";
import { personId } from "../../../src/domain/ids.ts";
import { createWorld, type SimWorld } from "../../simulators/kit/world.ts";
import type { SlackSimulator } from "../../simulators/slack/simulator.ts";
import { startSlack } from "../../simulators/slack/start.ts";

const person = (name: string) => personId(`slack:T0CONTOSO/U0${name.toUpperCase()}`);

describe("reading people from Slack", () => {
  let world: SimWorld;
  let slack: SlackSimulator;
  let people: PersonReader;

  beforeEach(async () => {
    world = createWorld();
    slack = await startSlack({ ...world, generosity: Number.POSITIVE_INFINITY });
    people = createSlackPeople({ token: slack.workspace.app.botToken, apiUrl: slack.url });
  });
  afterEach(() => slack.close());

  test.each([
    {
      who: "dana",
      is: {
        displayName: "dana",
        deactivated: false,
        bot: false,
        guest: false,
        ownTeam: true,
        timeZone: "Europe/London",
      },
    },
    { who: "gus", is: { guest: true, ownTeam: true } },
    { who: "dee", is: { deactivated: true } },
    { who: "robo", is: { bot: true } },
    { who: "olga", is: { ownTeam: false } },
  ])("knows what $who is", async ({ who, is }) => {
    expect(await people.profile(person(who))).toMatchObject({ person: person(who), ...is });
  });

  test.each(["slack:T0CONTOSO/U0NOBODY", "slack:T0CONTOSO/S0APPROVERS", "teams:tenant/oid"])(
    "knows no account %s",
    async (id) => {
      expect(await people.profile(personId(id))).toBeUndefined();
    },
  );

  test("takes nobody of another workspace for ours because of how the id is written", async () => {
    expect(await people.profile(personId("slack:T0FABRIKAM/U0DANA"))).toMatchObject({ ownTeam: false });
    expect(await people.groupMembers("slack:T0FABRIKAM/S0APPROVERS")).toEqual([]);
  });

  test("reads groups and channels afresh each time", async () => {
    const { directory } = slack.workspace;
    expect(await people.groupMembers("slack:T0CONTOSO/S0APPROVERS")).toEqual([person("alex"), person("sam")]);
    directory.group("net-approvers").members.delete("U0SAM");
    expect(await people.groupMembers("slack:T0CONTOSO/S0APPROVERS")).toEqual([person("alex")]);
    expect(await people.groupMembers("slack:T0CONTOSO/S0NOGROUP")).toEqual([]);
    expect(await people.channelMembers("C0PRIVATE")).toContain(person("alex"));
    directory.channel("net-private").members.delete("U0ALEX");
    expect(await people.channelMembers("C0PRIVATE")).not.toContain(person("alex"));
  });

  test("reads all pages of a large channel", async () => {
    const crowd = Array.from({ length: 2300 }, (_, at) => `U0CROWD${at}`);
    for (const id of crowd) slack.workspace.directory.channel("C0NET").members.add(id);
    expect((await people.channelMembers("C0NET")).length).toBeGreaterThanOrEqual(2300);
  });

  test.each([
    { channel: "C0NET", is: { name: "net-interconnects", archived: false, sharedOutside: false, botIsMember: true } },
    { channel: "C0OLD", is: { archived: true } },
    { channel: "C0PARTNER", is: { sharedOutside: true } },
    { channel: "C0RANDOM", is: { botIsMember: false } },
  ])("knows what $channel is", async ({ channel, is }) => {
    expect(await people.channel(channel)).toMatchObject({ channel, ...is });
  });

  test("knows no channel that is not there", async () => {
    expect(await people.channel("C0NOWHERE")).toBeUndefined();
    expect(await people.channelMembers("C0NOWHERE")).toEqual([]);
  });

  test.each([
    { name: "users.info", read: () => people.profile(person("dana")) },
    { name: "usergroups.users.list", read: () => people.groupMembers("slack:T0CONTOSO/S0APPROVERS") },
    { name: "conversations.members", read: () => people.channelMembers("C0NET") },
    { name: "conversations.info", read: () => people.channel("C0NET") },
  ])("throws when $name cannot be read: that is no answer", async ({ name, read }) => {
    world.faults.add({ match: { service: "slack", path: name }, effect: { kind: "respond", status: 503 } });
    await expect(read()).rejects.toMatchObject({ code: "CloudUnreachable", kind: "transient" });
  });

  test("a missing right is no answer either", async () => {
    slack.workspace.app.scopes.delete("users:read");
    await expect(people.profile(person("dana"))).rejects.toMatchObject({ code: "CloudUnreachable" });
  });
});
