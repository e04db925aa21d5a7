import type { Card } from "../chat/card.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import { missingArguments } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import { threadIn } from "../chat/readers.ts";
import { adopted, adoptionCard, changedMeanwhile, incomplete } from "../chat/views/adoption.ts";
import { misread } from "../chat/views/help.ts";
import { notNow } from "../chat/views/refusals.ts";
import { statusCard } from "../chat/views/status.ts";
import type { EndIds, LinkEnds } from "../domain/adoption.ts";
import type { Environment } from "../domain/environment.ts";
import { interconnectUid } from "../domain/ids.ts";
import { markIn } from "../domain/owner-tags.ts";
import type { Plan } from "../domain/plan.ts";
import { adoptedPlan } from "../plan/adopt/adopted-plan.ts";
import { differencesOf } from "../plan/adopt/differences.ts";
import { linkPartsOf, unread, type WholeLink } from "../plan/adopt/link-parts.ts";
import { elsewhere, type Unfit, unfitEnds, unfitIds } from "../plan/adopt/unfit.ts";
import { planHash } from "../plan/plan-hash.ts";
import { sameId, valueOr } from "../plan/readings.ts";
import { readName } from "../plan/request-fields.ts";
import { azureIds } from "../steps/graph-row.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { AdoptedInterconnect, InterconnectRecord } from "../store/interconnects.ts";
import { Answer, idOf } from "./answer.ts";
import { channelUnfit, furtherPlaces, homeIn } from "./asking.ts";
import { notEntitled } from "./entitled.ts";
import type { VerbPorts } from "./ports.ts";
import { namedEnvironment } from "./prepare.ts";

/**
 * Takes a complete link that was made elsewhere under the bot's eyes. First it only shows what is there; with `confirm`,
 * which the card's button fills in, it adopts exactly what was shown. In the clouds nothing is ever changed.
 */
export async function adopt(ports: VerbPorts, incoming: Incoming, args: CommandArguments): Promise<void> {
  const answer = new Answer(ports, incoming);
  const problems = missingArguments("adopt", args).map(
    ({ name, example }) => `${name} is missing. Example: ${name}=${example}`,
  );
  if (problems.length > 0) return answer.privately(misread({ kind: "misread", verb: "adopt", problems }));
  const { env = "", name = "", circuit = "", virtualcircuit = "", confirm } = args;
  const environment = namedEnvironment(ports, env);
  if ("refusal" in environment) return answer.privately(environment.refusal);
  const refused = await notEntitled(ports, incoming, environment, `adopt links in ${env}`);
  if (refused) return answer.privately(refused);
  const ids = { circuitId: circuit, virtualCircuitId: virtualcircuit };
  await new Adopting(ports, incoming, environment).run(name, ids, confirm);
}

const refusal = ({ title, why }: Unfit): Card => notNow(title, `${why} Nothing was changed.`);

/** What was found, ready to be shown and adopted. */
interface Found {
  readonly plan: Plan;
  readonly link: WholeLink;
  readonly card: (confirm: string) => Card;
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

  async run(name: string, ids: EndIds, confirm: string | undefined): Promise<void> {
    const { answer, ports } = this;
    if (confirm !== undefined && (await ports.interconnects.byUid(this.uid()))) return this.alreadyDone(name);
    const refused = await this.refusedUnread(name, ids);
    if (refused) return answer.privately(refused);
    const found = await this.look(name, ids);
    if ("title" in found) return answer.privately(found);
    const seen = fingerprintOf(found.plan);
    if (confirm === undefined) {
      const { circuitId, virtualCircuitId } = ids;
      const line = `adopt env=${this.environment.name} name=${name} circuit=${circuitId} virtualcircuit=${virtualCircuitId}`;
      return answer.openly(found.card(`${line} confirm=${seen}`));
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
    if (same)
      return notNow(
        `This link is known already, as ${same.name}`,
        `status ${same.name} shows it. Nothing was changed.`,
      );
    return all.some((record) => record.name === name) ? nameTaken(name) : undefined;
  }

  /** Reads both clouds, and says what is there or why it cannot be adopted. */
  private async look(name: string, ids: EndIds): Promise<Found | Card> {
    const { environment, ports, incoming } = this;
    const [ends, facts] = await Promise.all([ports.readEnds(environment, ids), ports.surveyNetworks(environment)]);
    const unreadable = unread(facts);
    if (unreadable.length > 0)
      return notNow("Not all of it can be read now", `${unreadable.join(" ")} Nothing was changed.`);
    const unfit = unfitEnds(ends, environment);
    if (unfit) return refusal(unfit);
    if (this.isMarked(ends)) return ownLink(environment.name);
    if (!valueOr(facts.oci.virtualCircuits, []).some(({ id }) => sameId(id, ids.virtualCircuitId))) {
      return refusal(elsewhere("The virtual circuit", "in another OCI compartment", environment.name));
    }
    if (ends.connections.length > 1) {
      return notNow(
        `The circuit has ${ends.connections.length} gateway connections`,
        "Only a link between one VNet and one VCN can be adopted. Nothing was changed.",
      );
    }
    const parts = linkPartsOf(ends, facts);
    if ("missing" in parts) return incomplete(parts.missing);
    const link = parts.whole;
    const planIds = { uid: this.uid(), requester: incoming.person };
    const made = adoptedPlan(link, { name, environment, facts, prices: ports.prices }, planIds);
    if ("unfit" in made) return refusal(made.unfit);
    const differences = differencesOf(made.plan, made.question, link);
    return { plan: made.plan, link, card: (confirm) => adoptionCard({ plan: made.plan, differences, confirm }) };
  }

  /** Does one of the ends bear the bot's own seal? Then its record was lost, and it is the bot's. */
  private isMarked({ circuit, virtualCircuit }: LinkEnds): boolean {
    return [circuit, virtualCircuit].some((end) => {
      const mark = end && markIn(end.tags);
      return mark !== undefined && this.ports.seal.owner(mark.uid, mark.environment).seal === mark.seal;
    });
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

/** Names what was shown, but not who looked. */
function fingerprintOf({ uid: _act, requester: _person, ...plan }: Plan): string {
  return planHash({ ...plan, uid: interconnectUid(""), requester: "" as Plan["requester"] }).slice(0, 12);
}

function isOf({ plan, built }: InterconnectRecord, { circuitId, virtualCircuitId }: EndIds): boolean {
  const known = built["oci.virtual-circuit"]?.["virtualCircuitId"];
  return sameId(azureIds(plan).circuit, circuitId) || (typeof known === "string" && sameId(known, virtualCircuitId));
}

/** The ids as the steps of a create would have told them. */
const builtOf = ({ virtualCircuit, drg, vcn }: WholeLink) => ({
  "oci.vcn": { vcnId: vcn.id },
  "oci.drg": { drgId: drg.id },
  "oci.virtual-circuit": { virtualCircuitId: virtualCircuit.id },
});

const nameTaken = (name: string): Card =>
  notNow(
    `${name} is taken`,
    "Another interconnect, or an open request, has this name. Choose another. Nothing was changed.",
  );

const addressesTaken = notNow(
  "Its /30s are taken",
  "Another interconnect, or an open request, has one of them; a link cannot be known twice. Nothing was changed.",
);

const ownLink = (environment: string): Card =>
  notNow(
    "This link is the bot's own",
    `Its tags are under the bot's seal. recover ${environment} takes it back. Nothing was changed.`,
  );
