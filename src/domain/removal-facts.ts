/**
 * What both clouds say before a removal: about the link, about who else uses what was made for it, and about what could
 * stand in the way. Produced by the survey, read by the review; as in `link-facts.ts`, forbidden is never absent.
 */
import type { Reading } from "./link-facts.ts";
import type { NetworkFacts } from "./network-facts.ts";
import type { TrafficFacts } from "./traffic.ts";

/** A key that lets somebody of another subscription connect to a circuit. The key itself is never read. */
export interface AuthorizationFacts {
  readonly name: string;
  readonly inUse: boolean;
}

/** What others have on a circuit beside gateway connections of the subscription. */
export interface CircuitUseFacts {
  readonly authorizations: readonly AuthorizationFacts[];
  /** Names of the circuits that Global Reach joins this one with. */
  readonly globalReach: readonly string[];
}

/** Ids under which a plan's own resources stand in Azure; `publicIp` where it makes one. */
export interface AzureRemovalIds {
  readonly resourceGroup: string;
  readonly circuit: string;
  readonly vnet: string;
  readonly gateway: string;
  readonly connection: string;
  readonly publicIp?: string;
}

/** OCIDs of everything a plan uses in OCI, as far as they are known; what is not there has none. */
export interface OciRemovalIds {
  readonly vcn: string | undefined;
  readonly drg: string | undefined;
  readonly virtualCircuit: string | undefined;
  readonly subnet: string | undefined;
  readonly attachment: string | undefined;
}

export interface RemovalFacts {
  /** Unix milliseconds at which reading began. */
  readonly readAt: number;
  readonly networks: NetworkFacts;
  readonly azure: {
    readonly ids: AzureRemovalIds;
    /** Undefined when the circuit is gone. */
    readonly circuitUse: Reading<CircuitUseFacts | undefined>;
    /** Ids of everything in the plan's resource group; empty where the group is brought or gone. */
    readonly groupContents: Reading<readonly string[]>;
    readonly traffic: TrafficFacts;
  };
  readonly oci: {
    readonly ids: OciRemovalIds;
    /** Addresses in use in the subnet that the plan made; empty where it makes none. */
    readonly subnetAddresses: Reading<readonly string[]>;
    readonly traffic: TrafficFacts;
  };
}
