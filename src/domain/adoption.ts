import type { CircuitFacts, ConnectionFacts, VirtualCircuitFacts } from "./link-facts.ts";
import type { ExistingConnectionFacts } from "./network-facts.ts";
import type { Tags } from "./owner-tags.ts";

/** The two ends of a link that was made elsewhere, as somebody names them. */
export interface EndIds {
  readonly circuitId: string;
  /** Absent: the one that was made with the circuit's service key, if there is one. */
  readonly virtualCircuitId?: string | undefined;
}

/** What both clouds say about the named ends; an absent one is proven not to be there. */
export interface LinkEnds {
  readonly circuit: (CircuitFacts & { readonly tags: Tags }) | undefined;
  readonly virtualCircuit: VirtualCircuitEndFacts | undefined;
  /** Every gateway connection on the circuit in the subscription. */
  readonly connections: readonly (ConnectionFacts &
    Pick<ExistingConnectionFacts, "name" | "gatewayId"> & { readonly tags: Tags })[];
}

export interface VirtualCircuitEndFacts extends VirtualCircuitFacts {
  readonly name: string;
  readonly tags: Tags;
  /** Keyed fingerprint, comparable with the circuit's. */
  readonly serviceKeyFingerprint: string | undefined;
  /** The first is the primary one. */
  readonly mappings: readonly { readonly oracleBgpPeeringIp: string | undefined }[];
}

/** One thing that the bot would have planned otherwise. */
export interface Difference {
  readonly what: string;
  readonly found: string;
  readonly planned: string;
}

/** Whose decision it was to watch a link that was made elsewhere. Its presence in a record says: nothing there is ours. */
export interface Adopted {
  readonly by: string;
  /** Wall time. */
  readonly at: number;
}
