import type { Card } from "../chat/card.ts";
import type { Verb } from "../chat/command-table.ts";
import { nearest } from "../chat/nearest.ts";
import type { Incoming } from "../chat/ports.ts";
import { notOwned } from "../chat/views/adoption.ts";
import { nameNeeded, notNow, unknownName } from "../chat/views/refusals.ts";
import { type InterconnectUid, interconnectUid } from "../domain/ids.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { VerbPorts } from "./ports.ts";

/** An interconnect, or what to say in its place. */
export type Found = InterconnectRecord | { readonly refusal: Card };

/** Why a verb has nothing to do with a link as it stands now; whoever it may be that says it. */
export type Unfit = (ports: VerbPorts, record: InterconnectRecord) => Promise<Card | undefined>;

/** The interconnect that a verb is about: what was typed, and which links the verb is for. */
export interface Wanted {
  readonly verb: Verb;
  readonly name: string | undefined;
  /** Absent: it is for every link. Only what it would do something with is offered. */
  readonly unfit?: Unfit;
}

/** The interconnect that was meant, by its name or by the thread in which the bot was mentioned; else what to say. */
export async function findInterconnect(ports: VerbPorts, incoming: Incoming, wanted: Wanted): Promise<Found> {
  const { verb, name } = wanted;
  if (name === undefined) {
    const thread = await ports.outbox.threadAt(incoming.place);
    const uid = thread?.split("/").at(-1);
    const here = uid === undefined ? undefined : await ports.interconnects.byUid(interconnectUid(uid));
    return here ? unlessForeign(here, verb) : { refusal: await whichOne(ports, wanted) };
  }
  const named = await ports.interconnects.byName(name);
  if (named) return unlessForeign(named, verb);
  const records = await ports.interconnects.all();
  const names = nearest(
    name,
    records.map((record) => record.name),
  );
  const near = names.flatMap((one) => records.filter((record) => record.name === one));
  return { refusal: unknownName(name, verb, { near: names, fitting: await fitting(ports, wanted, near) }) };
}

async function whichOne(ports: VerbPorts, wanted: Wanted): Promise<Card> {
  const records = await ports.interconnects.all();
  const offered = await fitting(ports, wanted, records);
  return nameNeeded(wanted.verb, offered, offered.length === 0 && records.length > 0);
}

/** As many buttons as a card offers. */
const mostOffered = 5;

/** Names of the links that the verb would do something with now. */
async function fitting(
  ports: VerbPorts,
  { verb, unfit }: Wanted,
  records: readonly InterconnectRecord[],
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const record of records) {
    if (names.length === mostOffered) break;
    const refused = "refusal" in unlessForeign(record, verb) || (await unfit?.(ports, record)) !== undefined;
    if (!refused) names.push(record.name);
  }
  return names;
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
