import { type CommandArguments, missingFrom } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import { threadIn } from "../chat/readers.ts";
import { misread } from "../chat/views/help.ts";
import {
  type FoundAgain,
  type IgnoredResource,
  notFoundAgain,
  recoveryCard,
  type TakenBack,
  takenBack,
} from "../chat/views/recovery.ts";
import { notNow } from "../chat/views/refusals.ts";
import { type Standing, statusCard } from "../chat/views/status.ts";
import type { Environment } from "../domain/environment.ts";
import { partWords } from "../steps/found-again.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { InterconnectRecord, RestoredInterconnect } from "../store/interconnects.ts";
import { Answer } from "./answer.ts";
import { channelUnfit, furtherPlaces, homeIn } from "./asking.ts";
import { notEntitled } from "./entitled.ts";
import { type FoundByTags, type FoundLink, findByTags } from "./found-by-tags.ts";
import type { VerbPorts } from "./ports.ts";
import { namedEnvironment } from "./prepare.ts";

/** An interconnect that tags tell of, with the record of it where there is one. */
interface Found extends FoundLink {
  readonly record: InterconnectRecord | undefined;
}

/**
 * Finds interconnects again by what both clouds' tags say under the bot's seal. Without names it only shows them; each
 * that is named gets its record back, as far as tags hold it. What has a record stays as it is.
 */
export async function recover(ports: VerbPorts, incoming: Incoming, args: CommandArguments): Promise<void> {
  const answer = new Answer(ports, incoming);
  const missing = missingFrom("recover", args);
  if (missing) return answer.privately(misread(missing));
  const { env = "", confirm } = args;
  const environment = namedEnvironment(ports, env);
  if ("refusal" in environment) return answer.privately(environment.refusal);
  const refused = await notEntitled(ports, incoming, environment, `take interconnects back in ${environment.name}`);
  if (refused) return answer.privately(refused);
  await new Recovering(ports, incoming, environment).run(confirm);
}

class Recovering {
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

  async run(confirm: string | undefined): Promise<void> {
    const { ports, environment } = this;
    const { links, ignored } = await findByTags(ports, environment, this.incoming.person);
    const found = await Promise.all(
      links.map(async (link) => ({ ...link, record: await ports.interconnects.byUid(link.plan.uid) })),
    );
    if (confirm === undefined) {
      const data = { environment: environment.name, found: found.map(shown), ignored: ignoredIn(ignored, found) };
      return this.answer.openly(recoveryCard(data));
    }
    await this.takeBack(found, namesIn(confirm));
  }

  private async takeBack(found: readonly Found[], names: readonly string[]): Promise<void> {
    const { answer, environment, incoming, ports } = this;
    const chosen: Found[] = [];
    for (const wanted of names) {
      const [one, ...others] = found.filter(({ plan: { name, uid } }) => name === wanted || uid === wanted);
      if (one === undefined || others.length > 0) {
        const candidates = one === undefined ? [] : [one, ...others];
        return answer.privately(notFoundAgain(wanted, candidates.map(shown)));
      }
      if (!chosen.includes(one)) chosen.push(one);
    }
    const home = homeIn(incoming, environment);
    const unfit = await channelUnfit(ports, home, environment);
    if (unfit !== undefined) return answer.privately(notNow("Nothing was taken back", unfit));
    const outcomes: TakenBack[] = [];
    for (const one of chosen) outcomes.push({ name: one.plan.name, outcome: await this.restore(one) });
    await answer.openly(takenBack(outcomes, home));
  }

  /** One script an interconnect: its record, name, addresses, card and audit entry, or nothing. */
  private async restore({ plan, parts, record: known }: Found): Promise<TakenBack["outcome"]> {
    const { ports, incoming, environment } = this;
    const { person, dedupeId } = incoming;
    const { built, doubled } = parts;
    const missing = parts.missing.map(partWords);
    const done = missing.length === 0 ? "restored" : "partial";
    if (known?.recovered?.act === dedupeId) {
      await ports.requests.durable();
      return done;
    }
    if (doubled.length > 0) return "doubled";
    const at = Date.now();
    const home = homeIn(incoming, environment);
    const thread = threadIn(home, plan.uid);
    const recovered = { by: person, at, act: dedupeId, missing };
    const record: RestoredInterconnect = { plan, requester: person, thread, built, recovered };
    const entry = { what: "recover", by: person, at, about: plan.uid, facts: { name: plan.name } };
    const outcome = await ports.interconnects.restore(record, {
      commands: [
        ...ports.outbox.open(thread, [home, ...furtherPlaces(ports, incoming, environment)], person),
        audit(ports.keys, entry),
      ],
      once: [],
      changed: [ports.outbox.show(thread, statusCard(standingOf(record)))],
    });
    if (outcome !== "restored") return outcome;
    await ports.requests.durable();
    logAudit(ports.log, entry);
    await ports.ring("threads", [thread]);
    return done;
  }
}

function standingOf({ plan, recovered }: RestoredInterconnect): Standing {
  const unread = { report: undefined, verdictSince: undefined, waits: undefined };
  return { kind: "built", built: { uid: plan.uid, plan, approvedBy: [], builtAt: recovered.at, recovered, ...unread } };
}

const namesIn = (confirm: string): readonly string[] =>
  confirm
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

function shown({ plan, parts, record }: Found): FoundAgain {
  const { vnet, gatewaySubnet } = plan.azure;
  const unsure = !vnet.create && gatewaySubnet.create ? [`the GatewaySubnet of ${vnet.name}`] : [];
  const known = record && (record.phase === "removed" ? "removed" : "standing");
  return {
    name: plan.name,
    uid: plan.uid,
    missing: parts.missing.map(partWords),
    doubled: parts.doubled,
    unsure,
    ...(known && { known }),
  };
}

function ignoredIn(ignored: FoundByTags["ignored"], found: readonly Found[]): readonly IgnoredResource[] {
  const strangers = found.flatMap(({ parts }) => parts.strangers);
  return [
    ...ignored.map(({ resource: { name, side }, why }) => ({ name, side, why })),
    ...strangers.map(({ name, side }) => ({ name, side, why: "elsewhere" as const })),
  ];
}
