import { canBeDecided, mayDecide, mayFreeze, mayGoOn, mayRequest, namedApprovers } from "../../../src/approval/may.ts";
import type { People, Profile } from "../../../src/approval/people.ts";
import type { Environment } from "../../../src/domain/environment.ts";
import { type PersonId, personId } from "../../../src/domain/ids.ts";
import { anEnvironment } from "../../builders/environment.ts";

const dana = personId("slack:T1/UDANA");
const alex = personId("slack:T1/UALEX");
const sam = personId("slack:T1/USAM");
const noor = personId("slack:T1/UNOOR");
const gus = personId("slack:T1/UGUS");
const danaInTeams = personId("teams:aaaa/da");
const alexInTeams = personId("teams:aaaa/a1");
const pat = personId("teams:aaaa/9a");
const approvers = "slack:T1/SAPPROVERS";

interface World {
  readonly channel?: readonly PersonId[];
  readonly group?: readonly PersonId[];
  readonly barred?: Readonly<Record<string, Profile["barred"]>>;
  readonly declared?: readonly (readonly PersonId[])[];
}

/** A workspace where Gus is a guest unless said otherwise. */
function people({ channel = [], group = [], barred = { [gus]: "guest" }, declared = [] }: World = {}): People {
  return {
    profile(person) {
      const why = barred[person];
      return Promise.resolve({ name: person, ...(why && { barred: why }) });
    },
    accountsOf: (person) => declared.find((accounts) => accounts.includes(person)) ?? [person],
    membersOf: (asked) => Promise.resolve(asked === approvers ? group : []),
    isInChannel: (person, asked) => Promise.resolve(asked === "C1" && channel.includes(person)),
    channel: () => Promise.resolve({ name: "net" }),
  };
}

const where = (policy: Partial<Environment["policy"]>, more: Partial<Environment> = {}): Environment =>
  anEnvironment({ ...more, policy: { ...anEnvironment().policy, ...policy } });

const allowed = { allowed: true };
const no = (why: string) => ({ allowed: false, why });
const unknown = (...persons: PersonId[]) => ({ allowed: false, why: "unknown-across", unknown: persons });

describe("asking", () => {
  test.each([
    {
      what: "a member of the channel, where the channel may",
      who: dana,
      policy: { requesters: "channel" },
      says: allowed,
    },
    { what: "a guest of the channel", who: gus, policy: { requesters: "channel" }, says: no("barred") },
    { what: "nobody outside the channel", who: noor, policy: { requesters: "channel" }, says: no("not-named") },
    { what: "who is named", who: noor, policy: { requesters: [noor] }, says: allowed },
    { what: "a member of a named group", who: sam, policy: { requesters: [approvers] }, says: allowed },
    {
      what: "a member of the channel, where others are named",
      who: dana,
      policy: { requesters: [noor] },
      says: no("not-named"),
    },
    { what: "a guest who is named", who: gus, policy: { requesters: [gus] }, says: no("barred") },
  ] as const)("$what: $says", async ({ who, policy, says }) => {
    expect(await mayRequest(people({ channel: [dana, gus], group: [sam] }), where(policy), who)).toEqual(says);
  });

  test("nobody, where the environment has no channel on their platform", async () => {
    expect(await mayRequest(people({ channel: [dana] }), where({}, { channels: {} }), dana)).toEqual(no("not-named"));
  });
});

