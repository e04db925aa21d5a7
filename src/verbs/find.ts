import type { Card } from "../chat/card.ts";
import type { Verb } from "../chat/command-table.ts";
import type { Incoming } from "../chat/ports.ts";
import { notOwned } from "../chat/views/adoption.ts";
import { nameNeeded, notNow, unknownName } from "../chat/views/refusals.ts";
import { type InterconnectUid, interconnectUid } from "../domain/ids.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { VerbPorts } from "./ports.ts";

/** An interconnect, or what to say in its place. */
export type Found = InterconnectRecord | { readonly refusal: Card };

/** The interconnect that was meant, by its name or by the thread in which the bot was mentioned; else what to say. */
export async function findInterconnect(
  ports: VerbPorts,
  incoming: Incoming,
  verb: Verb,
  name: string | undefined,
): Promise<Found> {
  if (name === undefined) {
    const thread = await ports.outbox.threadAt(incoming.place);
    const uid = thread?.split("/").at(-1);
    const here = uid === undefined ? undefined : await ports.interconnects.byUid(interconnectUid(uid));
    return here ? unlessForeign(here, verb) : { refusal: nameNeeded(verb, await ports.interconnects.names()) };
  }
  const named = await ports.interconnects.byName(name);
  return named ? unlessForeign(named, verb) : { refusal: unknownName(name, verb, await ports.interconnects.names()) };
}

/** The interconnect that a form was opened for. */
export async function findOfForm(ports: VerbPorts, uid: InterconnectUid, verb: Verb): Promise<Found> {
  const record = await ports.interconnects.byUid(uid);
  return record
    ? unlessForeign(record, verb)
    : { refusal: notNow("This interconnect is gone", "Nothing was changed.") };
}

/** What only looks, or ends the looking; everything else is for what is the bot's own. */
const looking: ReadonlySet<string> = new Set<Verb>(["plan", "status", "verify", "release"]);

/** The interconnect, unless it was made elsewhere and this verb or button would change it; a request is taken back all the same. */
export function unlessForeign(record: InterconnectRecord, verb: string): Found {
  const takesBack = verb === "cancel" && record.pending !== undefined;
  if (record.plan.owned !== false || looking.has(verb) || takesBack) return record;
  return { refusal: notOwned(record.name, verb) };
}
