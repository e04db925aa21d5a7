import { listed } from "../chat/words.ts";
import type { Finding } from "../domain/finding.ts";
import type { NetworkFacts } from "../domain/network-facts.ts";
import type { InterconnectRequest, Plan } from "../domain/plan.ts";
import type { Unfit } from "../plan/adopt/unfit.ts";
import { finishingPlan, takenIds } from "../plan/finish/finishing-plan.ts";
import type { FinishingWish } from "../plan/finish/planned-request.ts";
import { isPlannedSubnet } from "../plan/finish/without-made.ts";
import { sameId, valueOr } from "../plan/readings.ts";
import { createGraph } from "../steps/create-graph.ts";
import { type FoundParts, partWords } from "../steps/found-again.ts";
import { madeOtherwise } from "../steps/made-otherwise.ts";
import type { RequestedFinishing } from "../store/request-records.ts";
import { findByTags } from "./found-by-tags.ts";
import type { VerbPorts } from "./ports.ts";
import { type Preparation, reservedByOthers } from "./prepare.ts";

export interface FinishingPreparation extends Omit<Preparation, "request"> {
  readonly name: string;
  readonly wish: FinishingWish;
}

/** The plan of a half-built link with what of it is there, or what stands in the way of finishing it. */
export type FinishingPrepared =
  | { readonly unfit: Unfit }
  | { readonly blocked: readonly Finding[] }
  | {
      readonly plan: Plan;
      readonly request: InterconnectRequest;
      readonly findings: readonly Finding[];
      readonly checks: number;
      readonly parts: FoundParts;
      readonly finishing: RequestedFinishing;
    };

/** Looks for what is there of a half-built link and plans the rest: before it is asked for, and again before it starts. */
export async function prepareFinishing(
  ports: VerbPorts,
  { environment, uid, requester, name, wish }: FinishingPreparation,
): Promise<FinishingPrepared> {
  const [{ links }, facts] = await Promise.all([
    findByTags(ports, environment, requester),
    ports.surveyNetworks(environment),
  ]);
  const link = links.find(({ plan }) => plan.uid === uid);
  if (link === undefined) return { unfit: nothingLeft(name) };
  const { plan: planned, parts } = link;
  if (parts.doubled.length > 0) return { unfit: doubled(parts.doubled) };
  const reservations = await reservedByOthers(ports, uid);
  const input = { planned, made: parts.ids, wish, environment, facts, reservations };
  const outcome = finishingPlan({ ...input, ...(ports.prices && { prices: ports.prices }) }, { uid, requester });
  const { plan, findings } = outcome;
  if (plan === undefined) return { blocked: findings };
  if (!takenIds(planned).every((id) => isListed(id, facts))) return { unfit: goneMeanwhile };
  const otherwise = madeOtherwise(planned, plan);
  if (otherwise.length > 0) return { unfit: another(name, otherwise.map(partWords)) };
  return { ...outcome, plan, parts, finishing: standing(plan, parts, facts) };
}

/** What is there and what is not, in words; what is taken over the card tells by itself. */
function standing(plan: Plan, parts: FoundParts, { azure }: NetworkFacts): RequestedFinishing {
  const { takes } = plan;
  const theirs = new Set([
    takes && "azure.circuit",
    takes?.connection && "azure.connection",
    takes?.virtualCircuitId !== undefined && "oci.virtual-circuit",
  ]);
  const subnet = createGraph(plan).filter(({ kind }) => kind === "azure.gateway-subnet");
  const hasSubnet = valueOr(azure.vnets, []).some((vnet) => isPlannedSubnet(vnet, plan.azure));
  const there = [...parts.there, ...(hasSubnet ? subnet : [])];
  const missing = [...parts.missing, ...(hasSubnet ? [] : subnet)];
  const told = (nodes: FoundParts["there"]) => nodes.filter(({ id }) => !theirs.has(id)).map(partWords);
  return { there: told(there), missing: told(missing) };
}

function isListed(id: string, { azure, oci }: NetworkFacts): boolean {
  const lists = [azure.circuits, azure.connections, oci.virtualCircuits].map((one) =>
    valueOr<readonly { readonly id: string }[]>(one, []),
  );
  return lists.some((list) => list.some((one) => sameId(one.id, id)));
}

const nothingLeft = (name: string): Unfit => ({
  title: `Nothing of ${name} bears its tags any more`,
  why: "So there is nothing to finish. Take it down with teardown, which frees its name and addresses, and ask for it anew.",
});

const doubled = (what: readonly string[]): Unfit => ({
  title: "Two resources bear the same tags",
  why: `Which of them is the bot's nobody knows: ${listed(what)}. Take the tags off the copy, then try again.`,
});

const goneMeanwhile: Unfit = {
  title: "What was to be taken over is not there any more",
  why: "Without it, nothing can be finished. Take it down with teardown, which gives back what was made elsewhere.",
};

const another = (name: string, what: readonly string[]): Unfit => ({
  title: `${name} cannot be finished as it was planned`,
  why: `The networks or the configuration have changed, so this would be made otherwise by now: ${listed(what)}. Take it down, and ask for it anew.`,
});
