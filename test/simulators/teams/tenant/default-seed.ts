import type { Conversation, Person, TenantSeed } from "./directory.ts";

const TENANT_ID = "c0070500-0000-4000-8000-000000000001";
const FABRIKAM_ID = "fab21ca0-0000-4000-8000-000000000002";

/** A made-up object id that tells whose it is: the number is the person's place in the list. */
const objectId = (number: number): string => `0b1ec700-0000-4000-8000-${String(number).padStart(12, "0")}`;

const person = (number: number, name: string, displayName: string, more: Partial<Person> = {}): Person => ({
  id: `29:1${name}`,
  aadObjectId: objectId(number),
  name,
  displayName,
  email: `${name}@contoso.example`,
  tz: "Europe/London",
  tenantId: TENANT_ID,
  ...more,
});

const people: Person[] = [
  person(1, "dana", "Dana Reyes"),
  person(2, "alex", "Alex Okafor", { tz: "America/New_York" }),
  person(3, "sam", "Sam Lindqvist", { tz: "Europe/Stockholm" }),
  person(4, "noor", "Noor Haddad", { tz: "Asia/Dubai" }),
  person(5, "gus", "Gus Guest", { guest: true, email: "gus_visitor.example#EXT#@contoso.example" }),
  person(6, "dee", "Dee Parted", { deactivated: true }),
  person(7, "olga", "Olga Partner", { tenantId: FABRIKAM_ID, email: "olga@fabrikam.example" }),
];

const idsOf = (names: readonly string[]) => new Set(names.map((name) => `29:1${name}`));

const NETWORK = "19:network@thread.tacv2";
const SOCIAL = "19:social@thread.tacv2";
const OLD = "19:oldprojects@thread.tacv2";

const staff = ["dana", "alex", "sam", "noor"];
const network = [...staff, "gus", "dee"];

const channelOf =
  (teamId: string, members: readonly string[]) =>
  (id: string, name: string, more: Partial<Conversation> = {}): Conversation => ({
    id,
    kind: "channel",
    name,
    teamId,
    members: idsOf(members),
    botIn: true,
    shared: false,
    ...more,
  });

const inNetwork = channelOf(NETWORK, network);

/**
 * A small company: `dana` asks, `alex` and `sam` approve, `noor` is on call; `gus` is a guest, `dee` has left, `olga`
 * belongs to a partner's tenant. The bot is in the team Network, in the group chat `change-4711` and in the archived
 * team Old projects, not in the team Social.
 */
export const defaultSeed: TenantSeed = {
  tenantId: TENANT_ID,
  name: "Contoso",
  people,
  teams: [
    { id: NETWORK, aadGroupId: objectId(101), name: "Network", archived: false },
    { id: SOCIAL, aadGroupId: objectId(102), name: "Social", archived: false },
    { id: OLD, aadGroupId: objectId(103), name: "Old projects", archived: true },
  ],
  conversations: [
    inNetwork(NETWORK, "network-general"),
    inNetwork("19:netinterconnects@thread.tacv2", "net-interconnects"),
    inNetwork("19:netlab@thread.tacv2", "net-lab"),
    inNetwork("19:partnerfabrikam@thread.tacv2", "partner-fabrikam", {
      members: idsOf(["dana", "olga"]),
      shared: true,
    }),
    channelOf(SOCIAL, staff)(SOCIAL, "social-general", { botIn: false }),
    channelOf(OLD, staff)(OLD, "old-general"),
    {
      id: "19:change4711@thread.v2",
      kind: "groupChat",
      name: "change-4711",
      members: idsOf(["dana", "alex"]),
      botIn: true,
      shared: false,
    },
  ],
};
