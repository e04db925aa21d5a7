/** Somebody of the workspace, or a guest, bot or stranger who can be seen in it. */
export interface Person {
  readonly id: string;
  /** The handle, without `@`. */
  readonly name: string;
  readonly realName: string;
  readonly tz: string;
  readonly email?: string | undefined;
  /** Member of another workspace, met in a shared channel. */
  readonly teamId?: string | undefined;
  readonly bot?: boolean | undefined;
  readonly guest?: "multi-channel" | "single-channel" | undefined;
  deactivated?: boolean | undefined;
}

/** A channel or direct message. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "im";
  readonly members: Set<string>;
  archived: boolean;
  /** Shared with another organisation (Slack Connect). */
  extShared: boolean;
}

/** A user group, such as `@net-approvers`. */
export interface Group {
  readonly id: string;
  readonly handle: string;
  readonly members: Set<string>;
}

/** Who and what a workspace starts with. */
export interface WorkspaceSeed {
  readonly team: { readonly id: string; readonly domain: string; readonly name: string };
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly channels: readonly Channel[];
}

const named = <T extends { id: string }>(
  what: string,
  all: ReadonlyMap<string, T>,
  reference: string,
  nameOf: (one: T) => string,
): T => {
  const bare = reference.replace(/^[@#]/, "");
  const found = all.get(bare) ?? [...all.values()].find((one) => nameOf(one) === bare);
  if (!found) throw new RangeError(`no ${what} "${reference}" in this workspace`);
  return found;
};

const keyed = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));

/** The people, groups and channels of the simulated workspace. Tests may change it while it runs. */
export class Directory {
  readonly team: WorkspaceSeed["team"];
  readonly people: Map<string, Person>;
  readonly groups: Map<string, Group>;
  readonly channels: Map<string, Channel>;

  constructor(seed: WorkspaceSeed) {
    this.team = seed.team;
    this.people = keyed(seed.people.map((person) => ({ ...person })));
    this.groups = keyed(seed.groups.map((group) => ({ ...group, members: new Set(group.members) })));
    this.channels = keyed(seed.channels.map((channel) => ({ ...channel, members: new Set(channel.members) })));
  }

  /** A person by id, or by name with or without `@`. @throws RangeError when there is none */
  person(reference: string): Person {
    return named("person", this.people, reference, (one) => one.name);
  }

  /** A channel by id, or by name with or without `#`. @throws RangeError when there is none */
  channel(reference: string): Channel {
    return named("channel", this.channels, reference, (one) => one.name);
  }

  /** A user group by id or handle. @throws RangeError when there is none */
  group(reference: string): Group {
    return named("user group", this.groups, reference, (one) => one.handle);
  }

  /** The direct message between two people, made when it is first asked for. */
  directMessage(first: string, second: string): Channel {
    const id = `D0${[first, second].toSorted().join("").slice(0, 40)}`;
    const known = this.channels.get(id);
    if (known) return known;
    const channel: Channel = {
      id,
      name: id,
      kind: "im",
      members: new Set([first, second]),
      archived: false,
      extShared: false,
    };
    this.channels.set(id, channel);
    return channel;
  }
}
