import type { Finding } from "./finding.ts";
import type { TrafficFacts } from "./traffic.ts";

/** Addresses that one side does not reach any more once the link is gone. */
export interface LostPath {
  /** `to-oci`: Azure loses its path to prefixes of OCI. */
  readonly direction: "to-oci" | "to-azure";
  readonly prefixes: readonly string[];
  readonly words: string;
}

/** An owned resource, by the step that made it. */
export interface OwnResource {
  /** Such as `azure.gateway` or `oci.route-rules/rt-app`. */
  readonly step: string;
  /** What people call it, such as `gateway erp-k3x9q2m7ab-gateway`. */
  readonly what: string;
}

/** What is known before a removal is asked for: what it takes away, what it leaves, and what stands in its way. */
export interface RemovalReview {
  /** Unix milliseconds at which both clouds were asked. */
  readonly readAt: number;
  /** Empty for a link that never carried traffic. */
  readonly breaks: readonly LostPath[];
  /** As whichever cloud measured more; not known where neither did. */
  readonly traffic: TrafficFacts;
  /** In the order in which they go. */
  readonly removes: readonly OwnResource[];
  /** What was there before, and what is owned and kept since others use it. */
  readonly stays: readonly { readonly what: string; readonly why: string }[];
  /** Owned resources that are not removed, with everything they stand on. */
  readonly keeps: readonly { readonly step: string; readonly why: string }[];
  /** Blocking ones first. */
  readonly findings: readonly Finding[];
}
