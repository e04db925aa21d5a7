import type { Card } from "../chat/card.ts";
import { unknownEnvironment } from "../chat/views/refusals.ts";
import type { Environment } from "../domain/environment.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { InterconnectUid, PersonId } from "../domain/ids.ts";
import type { NetworkFacts } from "../domain/network-facts.ts";
import type { AdoptedEnds, InterconnectRequest } from "../domain/plan.ts";
import { ownedPlan } from "../plan/adopt/owned-plan.ts";
import type { PlanOutcome } from "../plan/make-plan.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Reservation } from "../plan/plan-input.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { VerbPorts } from "./ports.ts";

export interface Preparation {
  readonly request: InterconnectRequest;
  readonly environment: Environment;
  readonly uid: InterconnectUid;
  readonly requester: PersonId;
}

/** What came out, and the facts it was made from. */
export interface Prepared extends PlanOutcome {
  readonly facts: NetworkFacts;
}

/** Reads both clouds and makes the plan of a request: before it is asked for, and again before it starts. */
export async function preparePlan(ports: VerbPorts, preparation: Preparation): Promise<Prepared> {
  const { request, environment, uid, requester } = preparation;
  const facts = await ports.surveyNetworks(environment);
  const reservations = await reservedByOthers(ports, uid);
  const input = { request, environment, facts, reservations, ...(ports.prices && { prices: ports.prices }) };
  return { ...makePlan(input, { uid, requester }), facts };
}

export interface OwningPreparation extends Omit<Preparation, "request"> {
  readonly name: string;
  readonly adopts: AdoptedEnds;
}

/** Reads both clouds and plans what is to be taken over and finished: before it is asked for, and again before it starts. */
export async function prepareOwning(ports: VerbPorts, preparation: OwningPreparation) {
  const { environment, name, adopts, uid, requester } = preparation;
  const [ends, facts] = await Promise.all([ports.readEnds(environment, adopts), ports.surveyNetworks(environment)]);
  const reservations = await reservedByOthers(ports, uid);
  const input = { name, adopts, ends, environment, facts, reservations, ...(ports.prices && { prices: ports.prices }) };
  return { ends, facts, outcome: ownedPlan(input, { uid, requester }) };
}

export async function reservedByOthers(
  { interconnects }: VerbPorts,
  uid: InterconnectUid,
): Promise<readonly Reservation[]> {
  return (await interconnects.all()).filter((other) => other.uid !== uid).map(toReservation);
}

/** The environment that somebody named, or what to say when there is none of that name. */
export function namedEnvironment(
  { environments }: Pick<VerbPorts, "environments">,
  name: string,
): Environment | { readonly refusal: Card } {
  const known = environments.map((one) => one.name);
  return environments.find((one) => one.name === name) ?? { refusal: unknownEnvironment(name, known) };
}

/** @throws InterconnectError `NotFound` when the environment has left the configuration */
export function environmentOf(ports: Pick<VerbPorts, "environments">, name: string): Environment {
  const found = ports.environments.find((environment) => environment.name === name);
  if (found) return found;
  throw new InterconnectError({
    code: "NotFound",
    kind: "blocked",
    message: `The environment ${name} is not in the configuration any more.`,
    hint: "The operator of this bot can put it back.",
  });
}

function toReservation({ uid, name, environment, plan }: InterconnectRecord): Reservation {
  return { uid, name, environment, slash30s: [plan.primary.cidr, plan.secondary.cidr] };
}
