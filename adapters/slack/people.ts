import type { UsersInfoResponse, WebClient } from "@slack/web-api";
import type { ChannelInfo, PersonReader, Profile } from "../../src/chat/ports.ts";
import { InterconnectError } from "../../src/domain/errors.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import { type SlackAccess, slackClient } from "./client.ts";
import { slackPerson, slackSubject } from "./ids.ts";
import { failedOutcome, platformError } from "./slack-errors.ts";

/** Reads people, groups and channels of the workspace afresh, each time it is asked. */
export function createSlackPeople(access: SlackAccess): PersonReader {
  return new SlackPeople(slackClient(access));
}

const nobody: readonly string[] = ["user_not_found", "user_not_visible", "users_not_found"];
const noGroup: readonly string[] = ["no_such_subteam", "subteam_disabled", "invalid_subteam"];
const noChannel: readonly string[] = ["channel_not_found"];
const pageSize = 1000;

type SlackUser = NonNullable<UsersInfoResponse["user"]>;

class SlackPeople implements PersonReader {
  readonly platform = "slack";
  private readonly client: WebClient;
  private ownTeam: Promise<string> | undefined;

  constructor(client: WebClient) {
    this.client = client;
  }

  async profile(person: PersonId): Promise<Profile | undefined> {
    const subject = slackSubject(person);
    if (subject?.kind !== "user") return undefined;
    const own = await this.team();
    const user = await reading(nobody, async () => (await this.client.users.info({ user: subject.id })).user);
    if (user === undefined) return undefined;
    return {
      person,
      displayName: nameOf(user) ?? subject.id,
      deactivated: isTrue(user.deleted),
      bot: isTrue(user.is_bot) || user.id === "USLACKBOT",
      guest: [user.is_restricted, user.is_ultra_restricted, user.is_stranger].some(isTrue),
      ownTeam: user.team_id === own && subject.team === own,
      ...(user.tz !== undefined && { timeZone: user.tz }),
    };
  }

  async groupMembers(group: string): Promise<readonly PersonId[]> {
    const subject = slackSubject(group);
    const own = await this.team();
    if (subject?.kind !== "group" || subject.team !== own) return [];
    const users = await reading(
      noGroup,
      async () => (await this.client.usergroups.users.list({ usergroup: subject.id })).users ?? [],
    );
    return (users ?? []).map((user) => slackPerson(own, user));
  }

  async channelMembers(channel: string): Promise<readonly PersonId[]> {
    const own = await this.team();
    const members: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reading(noChannel, () =>
        this.client.conversations.members({ channel, limit: pageSize, ...(cursor && { cursor }) }),
      );
      members.push(...(page?.members ?? []));
      cursor = page?.response_metadata?.next_cursor;
    } while (cursor);
    return members.map((user) => slackPerson(own, user));
  }

  async channel(channel: string): Promise<ChannelInfo | undefined> {
    const info = await reading(noChannel, async () => (await this.client.conversations.info({ channel })).channel);
    if (info === undefined) return undefined;
    return {
      channel,
      name: info.name ?? channel,
      archived: isTrue(info.is_archived),
      sharedOutside: isTrue(info.is_ext_shared) || isTrue(info.is_pending_ext_shared),
      botIsMember: isTrue(info.is_member),
    };
  }

  /** The workspace of the bot's own token; never changes, so it is read once. */
  private team(): Promise<string> {
    this.ownTeam ??= this.readTeam().catch((thrown: unknown) => {
      this.ownTeam = undefined;
      throw thrown;
    });
    return this.ownTeam;
  }

  private async readTeam(): Promise<string> {
    const self = await reading([], () => this.client.auth.test());
    return self?.team_id ?? "";
  }
}

const isTrue = (flag: boolean | undefined): boolean => flag === true;

/** Slack leaves names that were never set empty. */
function nameOf({ profile, real_name, name }: SlackUser): string | undefined {
  return [profile?.display_name, real_name, name].find((one) => one !== undefined && one !== "");
}

/**
 * One reading; undefined when Slack says that there is no such thing.
 *
 * @throws InterconnectError `CloudUnreachable` when it could not be read: that is never taken for "no"
 */
async function reading<T>(absent: readonly string[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if (absent.includes(platformError(thrown) ?? "")) return undefined;
    const outcome = failedOutcome(thrown);
    throw new InterconnectError({
      code: "CloudUnreachable",
      kind: "transient",
      message: `Slack could not be read, so nothing was decided. ${outcome.why}`,
      hint: "Try again in a minute.",
      details: { side: "bot" },
      cause: thrown,
      ...(outcome.kind === "retry" && { retryAfterMs: outcome.afterMs }),
    });
  }
}
