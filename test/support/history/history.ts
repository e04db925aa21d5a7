import type { LedgerSnapshot } from "../../simulators/kit/ledger.ts";

/** An interconnect that a history is about. */
export interface Subject {
  readonly uid: string;
  readonly name: string;
  readonly environment: string;
  /** What people wanted in the end; `before`: that what there was of it before is as it was. */
  readonly wanted: "up" | "gone" | "before";
  /** What both its ends have while it is wanted. */
  readonly bandwidthMbps: number;
  /** What there is exactly one of while it is wanted, as `cloud type`. */
  readonly made: readonly string[];
  /** Ids of what was brought for it, of which only parts may be written. */
  readonly brought: readonly string[];
  /** Ids of what somebody else had made of it before, which it takes over. */
  readonly taken?: readonly string[];
}

export interface JournalEntry {
  readonly at: number;
  readonly epoch: number;
  readonly step: string;
  readonly event: "intent" | "outcome";
  /** Of an intent: `create`, `delete`, or what is changed. */
  readonly what?: string;
  readonly generation: number;
}

/** What one operation noted, and what its thread must have said by its end. */
export interface OperationHistory {
  readonly id: string;
  readonly uid: string;
  readonly journal: readonly JournalEntry[];
  readonly moments: readonly string[];
}

/** Changes were frozen, from when that was stored until when its end was; without `untilMs` they still are. */
export interface Frozen {
  /** An environment, or `everywhere`. */
  readonly scope: string;
  readonly fromMs: number;
  readonly untilMs?: number;
  /** How long before that a worker may have read the time that it gives an intent which was stored after it. */
  readonly readBeforeMs?: number;
}

/** A request to Azure and how it was answered (0: not at all). */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** When it arrived. */
  readonly atMs: number;
}

/** Something that a process of the product was seen to do on the wire, in the order of happening. */
export type WireEvent =
  /** It wrote an intent under an epoch. */
  | { readonly kind: "intent"; readonly process: string; readonly operation: string; readonly epoch: number }
  /** It sent a changing call for an interconnect. */
  | { readonly kind: "call"; readonly process: string; readonly uid: string; readonly line: string };

/** A message of the product in a thread. */
export interface Said {
  readonly thread: string;
  /** `operation/moment`. */
  readonly id: string;
}

/** All that is known of a stretch of time in one world. Times are virtual ms. */
export interface History {
  /** What happened before belongs to others. */
  readonly sinceMs: number;
  readonly subjects: readonly Subject[];
  readonly operations: readonly OperationHistory[];
  readonly ledger: Pick<LedgerSnapshot, "resources" | "calls" | "states" | "illegalCalls" | "bills">;
  /** GETs and PUTs of Azure, in the order of arrival, those without an effect too. */
  readonly asked: readonly Asked[];
  readonly wire: readonly WireEvent[];
  readonly freezes: readonly Frozen[];
  /** What both clouds held before and hold now, by id. */
  readonly before: ReadonlyMap<string, unknown>;
  readonly after: ReadonlyMap<string, unknown>;
  /** In the order of posting. */
  readonly said: readonly Said[];
  /** How many messages may stand there once more: one for each lost answer of a chat product that cannot be read. */
  readonly repeatsAllowed: number;
  /** Messages that the product gave up on. */
  readonly deadLetters: number;
}
