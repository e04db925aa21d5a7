import type { Changes } from "../../kit/changes.ts";
import type { SimClock } from "../../kit/clock.ts";
import type { Block } from "../block-kit/blocks.ts";

/** What an app hangs on a message for itself. */
export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

/** What a message says at one moment. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata?: Metadata | undefined;
}

/** One wording of a message; the first is the post, the others are edits. */
export interface Revision extends Content {
  readonly atVirtualMs: number;
  readonly atWallMs: number;
}

/** A message with its whole history. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** The parent's `ts`; absent on a message that is no reply. */
  readonly threadTs?: string | undefined;
  readonly user: string;
  /** Only this person can see it. */
  readonly onlyFor?: string | undefined;
  readonly fileIds: readonly string[];
  readonly revisions: [Revision, ...Revision[]];
  /** A reply that is also shown in the channel. */
  broadcast: boolean;
  deletedAtVirtualMs?: number;
}

/** A new message. */
export interface Draft extends Content {
  readonly channel: string;
  readonly user: string;
  readonly threadTs?: string | undefined;
  readonly broadcast?: boolean | undefined;
  readonly onlyFor?: string | undefined;
  readonly fileIds?: readonly string[] | undefined;
}

/** The message as it reads now. */
export const current = ({ revisions }: Message): Revision => revisions.at(-1) ?? revisions[0];

/** All messages of the workspace in the order of posting, ephemeral and deleted ones too. */
export class Messages {
  readonly all: Message[] = [];
  private readonly clock: SimClock;
  private readonly changes: Changes;
  private lastMicros = 0;

  constructor(clock: SimClock, changes: Changes) {
    this.clock = clock;
    this.changes = changes;
  }

  post(draft: Draft): Message {
    const { channel, user, threadTs, onlyFor, fileIds = [], broadcast = false } = draft;
    const message: Message = {
      channel,
      ts: this.nextTs(),
      threadTs,
      user,
      onlyFor,
      fileIds,
      broadcast,
      revisions: [this.revision(draft)],
    };
    this.all.push(message);
    this.tell("message.posted", message);
    return message;
  }

  edit(message: Message, content: Content): Revision {
    const revision = this.revision(content);
    message.revisions.push(revision);
    this.tell("message.edited", message);
    return revision;
  }

  delete(message: Message): void {
    message.deletedAtVirtualMs = this.clock.now();
    this.tell("message.deleted", message);
  }

  /** A message that was posted, even if it is deleted by now. */
  find(channel: string, ts: string): Message | undefined {
    return this.all.find((one) => one.channel === channel && one.ts === ts);
  }

  /** The parent and its replies that everybody can see, oldest first. */
  thread(channel: string, ts: string): Message[] {
    return this.visible(channel).filter((one) => one.ts === ts || one.threadTs === ts);
  }

  /** Everything that stands in a channel now, oldest first, replies included. */
  visible(channel: string): Message[] {
    return this.all.filter((one) => one.channel === channel && !one.onlyFor && one.deletedAtVirtualMs === undefined);
  }

  private revision({ text, blocks, metadata }: Content): Revision {
    const atVirtualMs = this.clock.now();
    return { text, blocks, metadata, atVirtualMs, atWallMs: Date.now() };
  }

  private nextTs(): string {
    this.lastMicros = Math.max(this.lastMicros + 1, this.clock.now() * 1000);
    const micros = String(this.lastMicros);
    return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
  }

  private tell(topic: string, { channel, ts, threadTs, onlyFor }: Message): void {
    this.changes.tell(topic, { channel, ts, threadTs, onlyFor });
  }
}