describe("deciding", () => {
  const request = { requester: dana, decidedBy: [] };

  interface Case {
    readonly what: string;
    readonly who: PersonId;
    readonly decidedBy?: readonly PersonId[];
    readonly declared?: readonly (readonly PersonId[])[];
    readonly barred?: NonNullable<World["barred"]>;
    readonly says: unknown;
  }

  const cases: readonly Case[] = [
    { what: "who is named", who: alex, says: allowed },
    { what: "who is in a named group now", who: sam, says: allowed },
    { what: "who is in neither", who: noor, says: no("not-named") },
    { what: "the requester, though named", who: dana, says: no("own-request") },
    { what: "a guest, though named", who: gus, says: no("barred") },
    { what: "who has decided before", who: alex, decidedBy: [alex], says: no("already-decided") },
    { what: "the requester's other account", who: alex, declared: [[alex, dana]], says: no("own-request") },
    {
      what: "the other account of who has decided",
      who: alex,
      decidedBy: [sam],
      declared: [[sam, alex]],
      says: no("already-decided"),
    },
    { what: "another person's account", who: alex, decidedBy: [sam], declared: [[noor, alex]], says: allowed },
    {
      what: "who is named by an account on the other platform, with both declared",
      who: alexInTeams,
      declared: [
        [alex, alexInTeams],
        [dana, danaInTeams],
      ],
      says: allowed,
    },
    {
      what: "who belongs to a named group by an account on the other platform, with both declared",
      who: alexInTeams,
      declared: [
        [sam, alexInTeams],
        [dana, danaInTeams],
      ],
      says: allowed,
    },
    {
      what: "the requester from the other platform",
      who: danaInTeams,
      declared: [[dana, danaInTeams]],
      says: no("own-request"),
    },
    {
      what: "who has decided from the other platform",
      who: alexInTeams,
      decidedBy: [alex],
      declared: [
        [alex, alexInTeams],
        [dana, danaInTeams],
      ],
      says: no("already-decided"),
    },
    { what: "named on the other platform, nobody declared", who: pat, says: unknown(pat, dana) },
    { what: "named there, only the requester declared", who: pat, declared: [[dana, danaInTeams]], says: unknown(pat) },
    { what: "named here, only they declared", who: alexInTeams, declared: [[alex, alexInTeams]], says: unknown(dana) },
    {
      what: "not declared to be somebody named",
      who: alexInTeams,
      declared: [[dana, danaInTeams]],
      says: no("not-named"),
    },
    {
      what: "whose account that is named has left",
      who: alexInTeams,
      declared: [
        [alex, alexInTeams],
        [dana, danaInTeams],
      ],
      barred: { [alex]: "deactivated" },
      says: no("not-named"),
    },
  ];

  test.each(cases)("$what: $says", async ({ who, says, decidedBy = [], ...world }) => {
    const environment = where({ approvers: [alex, dana, gus, pat, approvers] });
    expect(await mayDecide(people({ group: [sam], ...world }), environment, who, { ...request, decidedBy })).toEqual(
      says,
    );
  });

  test.each(["deactivated", "guest", "bot", "stranger"] as const)("nobody whose account is a %s", async (why) => {
    const environment = where({ approvers: [alex] });
    expect(await mayDecide(people({ barred: { [alex]: why } }), environment, alex, request)).toEqual(no("barred"));
  });

  test("what cannot be read is never taken for yes or no", async () => {
    const silent: People = { ...people(), membersOf: () => Promise.reject(new Error("Slack does not answer")) };
    await expect(mayDecide(silent, where({ approvers: [approvers] }), sam, request)).rejects.toThrow("does not answer");
  });
});

test.each([
  { what: "who may ask", who: dana, may: true },
  { what: "who may decide", who: alex, may: true },
  { what: "anybody else", who: noor, may: false },
  { what: "a guest, though named", who: gus, may: false },
])("going on with what was approved, $what: $may", async ({ who, may }) => {
  const environment = where({ approvers: [alex, gus] });
  expect(await mayGoOn(people({ channel: [dana, gus] }), environment, who)).toBe(may);
});

test.each([
  { what: "an approver, where nobody is named for it", who: alex, may: true },
  { what: "who may only ask, where nobody is named for it", who: dana, may: false },
  { what: "who is named", who: noor, freezers: [noor], may: true },
  { what: "an approver, where others are named", who: alex, freezers: [noor], may: false },
  { what: "a member of a named group", who: sam, freezers: [approvers], may: true },
  { what: "another account of who is named", who: noor, freezers: [pat], declared: [[pat, noor]], may: true },
  { what: "a guest, though named", who: gus, freezers: [gus], may: false },
])("freezing changes, $what: $may", async ({ who, freezers, declared = [], may }) => {
  const environment = where({ approvers: [alex], ...(freezers && { freezers }) });
  expect(await mayFreeze(people({ channel: [dana], group: [sam], declared }), environment, who)).toBe(may);
});

describe("who is asked to decide", () => {
  test.each([
    { what: "persons, not groups, and not who asks", approvers: [alex, dana, approvers], asked: [alex] },
    { what: "nobody on another platform who is not declared", approvers: [alex, pat], asked: [alex] },
    {
      what: "each person once, by the account that counts",
      approvers: [alexInTeams, alex, pat],
      declared: [
        [alexInTeams, alex],
        [pat, noor],
      ],
      asked: [alex, noor],
    },
    {
      what: "who is declared, where the requester is too",
      approvers: [pat],
      declared: [
        [pat, noor],
        [dana, danaInTeams],
      ],
      asked: [pat],
    },
    {
      what: "by the account on a platform that is configured, whichever is named first",
      approvers: [alex, alexInTeams],
      declared: [
        [dana, danaInTeams],
        [alex, alexInTeams],
      ],
      platforms: ["teams"],
      asked: [alexInTeams],
    },
    { what: "and nobody else's", approvers: [alex], platforms: ["teams"], asked: [] },
  ])("$what", ({ approvers: named, declared = [], platforms = ["slack", "teams"], asked }) => {
    expect(namedApprovers(people({ declared }), where({ approvers: named }), dana, platforms)).toEqual(asked);
  });

  test.each([
    { what: "a group on their own platform", approvers: [approvers], who: dana, can: true },
    { what: "a group on the other one", approvers: [approvers], who: pat, can: false },
    { what: "a group on the other one, declared there", approvers: [approvers], who: danaInTeams, can: true },
    { what: "a stranger on the other one", approvers: [pat], who: dana, can: false },
  ])("a request counts on $what: $can", ({ approvers: named, who, can }) => {
    expect(canBeDecided(people({ declared: [[dana, danaInTeams]] }), where({ approvers: named }), who)).toBe(can);
  });
});
