import { randomUUID } from "node:crypto";
import type { JsonObject } from "../../kit/json.ts";
import type { Courier } from "../delivery/courier.ts";
import { BOT } from "../tenant/bot.ts";
import type { Conversation, Person } from "../tenant/directory.ts";
import { type Tenant, wireIdOf } from "../tenant/tenant.ts";

/** Where people act: their tenant, and the way to the bot. */
export interface Stage {
  readonly tenant: Tenant;
  readonly courier: Courier;
}

/** Somebody who can act. @throws RangeError for the unknown and the departed */
export function actor({ tenant }: Stage, reference: string): Person {
  const person = tenant.directory.person(reference);
  if (person.deactivated) throw new RangeError(`${person.name} cannot act: no active account`);
  return person;
}

/** Says `bot` for the personal chat with the bot. */
const WITH_BOT = "bot";

/** A conversation that this person is in. @throws RangeError when they are not */
export function seenConversation({ tenant }: Stage, person: Person, reference: string): Conversation {
  const { directory } = tenant;
  const found = reference === WITH_BOT ? directory.personalChat(person) : directory.conversation(reference);
  if (!found.members.has(person.id)) throw new RangeError(`${person.name} is not in ${found.name}`);
  return found;
}

function channelDataOf({ id: tenantId, directory }: Tenant, conversation: Conversation): JsonObject {
  const tenant = { id: tenantId };
  const team = directory.teamOf(conversation);
  if (!team) return { tenant };
  const { id, name } = conversation;
  return {
    teamsChannelId: id,
    teamsTeamId: team.id,
    channel: { id, name },
    team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId },
    tenant,
  };
}

/** Who does something, where, and in which thread. */
export interface Scene {
  readonly person: Person;
  readonly conversation: Conversation;
  /** The thread's first message; its own id for a new post. */
  readonly threadId: string;
}

/**
 * What every activity of Teams has.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function activityOf({ tenant }: Stage, { person, conversation, threadId }: Scene, own: JsonObject): JsonObject {
  const { kind } = conversation;
  const now = new Date();
  return {
    id: `f:${randomUUID()}`,
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString(),
    localTimezone: person.tz,
    channelId: "msteams",
    serviceUrl: tenant.serviceUrl,
    from: { id: person.id, name: person.displayName, aadObjectId: person.aadObjectId },
    recipient: { id: BOT.id, name: BOT.name },
    conversation: {
      id: wireIdOf(conversation, threadId),
      conversationType: kind,
      tenantId: tenant.id,
      ...(kind !== "personal" && { isGroup: true }),
      ...(kind === "groupChat" && { name: conversation.name }),
    },
    channelData: channelDataOf(tenant, conversation),
    locale: "en-GB",
    ...own,
  };
}

/** The device that something was done on. */
export const clientInfo = ({ tz }: Person): JsonObject => ({
  type: "clientInfo",
  locale: "en-GB",
  country: "GB",
  platform: "Web",
  timezone: tz,
});
