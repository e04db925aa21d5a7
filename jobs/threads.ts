import { type Card, holdsServiceKey } from "../src/chat/card.ts";
import type { ForeignNames, Outgoing, Poster, PostOutcome, ThreadPlace } from "../src/chat/ports.ts";
import { toInterconnectError } from "../src/domain/errors.ts";
import type { PersonId } from "../src/domain/ids.ts";
import { platformOf, threadId } from "../src/domain/ids.ts";
import type { Log } from "../src/observability/log.ts";
import { type Alarms, lateWorker, type Taking } from "../src/store/alarms.ts";
import { editBucket, type RedisCallBudget } from "../src/store/call-budget.ts";
import type { Outbox, OutboxThread } from "../src/store/outbox.ts";
import type { Lease, Tick } from "./alarm-clock.ts";

export interface ThreadTickPorts {
  readonly outbox: Outbox;
  readonly alarms: Alarms;
  readonly posterFor: (platform: string) => Poster;
  /** What the owner of a thread hears in private when a message can never reach its place. */
  readonly undeliverable: (message: Outgoing, why: string, owner: PersonId) => Outgoing;
  /** What the owner of a thread hears in private while the thread's place cannot be reached. */
  readonly unreachable: (
    what: {
      readonly thread: string;
      readonly place: ThreadPlace;
      readonly card: Card | undefined;
      readonly why: string;
    },
    owner: PersonId,
  ) => Outgoing;
  /** True where people of other organisations can read: no plan and no service key is shown there. */
  readonly sharedOutside: (place: ThreadPlace) => Promise<boolean>;
  /** What names people and channels of another platform, as this one can show it. */
  readonly names: ForeignNames;
  readonly ringThreads: (ids: readonly string[]) => Promise<void>;
  /** A message is sent though an earlier attempt may have arrived: where nobody can look, it may be read twice. */
  readonly sentAgain: (platform: string) => void;
  /** Edits share the budgets of their platform; a card that has to wait only gets newer meanwhile. */
  readonly budget: Pick<RedisCallBudget, "take">;
  readonly log: Log;
}

/** Longest pause after failures in a row, wall time. */
const longestPauseMs = 60_000;

/** A message whose fate is unknown is looked for this far back from when its sending was begun: clocks may differ. */
const lookBackMs = 5 * 60_000;

type Sent = "next" | { readonly retryMs: number };

type Post = Parameters<Poster["post"]>[1];
type NewestCard = NonNullable<OutboxThread["card"]>;

/** One visit to a thread of the outbox: says what waits, in order, then brings its card up to date. */
export function threadTick(ports: ThreadTickPorts): Tick {
  return async (lease) => {
    let { taking } = lease;
    for (;;) {
      const outcome = await new Drain(ports, { ...lease, taking }).oneStep();
      if (outcome === "next" && !lease.ending()) continue;
      const nextWallMs = comeBackAt(outcome);
      const slept = await ports.alarms.sleep(taking, nextWallMs);
      if (slept === "asleep") return { taking, nextWallMs };
      taking = slept.woken;
    }
  };
}

function comeBackAt(outcome: Sent | "empty"): number | undefined {
  if (outcome === "empty") return undefined;
  return outcome === "next" ? Date.now() : Date.now() + outcome.retryMs;
}

class Drain {
  private readonly ports: ThreadTickPorts;
  private readonly taking: Taking;
  private readonly lease: Lease;

  constructor(ports: ThreadTickPorts, lease: Lease) {
    this.ports = ports;
    this.taking = lease.taking;
    this.lease = lease;
  }

  /** Sends the one thing that comes next. */
  async oneStep(): Promise<Sent | "empty"> {
    const thread = await this.ports.outbox.load(threadId(this.taking.id));
    // A pause that the platform asked for is kept, whatever there is to say meanwhile.
    const pauseMs = thread.notBefore - Date.now();
    if (pauseMs > 0 && hasToSpeak(thread)) return { retryMs: pauseMs };
    if (thread.places.length > 0) return this.passOn(thread);
    if (thread.place && thread.place.ref === undefined && thread.card) return this.openThread(thread, thread.place);
    if (thread.head) return this.sayHead(thread, thread.head);
    const newest = newestOf(thread);
    if (newest) return this.editCard(thread, newest);
    return "empty";
  }

