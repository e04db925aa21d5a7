import { z } from "zod";
import { BOT } from "../workspace/default-seed.ts";
import type { Person } from "../workspace/directory.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { flag, method } from "./method.ts";
import { Refusal } from "./refusal.ts";

function offsetSeconds(tz: string): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone: tz, timeZoneName: "longOffset" }).formatToParts();
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

/** A person as `users.info` shows them; the e-mail only with its scope. */
function personJson({ app, directory }: Workspace, person: Person) {
  const { id, name, realName, tz, teamId = directory.team.id, email } = person;
  return {
    id,
    team_id: teamId,
    name,
    real_name: realName,
    deleted: person.deactivated ?? false,
    tz,
    tz_label: tz,
    tz_offset: offsetSeconds(tz),
    profile: {
      real_name: realName,
      display_name: name,
      team: teamId,
      ...(email !== undefined && app.scopes.has("users:read.email") && { email }),
    },
    is_bot: person.bot ?? false,
    is_app_user: person.id === BOT.userId,
    is_restricted: person.guest !== undefined,
    is_ultra_restricted: person.guest === "single-channel",
    is_stranger: false,
  };
}

const usersInfo = method(
  { name: "users.info", tier: 4, scopes: ["users:read"] },
  { user: z.string(), include_locale: flag },
  (workspace, { user }) => {
    const person = workspace.directory.people.get(user);
    if (!person) throw new Refusal("user_not_found");
    return { user: personJson(workspace, person) };
  },
);

const usergroupUsers = method(
  { name: "usergroups.users.list", tier: 2, scopes: ["usergroups:read"] },
  { usergroup: z.string(), include_disabled: flag },
  ({ directory }, { usergroup }) => {
    const group = directory.groups.get(usergroup);
    if (!group) throw new Refusal("no_such_subteam");
    const isActive = (id: string) => !directory.people.get(id)?.deactivated;
    return { users: [...group.members].filter(isActive) };
  },
);

const authTest = method({ name: "auth.test", tier: "unlimited" }, {}, ({ directory }) => ({
  url: `https://${directory.team.domain}.slack.com/`,
  team: directory.team.name,
  user: BOT.name,
  team_id: directory.team.id,
  user_id: BOT.userId,
  bot_id: BOT.botId,
  is_enterprise_install: false,
}));

/** Who is who, the bot itself included. */
export const peopleMethods = [authTest, usersInfo, usergroupUsers];
