import type { AlarmBell } from "../../jobs/alarm-clock.ts";
import type { PersonReader } from "../chat/ports.ts";
import type { Clock } from "../domain/clock.ts";
import type { Clouds } from "../steps/clouds.ts";
import { azureIds } from "../steps/graph-row.ts";
import type { AlarmName } from "../store/alarms.ts";
import { audit, logAudit } from "../store/audit.ts";
import { ChangingCalls } from "../store/changing-calls.ts";
import type { Durability } from "../store/durability.ts";
import { Freezes } from "../store/freezes.ts";
import { Interconnects } from "../store/interconnects.ts";
import { OperationStore } from "../store/operations.ts";
import { Outbox } from "../store/outbox.ts";
import { Requests } from "../store/requests.ts";
import { transact } from "../store/transaction.ts";
import { findMarked } from "../survey/find-marked.ts";
import { readEnds } from "../survey/read-ends.ts";
import { readNetworks } from "../survey/read-networks.ts";
import { surveyRemoval } from "../survey/survey-removal.ts";
import { peopleOf } from "../verbs/people.ts";
import type { VerbPorts } from "../verbs/ports.ts";
import { environmentOf } from "../verbs/prepare.ts";
import { OperationStory } from "../verbs/story.ts";
import { choicesFrom } from "../verbs/suggest.ts";
import type { CloudsOfEnvironments } from "./clouds.ts";
import { allSteps } from "./steps.ts";
import type { Ground } from "./store.ts";

export interface UseCaseParts {
  readonly clock: Clock;
  readonly clouds: CloudsOfEnvironments;
  readonly readers: readonly PersonReader[];
  readonly durability: Durability;
  readonly bells: ReadonlyMap<AlarmName, AlarmBell>;
}

/** Wires what the use cases reach. */
export function buildUseCases(
  ground: Ground,
  parts: UseCaseParts,
): VerbPorts & { story: OperationStory<Clouds>; calls: ChangingCalls } {
  const { config, keys, alarms, log } = ground;
  const { clock, durability } = parts;
  const outbox = new Outbox(ground.redis, keys, alarms);
  const interconnects = new Interconnects(ground.redis, keys);
  const story = new OperationStory(clock, allSteps, { seal: ground.seal, environments: config.file.environments });
  const redis = ground.connections.patient();
  const now = (): number => clock.now();
  const stored = { redis, keys, alarms, durability, now };
  return {
    environments: config.file.environments,
    prices: config.file.prices,
    platforms: parts.readers.map(({ platform }) => platform),
    people: peopleOf(parts.readers, config.file.people),
    keys,
    requests: new Requests(redis, keys, alarms, durability),
    interconnects,
    operations: new OperationStore({ ...stored, outbox, interconnects, narrate: story.narrate, seal: ground.seal }),
    calls: new ChangingCalls(stored),
    freezes: new Freezes(redis, keys, durability),
    outbox,
    drafts: ground.drafts,
    seal: ground.seal,
    clock,
    log,
    story,
    ...surveys(ground, parts, now),
    async audit(entry) {
      await transact(redis, { guards: [], commands: [audit(keys, entry)] });
      await durability.settled();
      logAudit(log, entry);
    },
    ring: (alarm, ids) => ringAll(ground, parts.bells.get(alarm), ids),
  };
}

/** What is read of both clouds outside operations; changes nothing there. */
function surveys(
  { config, choices }: Ground,
  { clouds }: UseCaseParts,
  now: () => number,
): Pick<VerbPorts, "surveyNetworks" | "surveyRemoval" | "readEnds" | "findMarked"> {
  return {
    async surveyNetworks(environment) {
      const facts = await readNetworks(await clouds.of(environment), environment, now);
      await choices.keep(environment.name, choicesFrom(facts, Date.now()));
      return facts;
    },
    async surveyRemoval({ environment, plan, built }) {
      const both = await clouds.of(environmentOf({ environments: config.file.environments }, environment));
      return surveyRemoval(both, { plan, built, ids: azureIds(plan) }, now);
    },
    readEnds: async (environment, ids) => readEnds(await clouds.of(environment), ids),
    findMarked: async (environment) => findMarked(await clouds.of(environment), now),
  };
}

/** A ring that fails costs time only: what it was for is stored, and the sweep rings again. */
async function ringAll({ log }: Ground, bell: AlarmBell | undefined, ids: readonly string[]): Promise<void> {
  try {
    for (const id of new Set(ids)) await bell?.ring(id);
  } catch (error) {
    log.warn({ err: error }, "could not ring; the sweep will");
  }
}
