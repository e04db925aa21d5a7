import type { Courier } from "../delivery/courier.ts";
import { BOT } from "../workspace/default-seed.ts";
import type { Channel, Person } from "../workspace/directory.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Where people act: their workspace, and the way to the app. */
export interface Stage {
  readonly workspace: Workspace;
  readonly courier: Courier;
}

/** The verification token that Slack still sends and nobody should look at. */
export const LEGACY_TOKEN = "legacy-verification-token";

/** Somebody who can act. @throws RangeError for the unknown, the departed and bots */
export function actor({ workspace }: Stage, reference: string): Person {
  const person = workspace.directory.person(reference);
  if (person.deactivated || person.bot) throw new RangeError(`${person.name} cannot act: no active human account`);
  return person;
}

/** A channel that this person can see. @throws RangeError when they cannot */
export function seenChannel({ workspace }: Stage, person: Person, reference: string): Channel {
  const channel = workspace.directory.channel(reference);
  const isOpen = channel.kind === "public" && !person.guest && !person.teamId;
  if (!isOpen && !channel.members.has(person.id)) throw new RangeError(`${person.name} does not see ${channel.name}`);
  return channel;
}

/** What every interaction payload says of its sender. */
export function senderOf({ workspace }: Stage, person: Person) {
  const { id, domain } = workspace.directory.team;
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId ?? id },
    team: { id, domain },
    api_app_id: BOT.appId,
    token: LEGACY_TOKEN,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The current wall time as Slack writes it in payloads. */
export const wallTs = (): string => ((performance.timeOrigin + performance.now()) / 1000).toFixed(6);
