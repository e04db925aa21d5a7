import type { Channel, Person, WorkspaceSeed } from "./directory.ts";

const TEAM_ID = "T0CONTOSO";

/** The bot as a member of the workspace, and as an app. */
export const BOT = {
  userId: "U0INTERCONNECT",
  botId: "B0INTERCONNECT",
  appId: "A0INTERCONNECT",
  name: "interconnect",
} as const;

const person = (name: string, realName: string, more: Partial<Person> = {}): Person => ({
  id: `U0${name.toUpperCase()}`,
  name,
  realName,
  tz: "Europe/London",
  email: `${name}@contoso.example`,
  ...more,
});

const people: Person[] = [
  person("dana", "Dana Reyes"),
  person("alex", "Alex Okafor", { tz: "America/New_York" }),
  person("sam", "Sam Lindqvist", { tz: "Europe/Stockholm" }),
  person("noor", "Noor Haddad", { tz: "Asia/Dubai" }),
  person("gus", "Gus Guest", { guest: "multi-channel" }),
  person("dee", "Dee Parted", { deactivated: true }),
  person("olga", "Olga Partner", { teamId: "T0FABRIKAM", email: "olga@fabrikam.example" }),
  person("robo", "Robo Deploy", { bot: true }),
  { id: BOT.userId, name: BOT.name, realName: "Interconnect", tz: "Etc/UTC", bot: true },
];

const idsOf = (names: readonly string[]) =>
  new Set(names.map((name) => people.find((one) => one.name === name)?.id ?? name));

const channel = (id: string, name: string, members: readonly string[], more: Partial<Channel> = {}): Channel => ({
  id,
  name,
  kind: "public",
  members: idsOf(members),
  archived: false,
  extShared: false,
  ...more,
});

const staff = ["dana", "alex", "sam", "noor"];

/**
 * A small company: `dana` asks, `alex` and `sam` approve (`@net-approvers`), `noor` is on call;
 * `gus` is a guest, `dee` has left, `olga` belongs to a partner, `robo` is another bot.
 * The bot is in `#net-interconnects`, `#net-private` and `#partner-fabrikam`, not in `#random`;
 * `#old-projects` is archived.
 */
export const defaultSeed: WorkspaceSeed = {
  team: { id: TEAM_ID, domain: "contoso", name: "Contoso" },
  people,
  groups: [
    { id: "S0APPROVERS", handle: "net-approvers", members: idsOf(["alex", "sam"]) },
    { id: "S0ONCALL", handle: "net-oncall", members: idsOf(["noor"]) },
  ],
  channels: [
    channel("C0NET", "net-interconnects", [...staff, "gus", "robo", BOT.name]),
    channel("C0PRIVATE", "net-private", ["dana", "alex", BOT.name], { kind: "private" }),
    channel("C0RANDOM", "random", staff),
    channel("C0OLD", "old-projects", [...staff, BOT.name], { archived: true }),
    channel("C0PARTNER", "partner-fabrikam", ["dana", "olga", BOT.name], { extShared: true }),
  ],
};
