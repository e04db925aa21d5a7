import { isGroup, type PolicySubject } from "../domain/environment.ts";
import { type PersonId, personId } from "../domain/ids.ts";

/** A person as the chat product knows them now. */
export interface Profile {
  readonly name: string;
  /** Why this account may neither ask nor decide, if so. */
  readonly barred?: "deactivated" | "guest" | "bot" | "stranger";
}

export interface ChannelState {
  readonly name: string;
  /** Why the bot cannot or must not tell a story here, if so. */
  readonly unusable?: "missing" | "archived" | "not-a-member" | "shared-outside";
}

/** Who people are and where they belong, read afresh: a decision never trusts what was true earlier. */
export interface People {
  profile(person: PersonId): Promise<Profile>;
  /** Accounts that the operator declared to be one person's, the given one included; nothing else makes two one. */
  accountsOf(person: PersonId): readonly PersonId[];
  /** @param group as in the policy, such as `slack:T…/S…` */
  membersOf(group: string): Promise<readonly PersonId[]>;
  isInChannel(person: PersonId, channel: string): Promise<boolean>;
  channel(platform: string, channel: string): Promise<ChannelState>;
}

/** Of several accounts of one person only the first, so that nobody is named twice. Who is in a group is not looked into. */
export function eachOnce<Subject extends PolicySubject>(
  people: Pick<People, "accountsOf">,
  subjects: readonly Subject[],
): readonly Subject[] {
  return subjects.filter((one, at) => !namedIn(people, subjects.slice(0, at), one));
}

/** Is this group named here, or this person by any of their accounts? */
export function namedIn(
  people: Pick<People, "accountsOf">,
  subjects: readonly PolicySubject[],
  one: PolicySubject,
): boolean {
  const accounts: readonly PolicySubject[] = isGroup(one) ? [one] : people.accountsOf(personId(one));
  return subjects.some((subject) => accounts.includes(subject));
}
