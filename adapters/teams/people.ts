import type { AddressBook, Conversation } from "../../src/chat/address-book.ts";
import type { ChannelInfo, PersonReader, Profile } from "../../src/chat/ports.ts";
import type { TeamsConfig } from "../../src/config/teams.ts";
import { InterconnectError } from "../../src/domain/errors.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import type { Connector, Member } from "./connector.ts";
import { createConnector } from "./create-connector.ts";
import { teamsPerson, teamsSubject } from "./ids.ts";
import { failedOutcome, statusOf } from "./teams-errors.ts";

export interface TeamsPeopleOptions {
  readonly config: TeamsConfig;
  readonly book: AddressBook;
  /** Channels on whose rosters people are looked for who never spoke to the bot. */
  readonly channels: readonly string[];
}

/** Reads people and channels from Teams' rosters afresh, each time it is asked. */
export function createTeamsPeople(options: TeamsPeopleOptions): PersonReader {
  return new TeamsPeople(options, createConnector(options.config));
}

class TeamsPeople implements PersonReader {
  readonly platform = "teams";
  private readonly config: TeamsConfig;
  private readonly book: AddressBook;
  private readonly channels: readonly string[];
  private readonly connector: Connector;

  constructor({ config, book, channels }: TeamsPeopleOptions, connector: Connector) {
    this.config = config;
    this.book = book;
    this.channels = channels;
    this.connector = connector;
  }

  /** Whoever stands on no roster of a conversation that the bot is in is unknown: accounts that are gone are on none. */
  async profile(person: PersonId): Promise<Profile | undefined> {
    const subject = teamsSubject(person);
    if (subject?.tenant !== this.config.tenantId) return undefined;
    for (const conversation of await this.rosters(person)) {
      const member = await reading(() => this.connector.member(conversation, subject.objectId));
      if (member) return this.profileOf(person, member);
    }
    return undefined;
  }

  /** Teams has no groups without leave to read the whole directory; the policy names people. */
  groupMembers(): Promise<readonly PersonId[]> {
    return Promise.resolve([]);
  }

  async channelMembers(channel: string): Promise<readonly PersonId[]> {
    return (await this.membersOf(channel))?.map((member) => this.idOf(member)) ?? [];
  }

  async channel(channel: string): Promise<ChannelInfo | undefined> {
    const members = await this.membersOf(channel);
    if (members === undefined) return undefined;
    return {
      channel,
      name: await this.channelName(channel),
      archived: false,
      sharedOutside: members.some(({ tenant }) => tenant !== undefined && tenant !== this.config.tenantId),
      botIsMember: true,
    };
  }

  private async channelName(channel: string): Promise<string> {
    const conversation = await this.book.conversation("teams", channel);
    const team = conversation?.team;
    if (!conversation || team === undefined) return channel;
    return (await reading(() => this.connector.channels({ ...conversation, team })))?.get(channel)?.name ?? channel;
  }

  private async membersOf(channel: string): Promise<readonly Member[] | undefined> {
    const conversation = await this.conversation(channel);
    return conversation && reading(() => this.connector.members(conversation));
  }

  /** A channel that nothing was heard from yet is reached where the others are. */
  private async conversation(id: string): Promise<Conversation | undefined> {
    const [known, latest] = await Promise.all([this.book.conversation("teams", id), this.book.latest("teams")]);
    return known ?? (latest && { id, kind: "channel", serviceUrl: latest.serviceUrl });
  }

  /** Conversations on whose roster somebody may stand: their own with the bot first. */
  private async rosters(person: PersonId): Promise<readonly Conversation[]> {
    const own = (await this.book.person(person))?.conversation;
    const ids = [...(own === undefined ? [] : [own]), ...new Set(this.channels)];
    const found = await Promise.all(ids.map((id) => this.conversation(id)));
    return found.flatMap((one) => one ?? []);
  }

  private idOf({ tenant, objectId }: Member): PersonId {
    return teamsPerson(tenant ?? this.config.tenantId, objectId);
  }

  private profileOf(person: PersonId, { name, tenant, guest }: Member): Profile {
    return {
      person,
      displayName: name,
      deactivated: false,
      bot: false,
      guest,
      ownTeam: tenant === undefined || tenant === this.config.tenantId,
    };
  }
}

/**
 * One reading; undefined when Teams says that there is no such thing, or none that the bot may see.
 *
 * @throws InterconnectError `CloudUnreachable` when it could not be read: that is never taken for "no"
 */
async function reading<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (thrown) {
    const status = statusOf(thrown);
    if (status === 400 || status === 403 || status === 404) return undefined;
    const outcome = failedOutcome(thrown);
    throw new InterconnectError({
      code: "CloudUnreachable",
      kind: "transient",
      message: `Teams could not be read, so nothing was decided. ${outcome.why}`,
      hint: "Try again in a minute.",
      details: { side: "bot" },
      cause: thrown,
      ...(outcome.kind === "retry" && { retryAfterMs: outcome.afterMs }),
    });
  }
}
