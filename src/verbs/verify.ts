import type { Incoming } from "../chat/ports.ts";
import { notNow } from "../chat/views/refusals.ts";
import { tooManyVerifications, verifyingWord } from "../chat/views/verification.ts";
import { operationId } from "../domain/ids.ts";
import type { OperationRecord } from "../graph/records.ts";
import { verifyGraph } from "../steps/create-graph.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { Answer, idOf } from "./answer.ts";
import { findInterconnect, type Unfit } from "./find.ts";
import { newOperation } from "./new-operation.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";

/** Reads both clouds afresh and says in the thread what they say; changes nothing. */
export async function verifyNow(ports: VerbPorts, incoming: Incoming, name: string | undefined): Promise<void> {
  const answer = new Answer(ports, incoming);
  const found = await findInterconnect(ports, incoming, { verb: "verify", name, unfit: notBuilt });
  if ("refusal" in found) return answer.privately(found.refusal);
  await verifyInterconnect(ports, incoming, found);
}

const notBuilt: Unfit = async (_ports, { phase, name }) =>
  phase === "up"
    ? undefined
    : notNow(`${name} cannot be verified now`, "Only what is built and not being changed can be verified.");

export async function verifyInterconnect(
  ports: VerbPorts,
  incoming: Incoming,
  record: InterconnectRecord,
): Promise<void> {
  const answer = new Answer(ports, incoming);
  const refused = await notBuilt(ports, record);
  if (refused) return answer.privately(refused);
  const operation = verifyOperation(ports, incoming, record);
  const { maxVerificationsPerMinute: limit } = environmentOf(ports, record.environment).policy;
  if ((await ports.operations.beginReading(operation, limit)) === "too-many") {
    return answer.privately(tooManyVerifications(record.name, limit));
  }
  await ports.ring("operations", [operation.id]);
  await answer.privately(verifyingWord(record.name));
}

function verifyOperation(ports: VerbPorts, incoming: Incoming, record: InterconnectRecord): OperationRecord {
  const { uid, thread, plan, built } = record;
  return newOperation(ports, {
    id: operationId(`verify-${uid}-${idOf(incoming, "verify")}`),
    kind: "verify",
    plan,
    thread,
    requester: incoming.person,
    nodes: verifyGraph(plan, built),
  });
}
