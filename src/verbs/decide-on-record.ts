import { audit, logAudit } from "../store/audit.ts";
import type { Decision, RequestNow, RequestState } from "../store/request-records.ts";
import type { ChangeOutcome } from "../store/requests.ts";
import type { Companions } from "../store/transaction.ts";
import type { VerbPorts } from "./ports.ts";

interface Change {
  readonly state: RequestState;
  readonly decision: Decision;
  readonly outcome?: string;
}

/** Stores a decision and what follows from it together with its audit entry, which is logged once it is true. */
export async function decideOnRecord(
  ports: VerbPorts,
  now: RequestNow,
  change: Change,
  companions: Companions,
): Promise<ChangeOutcome> {
  const { verdict, person, at } = change.decision;
  const entry = { what: verdict, by: person, at, about: now.record.id };
  const outcome = await ports.requests.decide(now, change, {
    ...companions,
    commands: [...companions.commands, audit(ports.keys, entry)],
  });
  if (outcome === "changed") logAudit(ports.log, entry);
  return outcome;
}
