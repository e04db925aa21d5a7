import type { ChannelState, People, Profile } from "../approval/people.ts";
import type { ChannelInfo, PersonReader, Profile as PlatformProfile } from "../chat/ports.ts";
import { type PersonId, platformOf } from "../domain/ids.ts";

/** People of all configured platforms, judged the same way. On a platform that is not configured everybody is a stranger. */
export function peopleOf(readers: readonly PersonReader[], declared: readonly (readonly PersonId[])[]): People {
  const readerOn = (name: string) => readers.find(({ platform }) => platform === name);
  return {
    async profile(person) {
      return toProfile(person, await readerOn(platformOf(person))?.profile(person));
    },
    accountsOf: (person) => declared.find((accounts) => accounts.includes(person)) ?? [person],
    async membersOf(group) {
      return (await readerOn(platformOf(group))?.groupMembers(group)) ?? [];
    },
    async isInChannel(person, channel) {
      return (await readerOn(platformOf(person))?.channelMembers(channel))?.includes(person) ?? false;
    },
    async channel(platform, channel) {
      return stateOf(channel, await readerOn(platform)?.channel(channel));
    },
  };
}

function toProfile(person: PersonId, found: PlatformProfile | undefined): Profile {
  if (!found) return { name: person, barred: "stranger" };
  const barred = barredBecause(found);
  return { name: found.displayName, ...(barred && { barred }) };
}

function barredBecause({ deactivated, bot, guest, ownTeam }: PlatformProfile): Profile["barred"] {
  if (!ownTeam) return "stranger";
  if (deactivated) return "deactivated";
  if (bot) return "bot";
  return guest ? "guest" : undefined;
}

function stateOf(channel: string, found: ChannelInfo | undefined): ChannelState {
  if (!found) return { name: channel, unusable: "missing" };
  const { name, archived, sharedOutside, botIsMember } = found;
  if (archived) return { name, unusable: "archived" };
  if (sharedOutside) return { name, unusable: "shared-outside" };
  return botIsMember ? { name } : { name, unusable: "not-a-member" };
}
