import { mayRecover } from "../approval/may.ts";
import { eachOnce } from "../approval/people.ts";
import type { Card } from "../chat/card.ts";
import type { Incoming } from "../chat/ports.ts";
import { notAllowed } from "../chat/views/refusals.ts";
import type { Environment } from "../domain/environment.ts";
import type { VerbPorts } from "./ports.ts";

/** What to say to somebody who may not take links back, adopt them or let go of them in an environment. */
export async function notEntitled(
  { people }: Pick<VerbPorts, "people">,
  { person }: Pick<Incoming, "person">,
  environment: Environment,
  what: string,
): Promise<Card | undefined> {
  if (await mayRecover(people, environment, person)) return undefined;
  return notAllowed(what, eachOnce(people, environment.policy.recoverers));
}
