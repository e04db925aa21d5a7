import type { Card } from "../chat/card.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import { missingFrom } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import { threadIn } from "../chat/readers.ts";
import { type AdoptionData, adopted, adoptionCard, changedMeanwhile, incomplete } from "../chat/views/adoption.ts";
import { misread } from "../chat/views/help.ts";
import { notNow } from "../chat/views/refusals.ts";
import { statusCard } from "../chat/views/status.ts";
import type { EndIds } from "../domain/adoption.ts";
import type { Environment } from "../domain/environment.ts";
import { interconnectUid } from "../domain/ids.ts";
import type { Plan } from "../domain/plan.ts";
import { adoptedPlan } from "../plan/adopt/adopted-plan.ts";
import { differencesOf } from "../plan/adopt/differences.ts";
import { linkPartsOf, unread, type WholeLink } from "../plan/adopt/link-parts.ts";
import { untold } from "../plan/adopt/told-fields.ts";
import { unfitEnds, unfitIds, unfitLink } from "../plan/adopt/unfit.ts";
import { planHash } from "../plan/plan-hash.ts";
import { readName } from "../plan/request-fields.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { AdoptedInterconnect } from "../store/interconnects.ts";
import { Answer, idOf } from "./answer.ts";
import { channelUnfit, furtherPlaces, homeIn } from "./asking.ts";
import { notEntitled } from "./entitled.ts";
import { addressesTaken, isOf, isOwnLink, knownAlready, nameTaken, ownLink, refusal } from "./foreign-link.ts";
import { type NamedLink, Owning } from "./own.ts";
import type { VerbPorts } from "./ports.ts";
import { namedEnvironment } from "./prepare.ts";

/**
 * Takes a complete link that was made elsewhere under the bot's eyes. First it only shows what is there; with `confirm`,
 * which the card's button fills in, it adopts exactly what was shown. In the clouds nothing is changed, unless somebody
 * asks with `own` to have the link owned, and finished, and somebody else approves that.
 */
export async function adopt(ports: VerbPorts, incoming: Incoming, args: CommandArguments): Promise<void> {
  const answer = new Answer(ports, incoming);
  const missing = missingFrom("adopt", args);
  if (missing) return answer.privately(misread(missing));
  const { env = "", name = "", circuit = "", virtualcircuit, confirm, own, ...said } = args;
  const environment = namedEnvironment(ports, env);
  if ("refusal" in environment) return answer.privately(environment.refusal);
  const refused = await notEntitled(ports, incoming, environment, `adopt links in ${env}`);
  if (refused) return answer.privately(refused);
  const ids = { circuitId: circuit, ...(virtualcircuit !== undefined && { virtualCircuitId: virtualcircuit }) };
  const named = { name, adopts: { ...ids, said } };
  if (own === "yes") return new Owning(ports, incoming, environment).run(named);
  await new Adopting(ports, incoming, environment).run(named, confirm);
}

/** What was found, ready to be shown and adopted. */
interface Found {
  readonly plan: Plan;
  readonly link: WholeLink;
  readonly card: (lines: Pick<AdoptionData, "confirm" | "own">) => Card;
}

class Adopting {
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

  async run(named: NamedLink, confirm: string | undefined): Promise<void> {
    const { answer, environment, ports } = this;
    const { name, adopts } = named;
    if (confirm !== undefined && (await ports.interconnects.byUid(this.uid()))) return this.alreadyDone(name);
    const refused = await this.refusedUnread(name, adopts);
    if (refused) return answer.privately(refused);
    const found = await this.look(named);
    if ("title" in found) return answer.privately(found);
    const seen = fingerprintOf(found.plan);
    if (confirm === undefined) {
      const line = lineOf(environment, named);
      return answer.openly(found.card({ confirm: `${line} confirm=${seen}`, own: `${line} own=yes` }));
    }
    if (confirm !== seen) return answer.privately(changedMeanwhile(name));
    await this.store(found);
  }

  private uid() {
    return interconnectUid(idOf(this.incoming, "adopt"));
  }

  /** A replay of the act that did it. */
  private async alreadyDone(name: string): Promise<void> {
    await this.ports.requests.durable();
    await this.answer.privately(adopted(name, homeIn(this.incoming, this.environment)));
  }

  /** What can be told without asking a cloud. */
  private async refusedUnread(name: string, ids: EndIds): Promise<Card | undefined> {
    const { environment, ports } = this;
    const read = readName(name);
    if (!("value" in read)) return notNow(read.message, read.hint);
    const unfit = unfitIds(ids, environment);
    if (unfit) return refusal(unfit);
    const all = await ports.interconnects.all();
    const same = all.find((record) => isOf(record, ids));
    if (same) return knownAlready(same);
    return all.some((record) => record.name === name) ? nameTaken(name) : undefined;
  }

