import { Redis } from "ioredis";
import { allSteps } from "../../../src/app/steps.ts";
import type { People } from "../../../src/approval/people.ts";
import { Seal } from "../../../src/approval/seal.ts";
import type { Card } from "../../../src/chat/card.ts";
import { fallbackText } from "../../../src/chat/fallback.ts";
import type { FormView } from "../../../src/chat/form.ts";
import type { Incoming } from "../../../src/chat/ports.ts";
import type { LinkEnds } from "../../../src/domain/adoption.ts";
import type { Environment, Policy } from "../../../src/domain/environment.ts";
import { type PersonId, personId, platformOf, type RequestId, requestId } from "../../../src/domain/ids.ts";
import type { Marked } from "../../../src/domain/marked.ts";
import type { NetworkFacts } from "../../../src/domain/network-facts.ts";
import type { RemovalFacts } from "../../../src/domain/removal-facts.ts";
import { createLog } from "../../../src/observability/log.ts";
import { Alarms } from "../../../src/store/alarms.ts";
import { audit } from "../../../src/store/audit.ts";
import { Drafts } from "../../../src/store/drafts.ts";
import { Durability } from "../../../src/store/durability.ts";
import { Freezes } from "../../../src/store/freezes.ts";
import { Interconnects } from "../../../src/store/interconnects.ts";
import { Keys } from "../../../src/store/keys.ts";
import { OperationStore } from "../../../src/store/operations.ts";
import { Outbox } from "../../../src/store/outbox.ts";
import { Requests } from "../../../src/store/requests.ts";
import { defineTransaction, transact } from "../../../src/store/transaction.ts";
import { handleAct } from "../../../src/verbs/handle-act.ts";
import type { VerbPorts } from "../../../src/verbs/ports.ts";
import { OperationStory } from "../../../src/verbs/story.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { networkFacts } from "../../builders/network-facts.ts";
import { removalFacts } from "../../builders/removal-facts.ts";
import type { TestRedis } from "../../support/redis.ts";

export const dana = personId("slack:T1/UDANA");
export const sam = personId("slack:T1/USAM");
export const lee = personId("slack:T1/ULEE");

/** People of both platforms, all of them members; `declared` as in interconnect.yaml. */
const everybody = (declared: readonly (readonly PersonId[])[]): People => ({
  profile: (person) => Promise.resolve({ name: person }),
  accountsOf: (person) => declared.find((accounts) => accounts.includes(person)) ?? [person],
  membersOf: () => Promise.resolve([]),
  isInChannel: () => Promise.resolve(true),
  channel: (_platform, channel) => Promise.resolve({ name: channel }),
});

const channels = { slack: "C1", teams: "19:net@thread.tacv2" } as const;

const placeOf = (person: PersonId) => {
  const platform = platformOf(person) === "teams" ? "teams" : "slack";
  return { platform, channel: channels[platform], direct: false } as const;
};

const clock = { now: () => Date.now(), toWallMs: (span: number) => span, wallTimeOf: (at: number) => at };

interface More {
  /** Tells its acts from those of another one over the same Redis. */
  readonly name?: string;
  readonly declared?: readonly (readonly PersonId[])[];
  /** Whether links may be given more bandwidth. */
  readonly resize?: boolean;
  /** Other accounts than the builder's. */
  readonly accounts?: Pick<Environment, "azure" | "oci">;
}

/** The use cases over the real store, with two empty accounts and people who all are members. */
export class Bench {
  readonly redis: Redis;
  readonly ports: VerbPorts;
  /** What a survey of the clouds comes to; may be replaced. */
  survey: () => Promise<NetworkFacts> = () => Promise.resolve(networkFacts());
  /** The same before a removal. */
  removal: () => Promise<RemovalFacts> = () => Promise.resolve(removalFacts());
  /** What is read of a link by its ids. */
  ends: () => Promise<LinkEnds> = () =>
    Promise.resolve({ circuit: undefined, virtualCircuit: undefined, connections: [] });
  /** What bears tags in both clouds. */
  marked: () => Promise<Marked> = () => Promise.resolve({ readAt: Date.now(), resources: [], routeTables: [] });
  private acts = 0;
  private latest: Incoming | undefined;
  private readonly name: string;

