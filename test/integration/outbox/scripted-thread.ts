import { Redis } from "ioredis";
import type { Lease } from "../../../jobs/alarm-clock.ts";
import { type ThreadTickPorts, threadTick } from "../../../jobs/threads.ts";
import { type Card, card } from "../../../src/chat/card.ts";
import type { Outgoing, Platform, Poster, PostOutcome, ThreadPlace } from "../../../src/chat/ports.ts";
import { InterconnectError } from "../../../src/domain/errors.ts";
import { personId, threadId } from "../../../src/domain/ids.ts";
import { createLog } from "../../../src/observability/log.ts";
import { Alarms } from "../../../src/store/alarms.ts";
import { Keys } from "../../../src/store/keys.ts";
import { Outbox } from "../../../src/store/outbox.ts";
import { defineTransaction, transact } from "../../../src/store/transaction.ts";
import { undeliverable, unreachable } from "../../../src/verbs/undelivered.ts";
import type { TestRedis } from "../../support/redis.ts";

export const thread = threadId("slack/C0NET/u1");
export const dana = personId("slack:T1/UDANA");

export const aCard = (title: string): Card => card(title, "done", []);
export const reply = (id: string): Outgoing => ({ id, destination: { to: "thread", thread }, card: aCard(id) });

const away = new InterconnectError({ code: "CloudUnreachable", kind: "transient", message: "Slack does not answer." });

/** What one attempt comes to: an outcome, or the end of the process before or after the platform has the message. */
export type Attempt = PostOutcome | "dies-before" | "dies-after";

/** A chat platform by script: what each attempt comes to, and then everything is sent. */
class ScriptedPoster implements Poster {
  readonly platform: Platform;
  /** Everything that arrived, in order. */
  readonly arrived: string[] = [];
  readonly asked: string[] = [];
  readonly script: Attempt[] = [];
  /** How many of the next looks fail. */
  blindLooks = 0;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  post: Poster["post"] = (_place, { id }) => this.attempt(id);
  edit: Poster["edit"] = (_place, { title }) => this.attempt(`edit to ${title}`);
  toPerson: Poster["toPerson"] = (person, { id }) => this.attempt(`${id} to ${person}`);
  aside: Poster["aside"] = (person, _place, { id }) => this.attempt(`${id} aside to ${person}`);
  updateForm: Poster["updateForm"] = (id) => this.attempt(`form ${id}`);

  find: Poster["find"] = (_place, id) => {
    this.asked.push(id);
    this.blindLooks -= 1;
    if (this.blindLooks >= 0) return Promise.resolve({ kind: "retry", afterMs: 0, why: "away" });
    return Promise.resolve(this.arrived.includes(id) ? { kind: "sent", ref: `at-${id}` } : undefined);
  };

  private attempt(what: string): Promise<PostOutcome> {
    const next = this.script.shift() ?? { kind: "sent", ref: `at-${what}` };
    if (next === "dies-before") return Promise.reject(new Error("the process died before it sent"));
    if (next === "dies-after" || next.kind === "sent") this.arrived.push(what);
    if (next === "dies-after") return Promise.reject(new Error("the process died before it wrote that down"));
    return Promise.resolve(next);
  }
}

/** One thread of the real outbox in a real Redis, visited by the real drainer. */
export class ScriptedThread {
  readonly poster = new ScriptedPoster("slack");
  readonly teams = new ScriptedPoster("teams");
  /** Platforms on which something was sent again that may have arrived. */
  readonly again: string[] = [];
  /** Channels that people of other organisations can read. */
  readonly shared: string[] = [];
  /** How many of the next questions whether they can have no answer. */
  silences = 0;
  /** Whether the process that drains has been told to end. */
  isEnding = false;
  readonly keys: Keys;
  readonly alarms: Alarms;
  readonly outbox: Outbox;
  readonly redis: Redis;

  constructor({ url, prefix }: TestRedis) {
    this.redis = new Redis(url);
    defineTransaction(this.redis);
    this.keys = new Keys(`${prefix}:`);
    this.alarms = new Alarms(this.redis, this.keys);
    this.outbox = new Outbox(this.redis, this.keys, this.alarms);
  }

  close(): void {
    this.redis.disconnect();
  }

  /** Opens the thread with its first card. */
  async begin(places: readonly ThreadPlace[] = [{ platform: "slack", channel: "C0NET" }]): Promise<void> {
    const commands = this.outbox.open(thread, places, dana);
    await transact(this.redis, { guards: [], commands, changed: [this.outbox.show(thread, aCard("first"))] });
  }

  async show(title: string): Promise<void> {
    await transact(this.redis, { guards: [], commands: [], changed: [this.outbox.show(thread, aCard(title))] });
  }

  async taken(id: string = thread) {
    const taking = await this.alarms.take("threads", id);
    if (!taking) throw new Error("nothing is due");
    return taking;
  }

  /** One visit by a worker that holds its lock unless `renew` says otherwise. */
  async visit(renew: Lease["renew"] = () => Promise.resolve(Number.POSITIVE_INFINITY), id: string = thread) {
    return threadTick(this.ports())({
      taking: await this.taken(id),
      renew: () => renew(),
      ending: () => this.isEnding,
    });
  }

  /** Visits by workers until nothing is due at the moment. */
  async visitAll(): Promise<void> {
    for (;;) {
      const [next] = await this.alarms.overdue("threads", Date.now(), 1);
      if (next === undefined) return;
      await this.visit(undefined, next);
    }
  }

  /**
   * The process that drains ends before or after the script with this number, counted from now.
   *
   * @returns lets the next process live on, and says whether one ended
   */
  endsAt(count: number, when: "before" | "after"): () => boolean {
    const run = this.redis.interconnectTransaction.bind(this.redis);
    let left = count;
    this.redis.interconnectTransaction = async (transaction) => {
      left -= 1;
      if (left === 0 && when === "before") throw new Error("the process died before the script");
      const answer = await run(transaction);
      if (left === 0) throw new Error("the process died after the script");
      return answer;
    };
    return () => {
      const ended = left <= 0;
      left = Number.POSITIVE_INFINITY;
      return ended;
    };
  }

  /** A pause that was waited for is over. */
  async passPause(id: string = thread): Promise<void> {
    await this.redis.hdel(this.keys.thread(id), "notBefore", "editNotBefore");
  }

  private ports(): ThreadTickPorts {
    return {
      outbox: this.outbox,
      alarms: this.alarms,
      posterFor: (platform) => (platform === "teams" ? this.teams : this.poster),
      undeliverable,
      unreachable,
      sharedOutside: async ({ channel }) => {
        this.silences -= 1;
        if (this.silences >= 0) throw away;
        return this.shared.includes(channel);
      },
      names: { inCard: (shown) => Promise.resolve(shown), inForm: (form) => Promise.resolve(form) },
      ringThreads: () => Promise.resolve(),
      sentAgain: (platform) => void this.again.push(platform),
      budget: { take: () => Promise.resolve() },
      log: createLog({ level: "silent" }),
    };
  }
}
