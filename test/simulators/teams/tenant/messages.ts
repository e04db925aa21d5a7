import type { Changes } from "../../kit/changes.ts";
import type { SimClock } from "../../kit/clock.ts";
import type { Card } from "../cards/parts.ts";

/** A mention in a text: what stands there, and who is meant. */
export interface Mention {
  readonly text: string;
  readonly id: string;
  readonly name: string;
}

/** A picture that is sent with a message. */
export interface Picture {
  readonly contentType: string;
  readonly contentUrl: string;
  readonly name?: string | undefined;
}

/** What a message says at one moment. */
export interface Content {
  readonly text: string;
  readonly textFormat: "plain" | "markdown" | "xml";
  /** What notifications show of a card. */
  readonly summary?: string | undefined;
  readonly card?: Card | undefined;
  readonly pictures: readonly Picture[];
  readonly mentions: readonly Mention[];
}

/** One wording of a message; the first is the post, the others are edits. */
export interface Revision extends Content {
  readonly atVirtualMs: number;
  readonly atWallMs: number;
}

/** A message with its whole history. */
export interface Message {
  /** The conversation without its thread. */
  readonly conversation: string;
  readonly id: string;
  /** In a channel, the id of the post it replies to; absent on the post itself and outside channels. */
  readonly threadId?: string | undefined;
  readonly from: string;
  readonly revisions: [Revision, ...Revision[]];
  /** Cards that took the place of this one for one person alone, as answers to their clicks; an edit ends them. */
  readonly ownCards: Map<string, Card>;
  deletedAtVirtualMs?: number;
}

/** A new message. */
export interface Draft {
  readonly conversation: string;
  readonly threadId?: string | undefined;
  readonly from: string;
  readonly content: Content;
}

/** The message as it reads now. */
export const current = ({ revisions }: Message): Revision => revisions.at(-1) ?? revisions[0];

/** Text alone, as people write it. */
export const plainContent = (text: string, mentions: readonly Mention[] = []): Content => ({
  text,
  textFormat: "plain",
  pictures: [],
  mentions,
});

/** All messages of the tenant in the order of posting, deleted ones too. */
export class Messages {
  readonly all: Message[] = [];
  private readonly clock: SimClock;
  private readonly changes: Changes;
  private lastId = 0;

  constructor(clock: SimClock, changes: Changes) {
    this.clock = clock;
    this.changes = changes;
  }

  post({ conversation, threadId, from, content }: Draft): Message {
    this.lastId = Math.max(this.lastId + 1, this.clock.now());
    const message: Message = {
      conversation,
      id: String(this.lastId),
      threadId,
      from,
      revisions: [this.revision(content)],
      ownCards: new Map(),
    };
    this.all.push(message);
    this.tell("message.posted", message);
    return message;
  }

  edit(message: Message, content: Content): void {
    message.revisions.push(this.revision(content));
    message.ownCards.clear();
    this.tell("message.edited", message);
  }

  /** Shows a card in a message's place to one person alone. */
  showAlone(message: Message, person: string, card: Card): void {
    message.ownCards.set(person, card);
    this.tell("message.edited", message);
  }

  delete(message: Message): void {
    message.deletedAtVirtualMs = this.clock.now();
    this.tell("message.deleted", message);
  }

  /** A message that was posted, even if it is deleted by now. */
  posted(conversation: string, id: string): Message | undefined {
    return this.all.find((one) => one.conversation === conversation && one.id === id);
  }

  /** A post and its replies that stand there now, oldest first. */
  thread(conversation: string, id: string): Message[] {
    return this.visible(conversation).filter((one) => one.id === id || one.threadId === id);
  }

  /** Everything that stands in a conversation now, oldest first, replies included. */
  visible(conversation: string): Message[] {
    return this.all.filter((one) => one.conversation === conversation && one.deletedAtVirtualMs === undefined);
  }

  private revision(content: Content): Revision {
    return { ...content, atVirtualMs: this.clock.now(), atWallMs: Date.now() };
  }

  private tell(topic: string, { conversation, id, threadId }: Message): void {
    this.changes.tell(topic, { conversation, id, threadId });
  }
}