  private async passOn(thread: OutboxThread): Promise<Sent | "empty"> {
    if (!thread.head && !newestOf(thread)) return "empty";
    await this.ports.outbox.passOn(this.taking, thread);
    await this.ports.ringThreads(thread.places);
    return "next";
  }

  private async openThread(thread: OutboxThread, place: ThreadPlace): Promise<Sent> {
    const { card, story } = thread;
    if (!card) return "next";
    const id = `${this.taking.id}/card`;
    const outcome = await this.postThere(thread, place, { id, card: card.card, alsoInChannel: false });
    if (outcome.kind === "sent") {
      // A card found after a crash may be an older one: version 0 has it edited at once.
      await this.ports.outbox.opened(this.taking, { place, story }, outcome.ref, thread.sending ? 0 : card.version);
      return "next";
    }
    return this.notSent(thread, outcome, undefined);
  }

  private async sayHead(thread: OutboxThread, message: Outgoing): Promise<Sent> {
    const outcome = await this.deliver(thread, message);
    if (outcome.kind === "sent") {
      await this.ports.outbox.dropHead(this.taking, message);
      return "next";
    }
    return this.notSent(thread, outcome, message);
  }

  private async deliver(thread: OutboxThread, { destination, id, ...said }: Outgoing): Promise<PostOutcome> {
    if (destination.to === "thread") {
      const { place } = thread;
      if (!place || !said.card) return { kind: "refused", why: "The thread has no place." };
      return this.postThere(thread, place, { id, card: said.card, alsoInChannel: destination.alsoInChannel ?? false });
    }
    const { person } = destination;
    const platform = platformOf(person);
    const sending = { thread, id, platform };
    const poster = this.ports.posterFor(platform);
    if (destination.to === "form") {
      if (!said.form) return { kind: "refused", why: "There is nothing to show." };
      const form = await this.ports.names.inForm(said.form, platform);
      return this.send(sending, () => poster.updateForm(destination.formId, form));
    }
    if (!said.card) return { kind: "refused", why: "There is nothing to say." };
    const card = await this.ports.names.inCard(said.card, platform);
    return this.send(sending, () =>
      destination.to === "person"
        ? poster.toPerson(person, { id, card })
        : poster.aside(person, destination.place, { id, card, ...(destination.typed && { typed: true }) }),
    );
  }

  /** The first message of a thread, or a reply in it. */
  private async postThere(thread: OutboxThread, place: ThreadPlace, post: Post): Promise<PostOutcome> {
    const poster = this.ports.posterFor(place.platform);
    // First of all: whatever else may hold it up now, it may have arrived before.
    const there = await this.alreadyThere(thread, poster, place, post.id);
    if (there) return there;
    const refusal = await this.notForOutside(place, post);
    if (refusal) return refusal;
    const card = await this.ports.names.inCard(post.card, place.platform);
    return this.send({ thread, id: post.id, platform: place.platform }, () => poster.post(place, { ...post, card }));
  }

  /** A channel may have been shared since the request was made: no plan and no key is shown there. */
  private async notForOutside(place: ThreadPlace, { card }: Post): Promise<PostOutcome | undefined> {
    if (place.ref !== undefined && !holdsServiceKey(card)) return undefined;
    try {
      const shared = await this.ports.sharedOutside(place);
      return shared ? { kind: "refused", why: "The channel is shared with another organisation." } : undefined;
    } catch (thrown) {
      const { kind, message, retryAfterMs } = toInterconnectError(thrown);
      if (kind !== "transient") throw thrown;
      return { kind: "retry", why: message, afterMs: retryAfterMs ?? 0 };
    }
  }

  private async editCard({ place, editNotBefore, ...thread }: OutboxThread, newest: NewestCard): Promise<Sent> {
    const ref = place?.ref;
    if (!place || ref === undefined) return { retryMs: longestPauseMs };
    const pauseMs = editNotBefore - Date.now();
    if (pauseMs > 0) return { retryMs: pauseMs };
    const waitMs = await this.waitForEdit(place);
    if (waitMs > 0) return { retryMs: waitMs };
    const card = await this.ports.names.inCard(newest.card, place.platform);
    this.refuseLate(await this.lease.renew());
    const outcome = await this.ports.posterFor(place.platform).edit({ ...place, ref }, card);
    if (outcome.kind === "sent" || outcome.kind === "refused") {
      if (outcome.kind === "refused") this.ports.log.warn({ thread: this.taking.id, why: outcome.why }, "card refused");
      await this.ports.outbox.edited(this.taking, newest.version);
      return "next";
    }
    const retryMs = pauseOf(thread, outcome);
    await this.ports.outbox.editFailed(this.taking, Date.now() + retryMs);
    return { retryMs };
  }

