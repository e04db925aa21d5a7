import { eachOnce } from "../approval/people.ts";
import { type Block, type Card, note } from "../chat/card.ts";
import { refusedByFreeze } from "../chat/views/frozen.ts";
import { frozenRequest } from "../chat/views/frozen-words.ts";
import { type Environment, freezersOf } from "../domain/environment.ts";
import type { VerbPorts } from "./ports.ts";

/** What a freeze refuses, in words; undefined while nothing is frozen. */
export async function frozenRefusal(
  { freezes, people }: VerbPorts,
  environment: Environment,
): Promise<Card | undefined> {
  const freeze = await freezes.of(environment.name);
  return freeze && refusedByFreeze(freeze, eachOnce(people, freezersOf(environment)));
}

/** For what may be asked for all the same: that it cannot begin yet. */
export async function frozenNote({ freezes }: VerbPorts, environment: string): Promise<readonly Block[]> {
  const freeze = await freezes.of(environment);
  return freeze ? [note(frozenRequest(freeze))] : [];
}
