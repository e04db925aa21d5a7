import type { Delivery } from "../../kit/journal.ts";
import type { Json } from "../../kit/json.ts";
import type { Unanswered } from "../../kit/unanswered.ts";

/** Something to bring to the app. */
export interface Packet {
  readonly kind: "slash_commands" | "interactive" | "events_api";
  /** What it is, for the journal: `/interconnect`, `block_actions approve`. */
  readonly what: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How to send it otherwise than well and for the first time. */
export interface Sending {
  /** A repetition, with Slack's reason for it. */
  readonly retry?: { readonly num: number; readonly reason: string };
  /** HTTP only: sign it wrongly, leave the signature out, or date it so many seconds back (ahead if negative). */
  readonly tamper?: { readonly signature?: "wrong" | "missing"; readonly ageS?: number };
}

/** How the app answered within 3 s of wall time. */
export interface Acknowledgement {
  /** HTTP status; 0 without an answer, and 200 for an acknowledged envelope. */
  readonly status: number;
  readonly latencyMs: number;
  /** The answer's JSON, or its text; undefined when it is empty. */
  readonly body: Json | undefined;
  /** Why it counts as none, in the words of `X-Slack-Retry-Reason`; undefined when it is fine. */
  readonly failure: Unanswered | "http_error" | "timeout" | undefined;
  /** The app asked not to be sent this again. */
  readonly noRetry?: boolean;
}

/** A way to the app. */
export interface Carrier {
  readonly by: Delivery["by"];
  carry(packet: Packet, sending: Sending): Promise<Acknowledgement>;
}