  /** Reads both clouds, and says what is there or why it cannot be adopted. */
  private async look(named: NamedLink): Promise<Found | Card> {
    const { environment, ports, incoming } = this;
    const { name, adopts } = named;
    const [ends, facts] = await Promise.all([ports.readEnds(environment, adopts), ports.surveyNetworks(environment)]);
    const unreadable = unread(facts);
    if (unreadable.length > 0)
      return notNow("Not all of it can be read now", `${unreadable.join(" ")} Nothing was changed.`);
    const unfit = unfitEnds(ends, adopts, environment);
    if (unfit) return refusal(unfit);
    if (isOwnLink(ports, ends)) return ownLink(environment.name);
    const strange = unfitLink(ends, facts, environment);
    if (strange) return refusal(strange);
    const parts = linkPartsOf(ends, facts);
    if ("missing" in parts) {
      const open = untold(ends, facts).filter((field) => adopts.said[field] === undefined);
      return incomplete(name, parts.missing, { own: `${lineOf(environment, named)} own=yes`, untold: open });
    }
    const link = parts.whole;
    const planIds = { uid: this.uid(), requester: incoming.person };
    const made = adoptedPlan(link, { name, environment, facts, prices: ports.prices }, planIds);
    if ("unfit" in made) return refusal(made.unfit);
    const differences = differencesOf(made.plan, made.question, link);
    return { plan: made.plan, link, card: (lines) => adoptionCard({ plan: made.plan, differences, ...lines }) };
  }

  /** One script: the record, name, addresses, card, audit entry and answer, or nothing. */
  private async store({ plan, link }: Found): Promise<void> {
    const { answer, environment, incoming, ports } = this;
    const { person } = incoming;
    const home = homeIn(incoming, environment);
    const unfit = await channelUnfit(ports, home, environment);
    if (unfit !== undefined) return answer.privately(notNow("Nothing was adopted", unfit));
    const at = Date.now();
    const thread = threadIn(home, plan.uid);
    const record: AdoptedInterconnect = {
      plan,
      requester: person,
      thread,
      built: builtOf(link),
      adopted: { by: person, at },
    };
    const entry = { what: "adopt", by: person, at, about: plan.uid, facts: { name: plan.name } };
    const said = answer.word(adopted(plan.name, home));
    const unverified = { report: undefined, verdictSince: undefined, waits: undefined };
    const built = { uid: plan.uid, plan, approvedBy: [], builtAt: at, adopted: record.adopted, ...unverified };
    const outcome = await ports.interconnects.adopt(record, {
      commands: [
        ...ports.outbox.open(thread, [home, ...furtherPlaces(ports, incoming, environment)], person),
        audit(ports.keys, entry),
      ],
      once: [ports.outbox.say(said)],
      changed: [ports.outbox.show(thread, statusCard({ kind: "built", built }))],
    });
    if (outcome === "name-taken") return answer.privately(nameTaken(plan.name));
    if (outcome === "addresses-taken") return answer.privately(addressesTaken);
    await ports.requests.durable();
    if (outcome === "restored") logAudit(ports.log, entry);
    await ports.ring("threads", [thread]);
    await answer.ring([said]);
  }
}

/** The line by which somebody says the same again. */
function lineOf({ name: env }: Environment, { name, adopts }: NamedLink): string {
  const { circuitId, virtualCircuitId, said } = adopts;
  const ends = `circuit=${circuitId}${virtualCircuitId === undefined ? "" : ` virtualcircuit=${virtualCircuitId}`}`;
  const more = Object.entries(said).map(([field, text]) => ` ${field}="${text}"`);
  return `adopt env=${env} name=${name} ${ends}${more.join("")}`;
}

/** Names what was shown, but not who looked. */
function fingerprintOf({ uid: _act, requester: _person, ...plan }: Plan): string {
  return planHash({ ...plan, uid: interconnectUid(""), requester: "" as Plan["requester"] }).slice(0, 12);
}

/** The ids as the steps of a create would have told them. */
const builtOf = ({ virtualCircuit, drg, vcn }: WholeLink) => ({
  "oci.vcn": { vcnId: vcn.id },
  "oci.drg": { drgId: drg.id },
  "oci.virtual-circuit": { virtualCircuitId: virtualCircuit.id },
});
