import type { AddressBook, Conversation } from "../../src/chat/address-book.ts";
import type { Block } from "../../src/chat/card.ts";
import { spansOf } from "../../src/chat/card-spans.ts";
import { within } from "../../src/chat/within.ts";
import { personId } from "../../src/domain/ids.ts";
import type { Connector } from "./connector.ts";
import { teamsSubject } from "./ids.ts";
import { timesMs } from "./limits.ts";
import type { Names } from "./names.ts";

/** Looks up what people and channels are called. What cannot be looked up stays without a name, and nothing fails. */
export class NameBook {
  private readonly connector: Connector;
  private readonly book: AddressBook;
  private readonly channels = new Map<string, { readonly name: string | undefined; readonly until: number }>();

  constructor(connector: Connector, book: AddressBook) {
    this.connector = connector;
    this.book = book;
  }

  /** The names of all that is named in these blocks, as `at` knows them. */
  async namesIn(blocks: readonly Block[], at: Conversation): Promise<Names> {
    const spans = spansOf(blocks);
    const people = new Set(spans.flatMap((span) => (span.kind === "mention" ? [span.who] : [])));
    const channels = new Set(spans.flatMap((span) => (span.kind === "channel" ? [span.channel] : [])));
    const [personNames, channelNames] = await Promise.all([
      namesOf(people, (who) => this.personName(who, at)),
      namesOf(channels, (id) => this.channelName(id)),
    ]);
    return { person: (who) => personNames.get(who), channel: (id) => channelNames.get(id) };
  }

  private async personName(who: string, at: Conversation): Promise<string | undefined> {
    const subject = teamsSubject(who);
    if (subject === undefined) return undefined;
    const known = await this.book.person(personId(who));
    if (known?.name !== undefined) return known.name;
    const { name } = await this.connector.member(at, subject.objectId);
    await this.book.meet(personId(who), { name });
    return name;
  }

  private async channelName(id: string): Promise<string | undefined> {
    const kept = this.channels.get(id);
    if (kept && kept.until > Date.now()) return kept.name;
    const conversation = await this.book.conversation("teams", id);
    const team = conversation?.team;
    if (!conversation || team === undefined) return undefined;
    for (const [one, { name }] of await this.connector.channels({ ...conversation, team })) {
      this.channels.set(one, { name, until: Date.now() + timesMs.namesKept });
    }
    return this.channels.get(id)?.name;
  }
}

async function namesOf(
  ids: ReadonlySet<string>,
  lookUp: (id: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, string | undefined>> {
  const entries = [...ids].map(
    async (id) => [id, await within(timesMs.lookUp, lookUp(id)).catch(() => undefined)] as const,
  );
  return new Map(await Promise.all(entries));
}
