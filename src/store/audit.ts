import type { PersonId } from "../domain/ids.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Log } from "../observability/log.ts";
import type { Keys } from "./keys.ts";
import type { Command } from "./transaction.ts";

/** One thing somebody decided or saw, kept for good. */
export interface AuditEntry {
  readonly what: string;
  readonly by: PersonId;
  /** Wall time. */
  readonly at: number;
  readonly about: string;
  readonly facts?: JsonObject;
}

/** Says an entry that has become true in the structured log too, where access to Redis cannot take it back. */
export function logAudit(log: Log, entry: AuditEntry): void {
  log.info({ audit: entry }, "audit");
}

/** Part of the transaction that makes it true: appends to the record that is never rewritten. */
export function audit(keys: Keys, entry: AuditEntry): Command {
  return ["XADD", keys.audit(), "*", "entry", JSON.stringify(entry)];
}
