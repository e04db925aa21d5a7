import type { People } from "../../../src/approval/people.ts";
import { channel, fields, list, mention, say, table, text, word } from "../../../src/chat/card.ts";
import { formMessage } from "../../../src/chat/form.ts";
import { type PersonId, personId } from "../../../src/domain/ids.ts";
import { foreignNames } from "../../../src/verbs/foreign-names.ts";

const dana = personId("slack:T1/UDANA");
const danaInTeams = personId("teams:aaaa/d0");
const alex = personId("slack:T1/UALEX");
const nobody = personId("slack:T1/UNOBODY");
const group = "slack:T1/SNET";
const crowd = Array.from({ length: 7 }, (_, at) => personId(`slack:T1/U${at}`));

let members: readonly PersonId[] = [];
let reads = 0;

const people: People = {
  profile(person) {
    reads += 1;
    return Promise.resolve({ name: person === nobody ? person : (person.split("/U")[1] ?? "").toLowerCase() });
  },
  accountsOf: (person) => (person === dana ? [dana, danaInTeams] : [person]),
  membersOf: () => Promise.resolve(members),
  isInChannel: () => Promise.resolve(true),
  channel: (_platform, id) => Promise.resolve({ name: id === "C1" ? "net" : id }),
};

const away: People = {
  ...people,
  profile: () => Promise.reject(new Error("away")),
  membersOf: () => new Promise(() => undefined),
  channel: () => Promise.reject(new Error("away")),
};

beforeEach(() => {
  reads = 0;
});

/** What Teams shows of a sentence. */
async function inTeams(sentence: ReturnType<typeof say>, from = people): Promise<unknown> {
  const { blocks } = await foreignNames(from).inCard(word("Title", undefined, [text(sentence)]), "teams");
  return blocks[0]?.kind === "text" ? blocks[0].spans : undefined;
}

const plain = (said: string) => ({ kind: "plain", text: said });

test.each([
  { what: "the account declared to be theirs", says: say`${mention(dana)}`, shown: [mention(danaInTeams)] },
  { what: "the name, without one", says: say`${mention(alex)}`, shown: [plain("alex")] },
  { what: "no id of an unknown account", says: say`${mention(nobody)}`, shown: [plain("somebody in Slack")] },
  { what: "its own people as they are", says: say`${mention(danaInTeams)}`, shown: [mention(danaInTeams)] },
  {
    what: "a channel by its name",
    says: say`${channel({ platform: "slack", channel: "C1" })}`,
    shown: [plain("#net")],
  },
  {
    what: "its own channel as it is",
    says: say`${channel({ platform: "teams", channel: "19:x" })}`,
    shown: [channel({ platform: "teams", channel: "19:x" })],
  },
  { what: "an empty group as a group", says: say`${mention(group)}`, shown: [plain("a group in Slack")] },
])("Teams is shown $what", async ({ says, shown }) => {
  expect(await inTeams(says)).toEqual(shown);
});

test("a group is shown as its members, at most five by name", async () => {
  members = [dana, alex];
  expect(await inTeams(say`${mention(group)}`)).toEqual([mention(danaInTeams), plain(", alex")]);
  members = crowd;
  expect(await inTeams(say`${mention(group)}`)).toEqual([plain("0, 1, 2, 3, 4, 2 more")]);
  members = [];
});

test("what cannot be read, or not in time, is shown without its name", async () => {
  const said = say`${mention(alex)} ${mention(group)} ${channel({ platform: "slack", channel: "C1" })}`;
  expect(await inTeams(said, away)).toEqual([
    plain("somebody in Slack"),
    plain(" "),
    plain("a group in Slack"),
    plain(" "),
    plain("a channel in Slack"),
  ]);
});

test("names are found wherever they stand, in forms too, and each is read once", async () => {
  const blocks = [
    fields([["By", say`${mention(alex)}`]]),
    list([say`${mention(alex)}`]),
    table(["Who"], [[say`${mention(alex)}`]]),
  ];
  const names = foreignNames(people);
  const form = await names.inForm({ ...formMessage("create", "Title", blocks), footer: blocks }, "teams");
  await names.inCard(word("Title", undefined, blocks), "teams");
  expect(JSON.stringify(form)).not.toContain("mention");
  expect(JSON.stringify(form.footer)).toEqual(JSON.stringify(form.blocks));
  expect(reads).toBe(1);
});