  /** @returns how long the budget of edits makes this one wait, in ms; 0 when it may be sent now */
  private async waitForEdit(place: ThreadPlace): Promise<number> {
    try {
      await this.ports.budget.take(editBucket(place));
      return 0;
    } catch (thrown) {
      const { code, retryAfterMs } = toInterconnectError(thrown);
      if (code !== "CloudThrottled" || retryAfterMs === undefined) throw thrown;
      return retryAfterMs;
    }
  }

  /** After a crash or a lost answer: looks whether the message arrived before sending it again. */
  private async alreadyThere(
    thread: OutboxThread,
    poster: Poster,
    place: ThreadPlace,
    id: string,
  ): Promise<PostOutcome | undefined> {
    if (thread.sending?.id !== id) return undefined;
    const found = await poster.find(place, id, thread.sending.at - lookBackMs);
    // What could not be looked for may have arrived all the same.
    return found?.kind === "retry" ? { ...found, kind: "unknown" } : found;
  }

  private async send(
    { thread, id, platform }: { thread: OutboxThread; id: string; platform: string },
    attempt: () => Promise<PostOutcome>,
  ): Promise<PostOutcome> {
    if (thread.sending?.id === id) this.ports.sentAgain(platform);
    const untilMs = await this.lease.renew();
    await this.ports.outbox.sending(this.taking, id);
    this.refuseLate(untilMs);
    return attempt();
  }

  /** A worker that stood still meanwhile says nothing any more: another one may have said it. */
  private refuseLate(untilMs: number): void {
    if (performance.now() >= untilMs) throw lateWorker(this.taking);
  }

  private async notSent(
    thread: OutboxThread,
    outcome: Exclude<PostOutcome, { kind: "sent" }>,
    message: Outgoing | undefined,
  ): Promise<Sent> {
    if (outcome.kind !== "refused") return this.pause(thread, outcome);
    if (message) return this.bury(thread, message, outcome);
    // The card has no place to go: its owner hears it once, and it is tried again until somebody mends the channel.
    const { owner, place, card } = thread;
    if (owner && place) {
      const what = { thread: this.taking.id, place, card: card?.card, why: outcome.why };
      const word = this.ports.unreachable(what, owner);
      await this.ports.ringThreads(await this.ports.outbox.sayNow(word));
    }
    return this.pause(thread, { kind: "retry", afterMs: longestPauseMs, why: outcome.why });
  }

  private async bury(
    thread: OutboxThread,
    message: Outgoing,
    outcome: PostOutcome & { kind: "refused" },
  ): Promise<Sent> {
    const person = privateReader(message) ?? thread.owner;
    const told = message.destination.to !== "person" && person !== undefined;
    const instead = told ? this.ports.undeliverable(message, outcome.why, person) : undefined;
    this.ports.log.warn({ thread: this.taking.id, message: message.id, why: outcome.why }, "message undeliverable");
    await this.ports.outbox.bury(this.taking, message, outcome, instead);
    if (instead && person) await this.ports.ringThreads([`person/${person}`]);
    return "next";
  }

  private async pause(thread: OutboxThread, outcome: PostOutcome & { kind: "retry" | "unknown" }): Promise<Sent> {
    const retryMs = pauseOf(thread, outcome);
    await this.ports.outbox.failed(this.taking, outcome.kind === "unknown", Date.now() + retryMs);
    return { retryMs };
  }
}

/** The card a thread shows from now on, unless it has been sent. */
function newestOf({ card, cardSent }: OutboxThread): NewestCard | undefined {
  return card && card.version > cardSent ? card : undefined;
}

/** True when there is a message, or a first card, to be sent. */
function hasToSpeak({ head, place, card }: OutboxThread): boolean {
  return head !== undefined || (place !== undefined && place.ref === undefined && card !== undefined);
}

function pauseOf(
  { failures }: Pick<OutboxThread, "failures">,
  outcome: PostOutcome & { kind: "retry" | "unknown" },
): number {
  const backOffMs = Math.min(longestPauseMs, 500 * 2 ** failures);
  return Math.max(outcome.afterMs ?? 0, backOffMs);
}

function privateReader(message: Outgoing): PersonId | undefined {
  return message.destination.to === "thread" ? undefined : message.destination.person;
}
