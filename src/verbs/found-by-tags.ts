import { type Recognised, type Recognition, recognise } from "../approval/recognise.ts";
import { bandwidths } from "../domain/bandwidth.ts";
import type { Environment } from "../domain/environment.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Marked } from "../domain/marked.ts";
import type { Plan } from "../domain/plan.ts";
import { type FoundParts, foundParts } from "../steps/found-again.ts";
import type { VerbPorts } from "./ports.ts";

/** An interconnect as its tags tell of it. */
export interface FoundLink {
  readonly plan: Plan;
  readonly parts: FoundParts;
}

export interface FoundByTags {
  readonly links: readonly FoundLink[];
  readonly ignored: Recognition["ignored"];
}

/** Finds the interconnects of an environment by what both clouds' tags say under the bot's seal, for whoever looks. */
export async function findByTags(
  ports: Pick<VerbPorts, "findMarked" | "seal">,
  environment: Environment,
  person: PersonId,
): Promise<FoundByTags> {
  const marked = await ports.findMarked(environment);
  const { links, ignored } = recognise(ports.seal, environment, marked.resources);
  return { links: links.map((link) => foundLink(link, marked, person)), ignored };
}

/** The plan as tags keep it, with what they do not: who asked is not known any more, so it is whoever looks. */
function foundLink({ plan: kept, resources }: Recognised, { routeTables }: Marked, person: PersonId): FoundLink {
  const bandwidth = resources.find(({ bandwidthMbps }) => bandwidthMbps !== undefined)?.bandwidthMbps;
  const plan: Plan = {
    ...kept,
    bandwidthMbps: bandwidths.find((sold) => sold === bandwidth) ?? kept.bandwidthMbps,
    requester: person,
    reason: "Taken back from the tags in both clouds",
  };
  return { plan, parts: foundParts(plan, { resources, routeTables }) };
}
