import type { Redis } from "ioredis";
import type { Card } from "../chat/card.ts";
import type { Destination, Outgoing, Place, PostOutcome, ThreadPlace } from "../chat/ports.ts";
import type { PersonId, ThreadId } from "../domain/ids.ts";
import { threadId } from "../domain/ids.ts";
import type { Alarms, Taking } from "./alarms.ts";
import { lateWorker } from "./alarms.ts";
import { answersOf, type Hash } from "./answers.ts";
import type { Keys } from "./keys.ts";
import type { Changed, Command, Once } from "./transaction.ts";
import { transact } from "./transaction.ts";

/** How long private threads are remembered after their last message: replays come within minutes. In ms. */
const rememberedMs = String(7 * 24 * 60 * 60 * 1_000);

/**
 * A thread as its drainer sees it. Private words and forms are threads of their own, without a card. A story that is
 * told in several places passes on what it has to threads of theirs, so that each place has its own order and pauses.
 */
export interface OutboxThread {
  readonly place: ThreadPlace | undefined;
  /** The threads of a story's places, when it has several. */
  readonly places: readonly ThreadId[];
  /** The story that is told here: the thread itself, unless it is one of several places. */
  readonly story: ThreadId;
  /** Who hears in private when the thread's place refuses for good. */
  readonly owner: PersonId | undefined;
  readonly card: { readonly version: number; readonly card: Card } | undefined;
  readonly cardSent: number;
  /** A message whose sending was begun and not seen to end. */
  readonly sending: { readonly id: string; readonly at: number } | undefined;
  readonly failures: number;
  /** Wall times before which nothing is sent, and before which the card is not edited, because an attempt failed. */
  readonly notBefore: number;
  readonly editNotBefore: number;
  readonly head: Outgoing | undefined;
}

/** The outbox thread in which a message keeps its order. */
export function threadOf(destination: Destination): ThreadId {
  switch (destination.to) {
    case "thread":
      return destination.thread;
    case "person":
      return threadId(`person/${destination.person}`);
    case "aside":
      return threadId(`aside/${destination.person}/${destination.place.channel}`);
    case "form":
      return threadId(`form/${destination.formId}`);
  }
}

/**
 * What waits to be said. Messages are appended in the transaction of the change that causes them, under an id that a
 * replay repeats; a card is desired state, of which the newest wins.
 */
export class Outbox {
  private readonly redis: Redis;
  private readonly keys: Keys;
  private readonly alarms: Alarms;

  constructor(redis: Redis, keys: Keys, alarms: Alarms) {
    this.redis = redis;
    this.keys = keys;
    this.alarms = alarms;
  }

  /** Part of a transaction: opens a story, whose first message in each of its places is its card. */
  open(story: ThreadId, places: readonly ThreadPlace[], owner: PersonId): readonly Command[] {
    const threads = places.map((place) => (places.length === 1 ? story : threadId(`${story}/in/${place.platform}`)));
    const told = places.map((place, at): Command => {
      const key = this.keys.thread(threads[at] ?? story);
      return ["HSET", key, "place", JSON.stringify(place), "owner", owner, "story", story];
    });
    return places.length === 1 ? told : [["HSET", this.keys.thread(story), "places", JSON.stringify(threads)], ...told];
  }

  /** Part of a transaction: the card this thread shows from now on. One that reads the same is not sent again. */
  show(thread: ThreadId, card: Card): Changed {
    const key = this.keys.thread(thread);
    return {
      key,
      field: "card",
      value: JSON.stringify(card),
      commands: [["HINCRBY", key, "cardVersion", "1"], ...this.alarms.wake("threads", thread)],
    };
  }

  /** Part of a transaction: says something, once. */
  say(message: Outgoing): Once {
    const thread = threadOf(message.destination);
    const key = this.keys.said(thread);
    const passing = message.destination.to === "thread" ? [] : [key, this.keys.alarm("threads", thread)];
    return {
      key,
      member: message.id,
      commands: [
        ["RPUSH", this.keys.outbox(thread), JSON.stringify(message)],
        ...this.alarms.wake("threads", thread),
        ...passing.map((one): Command => ["PEXPIRE", one, rememberedMs]),
      ],
    };
  }

  async load(thread: ThreadId): Promise<OutboxThread> {
    const pipeline = this.redis.pipeline();
    pipeline.hgetall(this.keys.thread(thread));
    pipeline.lindex(this.keys.outbox(thread), 0);
    const [fields, head] = await answersOf<[Hash, string | null]>(pipeline);
    const read = (name: string): unknown => (fields[name] === undefined ? undefined : JSON.parse(fields[name]));
    const card = read("card") as Card | undefined;
    return {
      place: withRef(read("place") as ThreadPlace | undefined, fields["ref"]),
      places: (read("places") ?? []) as readonly ThreadId[],
      story: threadId(fields["story"] ?? thread),
      owner: fields["owner"] as PersonId | undefined,
      card: card && { version: Number(fields["cardVersion"] ?? 0), card },
      cardSent: Number(fields["cardSent"] ?? 0),
      sending: read("sending") as OutboxThread["sending"],
      failures: Number(fields["failures"] ?? 0),
      notBefore: Number(fields["notBefore"] ?? 0),
      editNotBefore: Number(fields["editNotBefore"] ?? 0),
      head: head === null ? undefined : (JSON.parse(head) as Outgoing),
    };
  }

