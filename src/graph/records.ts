import type { ErrorRecord } from "../domain/errors.ts";
import type { Freeze } from "../domain/freeze.ts";
import type { InterconnectUid, OperationId, PersonId, ThreadId } from "../domain/ids.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Plan } from "../domain/plan.ts";
import type { Direction, Memo, OwnerMark } from "./step.ts";

/**
 * What an operation does: `rollback` removes what a create has made so far, `reconnect` lets traffic flow again while a
 * teardown waits, `sweep` looks once more for what a removal may have left, `resize` gives a link more bandwidth.
 */
export type OperationKind = "create" | "verify" | "teardown" | "rollback" | "reconnect" | "sweep" | "resize";

/** One step of an operation as data: what it is, what it needs, with what parameters. */
export interface StepNode {
  /** Unique in the operation, such as `azure.circuit` or `oci.route-rules/rt-app`. */
  readonly id: string;
  /** Name of the step's code in the registry. */
  readonly kind: string;
  readonly direction: Direction;
  readonly needs: readonly string[];
  readonly params: JsonObject;
  /** Short title for people, such as `circuit`; absent for steps that people need not see. */
  readonly title?: string;
  /** Ids of shared resources this step holds from a write's intent until it is done; nobody else may write them. */
  readonly claims?: readonly string[];
  readonly side: "azure" | "oci" | "both";
}

/** The part of an operation that never changes after it is created. */
export interface OperationRecord {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly uid: InterconnectUid;
  readonly name: string;
  readonly environment: string;
  readonly owner: OwnerMark;
  readonly thread: ThreadId;
  readonly requester: PersonId;
  readonly createdAt: number;
  /** For a removal: since when what it removes has been billed, on the operation's clock. */
  readonly billedSince?: number;
  /** Of a create that finishes what was half built, and of its rollback: the steps whose work was there when it began. */
  readonly resumes?: readonly string[];
  /** What the operation builds, removes or verifies, as approved. */
  readonly plan: Plan;
  readonly nodes: readonly StepNode[];
  /** The decision behind an operation that changes something, sealed; a verification needs none. */
  readonly decision?: { readonly planHash: string; readonly seal: string };
}

/** `open`: goes on by itself. `paused`: a person must act, or has said Cancel. The others are ends. */
export type OperationState = "open" | "paused" | "done" | "failed" | "cancelled";

export interface StepRecord {
  readonly state: "pending" | "active" | "blocked" | "done";
  /** Rises, durably, only after absence of what the previous generation made is proved. */
  readonly generation: number;
  readonly memo: Memo;
  readonly outputs?: JsonObject;
  /** Written before a mutating call, removed with its outcome. */
  readonly intent?: { readonly what: string; readonly at: number };
  /** True while this step holds its node's claims. */
  readonly claimed?: true;
  /**
   * Until when a create was sent that nobody knows the outcome of, beside what `intent` says: it was sent again, or given
   * up, before an answer came. Its effect may come late.
   */
  readonly unheardAt?: number;
  /** When the last mutating call of this generation was answered; proves that something may exist. */
  readonly sentAt?: number;
  readonly startedAt?: number;
  readonly doneAt?: number;
  readonly nextLookAt?: number;
  readonly looks: number;
  /** Failed looks or calls in a row; sets the back-off. */
  readonly failures: number;
  /** When the present row of failures began. */
  readonly failingSince?: number;
  readonly blockedAt?: number;
  /** What is waited for, in words. */
  readonly reason?: string;
  readonly error?: ErrorRecord;
}

/** An operation with its steps, as one consistent read. */
export interface Operation {
  readonly record: OperationRecord;
  readonly state: OperationState;
  readonly stateSince: number;
  readonly steps: Readonly<Record<string, StepRecord>>;
  readonly signals: Readonly<Record<string, JsonObject>>;
  /** While it stands no step begins a changing call. */
  readonly freeze?: Freeze;
}

export const freshStep: StepRecord = { state: "pending", generation: 1, memo: {}, looks: 0, failures: 0 };
