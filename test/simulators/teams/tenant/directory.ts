import { BOT } from "./bot.ts";

/** Somebody who can be seen in the tenant's teams. */
export interface Person {
  /** How this bot knows them: `29:…`, opaque. */
  readonly id: string;
  /** The Entra object id. */
  readonly aadObjectId: string;
  /** A short name for tests. */
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  /** IANA time zone. */
  readonly tz: string;
  readonly tenantId: string;
  readonly guest?: boolean | undefined;
  deactivated?: boolean | undefined;
}

/** A team; its channels are conversations. */
export interface Team {
  /** The id of its General channel: `19:…@thread.tacv2`. */
  readonly id: string;
  readonly aadGroupId: string;
  readonly name: string;
  archived: boolean;
}

/** A channel, a group chat, or the personal chat of somebody with the bot. */
export interface Conversation {
  readonly id: string;
  readonly kind: "channel" | "groupChat" | "personal";
  readonly name: string;
  readonly teamId?: string | undefined;
  readonly members: Set<string>;
  /** False: the bot is not installed here, hears nothing and may say nothing. */
  botIn: boolean;
  /** A channel that people of other tenants may be in. */
  shared: boolean;
}

/** Who and what a tenant starts with. */
export interface TenantSeed {
  readonly tenantId: string;
  readonly name: string;
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  readonly conversations: readonly Conversation[];
}

const keyed = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));

/** The people, teams and conversations of the simulated tenant. Tests may change it while it runs. */
export class Directory {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly people: Map<string, Person>;
  readonly teams: Map<string, Team>;
  readonly conversations: Map<string, Conversation>;

  constructor({ tenantId, name, people, teams, conversations }: TenantSeed) {
    this.tenant = { id: tenantId, name };
    this.people = keyed(people.map((person) => ({ ...person })));
    this.teams = keyed(teams.map((team) => ({ ...team })));
    this.conversations = keyed(conversations.map((one) => ({ ...one, members: new Set(one.members) })));
  }

  /** A person by any of their ids, by e-mail or short name. */
  findPerson(reference: string): Person | undefined {
    const isMeant = ({ aadObjectId, name, email }: Person) => [aadObjectId, name, email].includes(reference);
    return this.people.get(reference) ?? [...this.people.values()].find(isMeant);
  }

  /** @throws RangeError when there is none */
  person(reference: string): Person {
    const found = this.findPerson(reference);
    if (!found) throw new RangeError(`no person "${reference}" in this tenant`);
    return found;
  }

  /** A conversation by id or name, with or without `#`. @throws RangeError when there is none */
  conversation(reference: string): Conversation {
    const bare = reference.replace(/^#/, "");
    const found = this.conversations.get(bare) ?? [...this.conversations.values()].find(({ name }) => name === bare);
    if (!found) throw new RangeError(`no conversation "${reference}" in this tenant`);
    return found;
  }

  /** The team of a channel. */
  teamOf({ teamId }: Conversation): Team | undefined {
    return teamId === undefined ? undefined : this.teams.get(teamId);
  }

  /** The personal chat of somebody with the bot, made when it is first asked for. */
  personalChat(person: Person): Conversation {
    const id = `a:1${person.id.slice("29:".length)}`;
    const known = this.conversations.get(id);
    if (known) return known;
    const made: Conversation = {
      id,
      kind: "personal",
      name: `${person.name} and ${BOT.name}`,
      members: new Set([person.id]),
      botIn: true,
      shared: false,
    };
    this.conversations.set(id, made);
    return made;
  }

  /** Those who are in a conversation and have not left. */
  membersOf({ members }: Conversation): Person[] {
    return [...members].flatMap((id) => this.people.get(id) ?? []).filter(({ deactivated }) => !deactivated);
  }
}