  /** Hands the oldest message and the newest card on to every place of the story, all at once. */
  passOn(taking: Taking, { head, card, places }: OutboxThread): Promise<void> {
    const story = threadId(taking.id);
    const sent: readonly Command[] = card ? [["HSET", this.keys.thread(story), "cardSent", String(card.version)]] : [];
    return this.write(taking, head ? [this.removed(story, head), ...sent] : sent, {
      once: head
        ? places.map((thread) => this.say({ ...head, destination: { ...head.destination, to: "thread", thread } }))
        : [],
      changed: card ? places.map((thread) => this.show(thread, card.card)) : [],
    });
  }

  /** Writes down that a message is about to be sent; after a crash it is looked for before it is sent again. */
  sending(taking: Taking, id: string): Promise<void> {
    const key = this.keys.thread(threadId(taking.id));
    return this.write(taking, [["HSET", key, "sending", JSON.stringify({ id, at: Date.now() })]]);
  }

  /** The thread's card is there, as its first message. */
  opened(taking: Taking, at: { place: ThreadPlace; story: ThreadId }, ref: string, version: number): Promise<void> {
    const key = this.keys.thread(threadId(taking.id));
    return this.write(taking, [
      ["HSET", key, "ref", ref, "cardSent", String(version)],
      ["HSET", this.keys.threadRefs(at.place.platform, at.place.channel), ref, at.story],
      ...this.settled(key),
    ]);
  }

  /** The story whose card a message of ours is; undefined when that message is not ours. */
  async threadAt({ platform, channel, threadRef }: Place): Promise<ThreadId | undefined> {
    if (threadRef === undefined) return undefined;
    const id = await this.redis.hget(this.keys.threadRefs(platform, channel), threadRef);
    return id === null ? undefined : threadId(id);
  }

  edited(taking: Taking, version: number): Promise<void> {
    const key = this.keys.thread(threadId(taking.id));
    return this.write(taking, [
      ["HSET", key, "cardSent", String(version)],
      ["HDEL", key, "editNotBefore"],
      ...this.settled(key),
    ]);
  }

  /** A message has arrived. Repeating this after a lost answer takes no other message away. */
  dropHead(taking: Taking, message: Outgoing): Promise<void> {
    const thread = threadId(taking.id);
    return this.write(taking, [this.removed(thread, message), ...this.settled(this.keys.thread(thread))]);
  }

  /** The oldest message will never arrive where it was meant for: kept for the operator, and told to `instead`. */
  async bury(
    taking: Taking,
    message: Outgoing,
    outcome: PostOutcome & { kind: "refused" },
    instead?: Outgoing,
  ): Promise<void> {
    const thread = threadId(taking.id);
    const letter = JSON.stringify({ at: Date.now(), thread, message, why: outcome.why });
    await this.write(
      taking,
      [
        this.removed(thread, message),
        ["RPUSH", this.keys.deadLetters(), letter],
        ["LTRIM", this.keys.deadLetters(), "-1000", "-1"],
        ...this.settled(this.keys.thread(thread)),
      ],
      { once: instead ? [this.say(instead)] : [] },
    );
  }

  /** An attempt came to nothing; one that may have arrived after all stays marked, to be looked for. */
  failed(taking: Taking, mayHaveArrived: boolean, notBefore: number): Promise<void> {
    const key = this.keys.thread(threadId(taking.id));
    const cleared: readonly Command[] = mayHaveArrived ? [] : [["HDEL", key, "sending"]];
    return this.write(taking, [
      ["HINCRBY", key, "failures", "1"],
      ["HSET", key, "notBefore", String(notBefore)],
      ...cleared,
    ]);
  }

  /** The card could not be edited for the moment; what there is to say does not wait for that. */
  editFailed(taking: Taking, notBefore: number): Promise<void> {
    const key = this.keys.thread(threadId(taking.id));
    return this.write(taking, [
      ["HINCRBY", key, "failures", "1"],
      ["HSET", key, "editNotBefore", String(notBefore)],
    ]);
  }

  /** Says something outside any other change. */
  async sayNow(...messages: readonly Outgoing[]): Promise<readonly ThreadId[]> {
    await transact(this.redis, { guards: [], commands: [], once: messages.map((message) => this.say(message)) });
    return messages.map((message) => threadOf(message.destination));
  }

  private removed(thread: ThreadId, message: Outgoing): Command {
    return ["LREM", this.keys.outbox(thread), "1", JSON.stringify(message)];
  }

  private settled(key: string): readonly Command[] {
    return [["HDEL", key, "sending", "failures", "notBefore"]];
  }

  private async write(
    taking: Taking,
    commands: readonly Command[],
    more: { readonly once?: readonly Once[]; readonly changed?: readonly Changed[] } = {},
  ): Promise<void> {
    const result = await transact(this.redis, { guards: [this.alarms.stillTaken(taking)], commands, ...more });
    if (!result.ok) throw lateWorker(taking);
  }
}

function withRef(place: ThreadPlace | undefined, ref: string | undefined): ThreadPlace | undefined {
  return place && ref !== undefined ? { ...place, ref } : place;
}
