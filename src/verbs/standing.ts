import type { Built, Standing } from "../chat/views/status.ts";
import { isEnded } from "../graph/order.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { nounOf } from "../store/request-records.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { cardData, decidersOf } from "./request-card.ts";

/** Where an interconnect stands, read from what is stored; asks no cloud. */
export async function standingOf(ports: VerbPorts, record: InterconnectRecord): Promise<Standing> {
  const operation = record.operation && (await ports.operations.find(record.operation));
  if (operation && !(record.phase === "up" && isEnded(operation))) {
    return { kind: "building", data: ports.story.dataOf(operation) };
  }
  if (record.phase !== "up") {
    const now = record.request && (await ports.requests.load(record.request));
    if (now?.record.kind === "create") {
      const environment = environmentOf(ports, record.environment);
      return { kind: "requested", request: cardData(now.record, decidersOf(ports.people, environment), now.decisions) };
    }
  }
  const { pending } = record;
  const waiting = pending && (await ports.requests.load(pending))?.record;
  return { kind: "built", built: builtOf(record, waiting && nounOf(waiting)) };
}

function builtOf(record: InterconnectRecord, waits: string | undefined): Built {
  const {
    uid,
    plan,
    approvedBy,
    report,
    verdictSince,
    createdAt,
    builtAt = createdAt,
    recovered,
    adopted,
    removedAt,
  } = record;
  return {
    uid,
    plan,
    approvedBy,
    builtAt,
    report,
    verdictSince,
    waits,
    ...(recovered && { recovered }),
    ...(adopted &&
      plan.owned === false && { adopted: { ...adopted, ...(removedAt !== undefined && { releasedAt: removedAt }) } }),
  };
}
