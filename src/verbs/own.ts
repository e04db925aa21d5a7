import { type Card, channel, say, text, word } from "../chat/card.ts";
import type { Incoming, Outgoing } from "../chat/ports.ts";
import { threadIn } from "../chat/readers.ts";
import { misread } from "../chat/views/help.ts";
import { approvalWanted } from "../chat/views/plan-card.ts";
import { notNow } from "../chat/views/refusals.ts";
import type { Environment } from "../domain/environment.ts";
import { interconnectUid, requestId } from "../domain/ids.ts";
import type { AdoptedEnds } from "../domain/plan.ts";
import type { NotOwned, Owning as OwningPlan } from "../plan/adopt/owned-plan.ts";
import { unfitIds } from "../plan/adopt/unfit.ts";
import { planHash } from "../plan/plan-hash.ts";
import { readName } from "../plan/request-fields.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { CreateRequest } from "../store/request-records.ts";
import { Answer, idOf } from "./answer.ts";
import { askingRefused, callApprovers, furtherPlaces, homeIn } from "./asking.ts";
import { addressesTaken, isOf, isOwnLink, knownAlready, nameTaken, ownLink, refusal } from "./foreign-link.ts";
import { frozenNote } from "./frozen.ts";
import { notPlanned } from "./not-planned.ts";
import { requestFrame, waitsAlready } from "./open-change.ts";
import type { VerbPorts } from "./ports.ts";
import { prepareOwning } from "./prepare.ts";
import { openCard } from "./proposals.ts";
import { cardData, decidersOf } from "./request-card.ts";
import { sealRequest } from "./request-seal.ts";

/** A link that was made elsewhere, and what it is to be called. */
export interface NamedLink {
  readonly name: string;
  readonly adopts: AdoptedEnds;
}

/** Asks for a link that was made elsewhere, whole or in part, to be the bot's: taken over and finished once approved. */
export class Owning {
  private readonly ports: VerbPorts;
  private readonly incoming: Incoming;
  private readonly environment: Environment;
  private readonly answer: Answer;

  constructor(ports: VerbPorts, incoming: Incoming, environment: Environment) {
    this.ports = ports;
    this.incoming = incoming;
    this.environment = environment;
    this.answer = new Answer(ports, incoming);
  }

  async run(named: NamedLink): Promise<void> {
    const { answer, environment, incoming, ports } = this;
    const asked = await ports.requests.load(this.requestId());
    // A replay: it may have been approved meanwhile, and then what it asked for looks otherwise.
    if (asked?.record.kind === "create") return this.ring(asked.record, await this.messages(asked.record));
    const all = await ports.interconnects.all();
    const known = all.find((record) => record.uid !== this.freshUid() && isOf(record, named.adopts));
    const refused =
      (await askingRefused(ports, incoming, environment, `ask to own links in ${environment.name}`)) ??
      this.refusedUnread(named, all, known);
    if (refused) return answer.privately(refused);
    const uid = known?.uid ?? this.freshUid();
    const preparation = { ...named, environment, uid, requester: incoming.person };
    const { ends, outcome } = await prepareOwning(ports, preparation);
    if (isOwnLink(ports, ends)) return answer.privately(ownLink(environment.name));
    if (!("plan" in outcome)) return answer.privately(refusedBy(named.name, outcome));
    await this.open(outcome, known);
  }

  private freshUid() {
    return interconnectUid(idOf(this.incoming, "adopt"));
  }

  private requestId() {
    return requestId(idOf(this.incoming, "request"));
  }

  /** What can be told without asking a cloud. */
  private refusedUnread(
    { name, adopts }: NamedLink,
    all: readonly InterconnectRecord[],
    known: InterconnectRecord | undefined,
  ): Card | undefined {
    const read = readName(name);
    if (!("value" in read)) return notNow(read.message, read.hint);
    const unfit = unfitIds(adopts, this.environment);
    if (unfit) return refusal(unfit);
    if (known) return this.unfitRecord(known, name);
    const holder = all.find((record) => record.name === name);
    return holder && holder.uid !== this.freshUid() ? nameTaken(name) : undefined;
  }

  /** A link that is only watched can be owned under its own name; what is the bot's already cannot. */
  private unfitRecord(known: InterconnectRecord, name: string): Card | undefined {
    if (known.plan.owned !== false || known.environment !== this.environment.name) return knownAlready(known);
    if (known.name !== name) {
      return notNow(`This link is watched as ${known.name}`, `Say name=${known.name}. Nothing was changed.`);
    }
    return known.pending !== undefined && known.pending !== this.requestId() ? waitsAlready(name) : undefined;
  }

  /** One script: the request with its card and its messages, or nothing. */
  private async open(outcome: OwningPlan, known: InterconnectRecord | undefined): Promise<void> {
    const { answer, environment, incoming, ports } = this;
    const record = this.record(outcome, known);
    const messages = await this.messages(record);
    const places = [homeIn(incoming, environment), ...furtherPlaces(ports, incoming, environment)];
    const companions = {
      commands: ports.outbox.open(record.thread, places, incoming.person),
      changed: [ports.outbox.show(record.thread, openCard(ports.people, record, environment))],
      once: messages.map((message) => ports.outbox.say(message)),
    };
    const opened = await (known
      ? ports.requests.openChange(record, companions)
      : ports.requests.open(record, companions));
    switch (opened.kind) {
      case "pending":
        return answer.privately(waitsAlready(record.plan.name));
      case "name-taken":
        return answer.privately(nameTaken(record.plan.name));
      case "slash30-taken":
        return answer.privately(addressesTaken);
      case "opened":
      case "exists":
        return this.ring(record, messages);
    }
  }

  private async ring({ thread, id }: CreateRequest, messages: readonly Outgoing[]): Promise<void> {
    await this.ports.ring("threads", [thread]);
    await this.ports.ring("requests", [id]);
    await this.answer.ring(messages);
  }

  private record(outcome: OwningPlan, known: InterconnectRecord | undefined): CreateRequest {
    const { incoming, environment, ports } = this;
    const { plan, request, findings, checks, differences } = outcome;
    const frame = requestFrame(incoming, environment, this.requestId(), plan.uid);
    return sealRequest<CreateRequest>(ports.seal, {
      ...frame,
      ...(known === undefined && { thread: threadIn(homeIn(incoming, environment), plan.uid) }),
      kind: "create",
      request,
      plan,
      planHash: planHash(plan),
      findings,
      checks,
      adoption: { differences, watched: known !== undefined },
    });
  }

  private async messages(record: CreateRequest): Promise<readonly Outgoing[]> {
    const { answer, environment, incoming, ports } = this;
    const home = homeIn(incoming, environment);
    const asked = word(`The adoption of ${record.plan.name} is asked for`, "done", [
      text(say`Its card is in ${channel(home)}. Nothing is changed before it is approved.`),
      ...(await frozenNote(ports, environment.name)),
    ]);
    const data = cardData(record, decidersOf(ports.people, environment), []);
    const wanted = callApprovers(ports, incoming, environment, {
      id: record.id,
      wanted: (where) => approvalWanted(data, where),
    });
    return [answer.word(asked), ...wanted];
  }
}

function refusedBy(name: string, outcome: NotOwned): Card {
  if ("unfit" in outcome) return refusal(outcome.unfit);
  if ("problems" in outcome) {
    const problems = outcome.problems.map(({ message, hint }) => `${message} ${hint}`);
    return misread({ kind: "misread", verb: "adopt", problems });
  }
  return notPlanned(name, outcome.findings);
}
