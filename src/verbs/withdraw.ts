import { text, word } from "../chat/card.ts";
import type { Incoming } from "../chat/ports.ts";
import { notAllowed, notNow, outdated } from "../chat/views/refusals.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { RequestNow } from "../store/request-records.ts";
import { Answer } from "./answer.ts";
import { begunSince } from "./last-word.ts";
import type { VerbPorts } from "./ports.ts";
import { closedCard } from "./proposals.ts";

/** The request about an interconnect that still waits for a decision: the one that builds it, or one that changes it. */
export async function waitingRequest(ports: VerbPorts, record: InterconnectRecord): Promise<RequestNow | undefined> {
  const id = record.pending ?? record.request;
  const now = id && (await ports.requests.load(id));
  return now?.state === "open" ? now : undefined;
}

/** Takes a request back that nobody has decided yet; whoever asked for it may. */
export async function withdraw(ports: VerbPorts, incoming: Incoming, now: RequestNow): Promise<void> {
  const answer = new Answer(ports, incoming);
  const { record } = now;
  const { person } = incoming;
  const { name } = record.plan;
  if (!ports.people.accountsOf(person).includes(record.requester)) {
    return answer.privately(notAllowed(`withdraw the request for ${name}`, [record.requester]));
  }
  if (begunSince(record.createdAt, incoming)) return answer.privately(outdated(name));
  const at = Date.now();
  const card = closedCard(record, { state: "withdrawn", by: person, at });
  const entry = { what: "withdraw", by: person, at, about: record.id };
  const outcome = await ports.requests.decide(
    now,
    { state: "withdrawn" },
    {
      commands: [audit(ports.keys, entry)],
      once: [],
      changed: [ports.outbox.show(record.thread, card)],
    },
  );
  if (outcome !== "changed") {
    return answer.privately(notNow("Not withdrawn", "Somebody decided at the same moment. Look at its card."));
  }
  logAudit(ports.log, entry);
  await ports.ring("threads", [record.thread]);
  await answer.privately(word(`The request for ${name} is withdrawn`, "undone", [text("Nothing was changed.")]));
}
