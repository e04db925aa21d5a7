import type { Incoming } from "../chat/ports.ts";
import { released } from "../chat/views/adoption.ts";
import { notNow, outdated } from "../chat/views/refusals.ts";
import { statusCard } from "../chat/views/status.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { AdoptedInterconnect, InterconnectRecord } from "../store/interconnects.ts";
import { Answer } from "./answer.ts";
import { notEntitled } from "./entitled.ts";
import { findInterconnect } from "./find.ts";
import { begunSince } from "./last-word.ts";
import { waitsAlready } from "./open-change.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { standingOf } from "./standing.ts";

/** Ends the watching of an adopted link: name and addresses are free again, and in the clouds nothing changes. */
export async function release(ports: VerbPorts, incoming: Incoming, name: string | undefined): Promise<void> {
  const answer = new Answer(ports, incoming);
  const found = await findInterconnect(ports, incoming, "release", name);
  if ("refusal" in found) return answer.privately(found.refusal);
  const environment = environmentOf(ports, found.environment);
  const refused = await notEntitled(ports, incoming, environment, `release ${found.name}`);
  if (refused) return answer.privately(refused);
  if (found.pending !== undefined) return answer.privately(waitsAlready(found.name));
  if (found.adopted === undefined || found.plan.owned !== false) {
    return answer.privately(
      notNow(`${found.name} is the bot's own`, "Only an adopted link is released. To remove this one, use teardown."),
    );
  }
  if (begunSince(found.adopted.at, incoming)) return answer.privately(outdated(found.name));
  await letGo(ports, incoming, { record: found, adopted: found.adopted });
}

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
