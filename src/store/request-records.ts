import type { Difference } from "../domain/adoption.ts";
import type { Finding } from "../domain/finding.ts";
import type { PersonId, RequestId, ThreadId } from "../domain/ids.ts";
import type { InterconnectRequest, Plan } from "../domain/plan.ts";
import type { RemovalReview } from "../domain/removal.ts";
import type { ResizeReview } from "../domain/resize.ts";

/** What is kept of a request, from asking to its end. */

export type RequestState = "open" | "approved" | "rejected" | "expired" | "void" | "withdrawn";

export interface Decision {
  readonly person: PersonId;
  readonly verdict: "approve" | "reject";
  /** Wall time. */
  readonly at: number;
  readonly reason?: string;
  /** The act that made it, so that a replay of the act is known as one. */
  readonly act: string;
  readonly seal: string;
}

interface AnyRequest {
  readonly id: RequestId;
  readonly plan: Plan;
  /** What an approval is bound to. */
  readonly planHash: string;
  readonly findings: readonly Finding[];
  readonly checks: number;
  readonly thread: ThreadId;
  readonly requester: PersonId;
  /** Wall times; expiry is decided by Redis' own clock. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Proves that this is what was asked for. */
  readonly seal: string;
}

/** A plan that waits for approvals. */
export interface CreateRequest extends AnyRequest {
  readonly kind: "create";
  /** As asked for, so that the plan can be made again before the start. */
  readonly request: InterconnectRequest;
  /** Present when a link that was made elsewhere is to be owned, and finished. */
  readonly adoption?: RequestedAdoption;
  /** Present when the rest of a link is to be made whose record was lost half-way. */
  readonly finishing?: RequestedFinishing;
}

export interface RequestedAdoption {
  /** What the bot would have planned otherwise. */
  readonly differences: readonly Difference[];
  /** True when the link is watched already: then its record, its name and its addresses outlive the request. */
  readonly watched: boolean;
}

/** Both in words, but for what the plan takes over. */
export interface RequestedFinishing {
  readonly there: readonly string[];
  readonly missing: readonly string[];
}

/** An interconnect that somebody wants taken down. */
export interface TeardownRequest extends AnyRequest {
  readonly kind: "teardown";
  readonly reason: string;
  /** What it takes away, what it leaves, and what was noticed, when it was asked for. */
  readonly review: RemovalReview;
  readonly soakMinutes: number;
}

/** An interconnect that somebody wants to have more bandwidth; its plan is the one that it is to have. */
export interface ResizeRequest extends AnyRequest {
  readonly kind: "resize";
  readonly reason: string;
  /** What it changes and costs, and what was noticed, when it was asked for. */
  readonly review: ResizeReview;
}

/** A request to change an interconnect that is there. */
export type ChangeRequest = TeardownRequest | ResizeRequest;

/** What waits for approvals, or what became of it. */
export type RequestRecord = CreateRequest | ChangeRequest;

/** What is asked for, in a word. */
export function nounOf(record: RequestRecord): string {
  if (record.kind !== "create") return record.kind;
  if (record.finishing) return "completion";
  return record.adoption ? "adoption" : "create";
}

/** Does the interconnect that it is about, with its name and its addresses, outlive it? A plain create reserves them only. */
export const outlivesIt = (record: RequestRecord): boolean =>
  record.kind !== "create" || record.finishing !== undefined || record.adoption?.watched === true;

export interface RequestNow {
  readonly record: RequestRecord;
  readonly state: RequestState;
  readonly decisions: readonly Decision[];
  /** Rises with every change; a change is refused when another one came first. */
  readonly version: string;
  /** Why it was voided or rejected. */
  readonly outcome: string | undefined;
}
