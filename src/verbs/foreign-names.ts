import { setTimeout as pause } from "node:timers/promises";
import type { People } from "../approval/people.ts";
import { type Block, joined, mention, plain, type Rich, type Span } from "../chat/card.ts";
import { mapSpans } from "../chat/map-spans.ts";
import type { ForeignNames } from "../chat/ports.ts";
import { platformName } from "../chat/words.ts";
import { isGroup } from "../domain/environment.ts";
import { type PersonId, personId, platformOf } from "../domain/ids.ts";

/** More members of a group than these are only counted. */
const mostMembers = 5;

/**
 * Shows who is known on another platform: by the account that the operator declared to be theirs on this one, else by
 * their name there. What cannot be read is shown without its name, so that one platform never waits for the other.
 */
export function foreignNames(people: People): ForeignNames {
  const names = new Names(people);
  const shown = (blocks: readonly Block[], platform: string) =>
    mapSpans(blocks, (span) => names.inSpan(span, platform));
  return {
    async inCard(card, platform) {
      return { ...card, blocks: await shown(card.blocks, platform) };
    },
    async inForm(form, platform) {
      const footer = form.footer && (await shown(form.footer, platform));
      return { ...form, blocks: await shown(form.blocks, platform), ...(footer && { footer }) };
    },
  };
}

class Names {
  private readonly people: People;
  private readonly names = new Recall<string>();
  private readonly groups = new Recall<readonly PersonId[]>();

  constructor(people: People) {
    this.people = people;
  }

  async inSpan(span: Span, platform: string): Promise<Rich> {
    if (span.kind === "mention" && platformOf(span.who) !== platform) return this.inMention(span.who, platform);
    if (span.kind === "channel" && span.platform !== platform) return [plain(await this.channel(span))];
    return [span];
  }

  private async inMention(who: string, platform: string): Promise<Rich> {
    if (!isGroup(who)) return [await this.person(personId(who), platform)];
    const members = await this.groups.get(who, () => this.people.membersOf(who));
    if (members === undefined || members.length === 0) return [plain(`a group in ${platformName(who)}`)];
    const some = await Promise.all(members.slice(0, mostMembers).map((member) => this.person(member, platform)));
    const more = members.length - some.length;
    return joined(more > 0 ? [...some, `${more} more`] : some, ", ");
  }

  private async person(person: PersonId, platform: string): Promise<Span> {
    const own = this.people.accountsOf(person).find((account) => platformOf(account) === platform);
    if (own !== undefined) return mention(own);
    const name = await this.names.get(person, async () => (await this.people.profile(person)).name);
    return plain(name === undefined || name === person ? `somebody in ${platformName(person)}` : name);
  }

  private async channel({ platform, channel }: Span & { kind: "channel" }): Promise<string> {
    const name = await this.names.get(channel, async () => (await this.people.channel(platform, channel)).name);
    return name === undefined || name === channel ? `a channel in ${platformName(platform)}` : `#${name}`;
  }
}

/** How long a name is remembered: it is only shown, nothing is decided by it. In ms. */
const rememberedMs = 60_000;

/** How long a word of one platform waits for names of another one, which may be away. In ms. */
const patienceMs = 2_000;

/** What was read lately; undefined when it could not be read, or not in time. */
class Recall<T> {
  private readonly entries = new Map<string, { readonly until: number; readonly value: Promise<T | undefined> }>();

  get(key: string, read: () => Promise<T>): Promise<T | undefined> {
    const known = this.entries.get(key);
    if (known && performance.now() < known.until) return known.value;
    const late = pause(patienceMs, undefined, { ref: false });
    const value = Promise.race([read().catch(() => undefined), late]);
    this.entries.set(key, { until: performance.now() + rememberedMs, value });
    return value;
  }
}