  constructor(
    { url, prefix }: TestRedis,
    policy: Partial<Policy> = {},
    { name = "act", declared = [], resize = false, accounts }: More = {},
  ) {
    this.name = name;
    this.redis = new Redis(url);
    defineTransaction(this.redis);
    const { redis } = this;
    const keys = new Keys(`${prefix}:`);
    const alarms = new Alarms(redis, keys);
    const outbox = new Outbox(redis, keys, alarms);
    const interconnects = new Interconnects(redis, keys);
    const seal = new Seal("the key that only the bot has, and no Redis");
    const environment = anEnvironment(accounts);
    const environments = [
      { ...environment, channels, resize, policy: { ...environment.policy, approvers: [sam, lee], ...policy } },
    ];
    const story = new OperationStory(clock, allSteps, { seal, environments });
    const { narrate } = story;
    const { now } = clock;
    const durability = new Durability(redis, keys.durableMark(), "fsync-always");
    this.ports = {
      environments,
      platforms: ["slack", "teams"],
      prices: undefined,
      people: everybody(declared),
      keys,
      requests: new Requests(redis, keys, alarms, durability),
      interconnects,
      operations: new OperationStore({
        redis,
        keys,
        alarms,
        outbox,
        interconnects,
        durability,
        narrate,
        seal,
        now,
      }),
      freezes: new Freezes(redis, keys, durability),
      outbox,
      drafts: new Drafts(redis, keys),
      seal,
      clock,
      log: createLog({ level: "silent" }),
      story,
      surveyNetworks: () => this.survey(),
      surveyRemoval: () => this.removal(),
      readEnds: () => this.ends(),
      findMarked: () => this.marked(),
      audit: async (entry) => void (await transact(redis, { guards: [], commands: [audit(keys, entry)] })),
      ring: () => Promise.resolve(),
    };
  }

  close(): void {
    this.redis.disconnect();
  }

  /** Dana, or somebody else, asks for an interconnect. */
  async asks(name = "erp", person = dana): Promise<RequestId> {
    const line = `create name=${name} env=prod bandwidth=1 vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20 reason=moving`;
    await this.does(person, { kind: "command", text: line });
    const [id] = await this.ports.requests.openIds();
    if (id === undefined) throw new Error(`not asked for: ${(await this.hears(person)).join(" | ")}`);
    return requestId(id);
  }

  clicks(person: PersonId, action: string, subject: string): Promise<void> {
    return this.does(person, { kind: "action", action, subject });
  }

  rejects(person: PersonId, subject: string): Promise<void> {
    return this.does(person, { kind: "form", form: "reject", formId: "f1", subject, values: { reason: "no" } });
  }

  does(person: PersonId, act: Incoming["act"], ports = this.ports): Promise<void> {
    return handleAct(ports, this.incoming(person, act, Date.now()));
  }

  /** What was said earlier is worked on only now, as after a crash of the process that had it. */
  doesLate(person: PersonId, act: Incoming["act"], receivedAt: number): Promise<void> {
    return handleAct(this.ports, this.incoming(person, act, receivedAt));
  }

  /** The latest act is worked on once more, as after a crash. */
  async doesAgain(ports = this.ports): Promise<void> {
    if (this.latest) await handleAct(ports, this.latest);
  }

  /** Names that are taken. */
  names(): Promise<string[]> {
    return this.redis.hkeys(this.ports.keys.names());
  }

  /** The title of the card of a request's thread as it is now. */
  async cardOf(request: RequestId): Promise<string> {
    return (await this.shownOf(request)).title;
  }

  /** What the card of a request's thread says now. */
  async readsCardOf(request: RequestId): Promise<string> {
    return fallbackText(await this.shownOf(request));
  }

  /** Titles of what a person was told in private, oldest first. */
  async hears(person: PersonId): Promise<readonly string[]> {
    return (await this.privateCards(person)).map(({ title }) => title);
  }

  /** What a person was told in private, oldest first, each as text. */
  async reads(person: PersonId): Promise<readonly string[]> {
    return (await this.privateCards(person)).map((card) => fallbackText(card));
  }

  /** What an open form became, as text. */
  async form(formId: string): Promise<string> {
    const [text = "{}"] = await this.redis.lrange(this.ports.keys.outbox(`form/${formId}`), -1, -1);
    const { form } = JSON.parse(text) as { form?: FormView };
    return form ? fallbackText({ title: "", brief: true, blocks: form.blocks }).trim() : "";
  }

  /** Subjects of the buttons of what a person was told last. */
  async buttons(person: PersonId): Promise<readonly string[]> {
    const blocks = (await this.privateCards(person)).at(-1)?.blocks ?? [];
    return blocks.flatMap((block) => (block.kind === "actions" ? block.buttons.map(({ subject }) => subject) : []));
  }

  private incoming(person: PersonId, act: Incoming["act"], receivedAt: number): Incoming {
    this.acts += 1;
    this.latest = { dedupeId: `${this.name}-${this.acts}`, person, place: placeOf(person), receivedAt, act };
    return this.latest;
  }

  private async shownOf(request: RequestId): Promise<Card> {
    const now = await this.ports.requests.load(request);
    const shown = now && (await this.ports.outbox.load(now.record.thread)).card?.card;
    if (!shown) throw new Error("no such card");
    return shown;
  }

  private async privateCards(person: PersonId): Promise<readonly Card[]> {
    const threads = [`aside/${person}/${placeOf(person).channel}`, `person/${person}`];
    const waiting = await Promise.all(threads.map((id) => this.redis.lrange(this.ports.keys.outbox(id), 0, -1)));
    return waiting.flat().map((text) => (JSON.parse(text) as { card: Card }).card);
  }
}
