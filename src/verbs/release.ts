import type { Card } from "../chat/card.ts";
import type { Incoming } from "../chat/ports.ts";
import { released } from "../chat/views/adoption.ts";
import { notNow, outdated } from "../chat/views/refusals.ts";
import { statusCard } from "../chat/views/status.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { AdoptedInterconnect, InterconnectRecord } from "../store/interconnects.ts";
import { Answer } from "./answer.ts";
import { notEntitled } from "./entitled.ts";
import { findInterconnect, type Unfit } from "./find.ts";
import { begunSince } from "./last-word.ts";
import { waitsAlready } from "./open-change.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { standingOf } from "./standing.ts";

/** Ends the watching of an adopted link: name and addresses are free again, and in the clouds nothing changes. */
export async function release(ports: VerbPorts, incoming: Incoming, name: string | undefined): Promise<void> {
  const answer = new Answer(ports, incoming);
  const found = await findInterconnect(ports, incoming, { verb: "release", name, unfit: notWatched });
  if ("refusal" in found) return answer.privately(found.refusal);
  const environment = environmentOf(ports, found.environment);
  const refused = await notEntitled(ports, incoming, environment, `release ${found.name}`);
  if (refused) return answer.privately(refused);
  const unfit = await notWatched(ports, found);
  if (unfit || found.adopted === undefined) return answer.privately(unfit ?? ownOne(found));
  if (begunSince(found.adopted.at, incoming)) return answer.privately(outdated(found.name));
  await letGo(ports, incoming, { record: found, adopted: found.adopted });
}

const ownOne = ({ name }: InterconnectRecord): Card =>
  notNow(`${name} is the bot's own`, "Only an adopted link is released. To remove this one, use teardown.");

const notWatched: Unfit = async (_ports, record) => {
  if (record.pending !== undefined) return waitsAlready(record.name);
  return record.adopted === undefined || record.plan.owned !== false ? ownOne(record) : undefined;
};

async function letGo(
  ports: VerbPorts,
  incoming: Incoming,
  {
    record,
    adopted: before,
  }: { readonly record: InterconnectRecord; readonly adopted: AdoptedInterconnect["adopted"] },
): Promise<void> {
  const answer = new Answer(ports, incoming);
  const at = Date.now();
  const said = answer.word(released(record.name));
  const standing = await standingOf(ports, { ...record, phase: "removed", removedAt: at, adopted: before });
  const entry = { what: "release", by: incoming.person, at, about: record.uid, facts: { name: record.name } };
  const done = await ports.interconnects.release(record, at, {
    commands: [audit(ports.keys, entry)],
    once: [ports.outbox.say(said)],
    changed: [ports.outbox.show(record.thread, statusCard(standing))],
  });
  if (!done) return answer.privately(notNow(`${record.name} is let go of already`, "Nothing was changed."));
  await ports.requests.durable();
  logAudit(ports.log, entry);
  await ports.ring("threads", [record.thread]);
  await answer.ring([said]);
}
