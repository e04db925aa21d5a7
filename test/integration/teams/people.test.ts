import { personId } from "../../../src/domain/ids.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";

const tenant = "c0070500-0000-4000-8000-000000000001";
const person = (number: number, of = tenant) => personId(`teams:${of}/0b1ec700-0000-4000-8000-00000000000${number}`);
const [dana, alex, gus, dee, olga] = [
  person(1),
  person(2),
  person(5),
  person(6),
  person(7, "fab21ca0-0000-4000-8000-000000000002"),
];

describe("reading people from Teams", () => {
  let it: TeamsWorld;
  beforeEach(async () => {
    it = await startTeamsWorld();
    await it.teams.player.mention({ who: "dana", where: "net-interconnects", text: "list" });
  });
  afterEach(() => it.close());

  test.each([
    { name: "a member who was heard", who: dana, is: { displayName: "Dana Reyes", guest: false, ownTeam: true } },
    { name: "a member who never said anything", who: alex, is: { displayName: "Alex Okafor", guest: false } },
    { name: "a guest", who: gus, is: { guest: true } },
  ])("knows $name", async ({ who, is }) => {
    expect(await it.people.profile(who)).toMatchObject({ person: who, ...is });
  });

  test.each([
    { name: "an account that has left", who: dee },
    { name: "an account of another tenant", who: olga },
    { name: "an account that is on no roster", who: person(9) },
    { name: "an account of Slack", who: personId("slack:T0CONTOSO/U0DANA") },
  ])("knows no $name", async ({ who }) => {
    expect(await it.people.profile(who)).toBeUndefined();
  });

  test("reads channels afresh, and tells those that are shared with others", async () => {
    expect(await it.people.channel("19:netinterconnects@thread.tacv2")).toMatchObject({
      name: "net-interconnects",
      sharedOutside: false,
      botIsMember: true,
    });
    expect(await it.people.channel("19:partnerfabrikam@thread.tacv2")).toMatchObject({ sharedOutside: true });
    expect(await it.people.channel("19:nosuch@thread.tacv2")).toBeUndefined();
    expect(await it.people.channelMembers("19:netlab@thread.tacv2")).toEqual(expect.arrayContaining([dana, alex]));
    expect(await it.people.groupMembers("teams:x")).toEqual([]);
  });

  test("a Teams that cannot be read is an error, never a no", async () => {
    await it.teams.down(60_000);
    await expect(it.people.profile(dana)).rejects.toMatchObject({ code: "CloudUnreachable", kind: "transient" });
    await expect(it.people.channelMembers("19:netlab@thread.tacv2")).rejects.toMatchObject({ kind: "transient" });
  });
});
