import type { InterconnectUid, PersonId } from "./ids.ts";

/** The bandwidths both clouds sell for this link, in Mbps. */
export type BandwidthMbps = 1000 | 2000 | 5000 | 10000;
export type CircuitTier = "Standard" | "Premium" | "Local";
export type CircuitFamily = "MeteredData" | "UnlimitedData";
/** ExpressRoute gateway sizes; those without zone support cannot be created any more, only brought. */
export type GatewaySku =
  | "Standard"
  | "HighPerformance"
  | "UltraPerformance"
  | "ErGw1AZ"
  | "ErGw2AZ"
  | "ErGw3AZ"
  | "ErGwScale";

/** One of the two point-to-point networks: Oracle has the first usable address, Microsoft the second. */
export interface PeeringSubnet {
  /** A /30 in network form, such as `10.255.0.0/30`. */
  readonly cidr: string;
  readonly oracleIp: string;
  readonly microsoftIp: string;
}

/** What someone asks for, as typed or filled in; every field checked for shape, none yet against the clouds. */
export interface InterconnectRequest {
  readonly name: string;
  readonly environment: string;
  readonly bandwidthMbps: BandwidthMbps;
  readonly vnet: { readonly use: string } | { readonly create: { readonly addressPrefix: string } };
  /** Absent: the VNet's own gateway if it has one, else a new one of the environment's size. */
  readonly gateway?: { readonly use: string } | { readonly create: { readonly sku: GatewaySku } };
  readonly fastPath: boolean;
  readonly vcn: { readonly use: string } | { readonly create: { readonly cidr: string } };
  /** Absent: the DRG the VCN is attached to, else a new one. */
  readonly drg?: { readonly use: string } | { readonly create: true };
  /**
   * Names or OCIDs of VCN route tables, or of subnets that stand for theirs, that get a route to Azure; empty means the
   * only table there is.
   */
  readonly routeTables: readonly string[];
  readonly tier: CircuitTier;
  readonly family: CircuitFamily;
  /** Both /30s when the requester chose them; otherwise they are carved from the environment's pool. */
  readonly slash30s?: { readonly primary: string; readonly secondary: string };
  readonly activate: "now" | "hold";
  readonly reason: string;
  /** Codes of findings the requester accepts on purpose, such as `traffic-will-move`. */
  readonly accepts: readonly string[];
  /** Set when the circuit was made elsewhere, alone or with more of the link: that is taken over, and finished. */
  readonly adopts?: AdoptedEnds;
}

/** The ends of a link made elsewhere, and what was said of it that they do not tell. */
export interface AdoptedEnds {
  readonly circuitId: string;
  /** Absent when there is none yet, or when nobody named it. */
  readonly virtualCircuitId?: string;
  /** As typed for a create, by field name. */
  readonly said: Readonly<Record<string, string>>;
}

/** Something the plan makes or takes as it is. `id` is the cloud's id where it is known (always for what is used). */
export interface PlannedResource {
  readonly create: boolean;
  readonly name: string;
  readonly id?: string;
}

export interface AzurePlan {
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly location: string;
  /** The group that receives everything we create in Azure. */
  readonly resourceGroup: PlannedResource;
  readonly circuit: { readonly name: string; readonly tier: CircuitTier; readonly family: CircuitFamily };
  readonly vnet: PlannedResource & { readonly resourceGroup: string; readonly addressPrefixes: readonly string[] };
  readonly gatewaySubnet: { readonly create: boolean; readonly prefix: string };
  /** Absent when the gateway is brought. */
  readonly publicIp?: { readonly name: string; readonly zones: readonly string[] };
  readonly gateway: PlannedResource & { readonly resourceGroup: string; readonly sku: GatewaySku };
  /** `id` where it may lie in another group than the circuit. */
  readonly connection: { readonly name: string; readonly id?: string; readonly fastPath: boolean };
}

export interface OciPlan {
  readonly tenancyId: string;
  readonly region: string;
  readonly compartmentId: string;
  readonly vcn: PlannedResource & { readonly cidrs: readonly string[] };
  /** Made together with a new VCN, since OCI announces subnets, not the VCN. */
  readonly subnet?: { readonly name: string; readonly cidr: string };
  readonly drg: PlannedResource;
  readonly attachment: PlannedResource;
  readonly virtualCircuit: { readonly name: string };
  /** VCN route tables that get one rule per Azure prefix. A new VCN's default table has no id before it exists. */
  readonly routeTables: readonly { readonly id?: string; readonly name: string }[];
}

/** Which prefixes become reachable, per direction: what the approver decides about. */
export interface Reach {
  readonly ociShowsAzure: readonly string[];
  readonly azureShowsOci: readonly string[];
  /** Prefixes beyond the requested pair that become reachable too: other VCNs on the DRG, spokes of a hub. */
  readonly beyond: readonly {
    readonly prefix: string;
    readonly of: string;
    readonly direction: "to-azure" | "to-oci";
  }[];
  /** How many Azure subnets admit all of this by Azure's default inbound rule. */
  readonly openSubnets: number;
}

export interface CostEstimate {
  readonly currency: string;
  readonly perMonth: number;
  /** The date of the price list, `YYYY-MM-DD`. */
  readonly pricesOf: string;
  readonly items: readonly { readonly name: string; readonly perMonth: number }[];
}

/**
 * What of a link was made elsewhere and becomes the bot's: besides the circuit, which always was. It is marked before
 * anything is made, and a rollback takes the marks off and leaves it standing.
 */
export interface TakenParts {
  /** OCID; absent when the virtual circuit is still to be made. */
  readonly virtualCircuitId?: string;
  /** Present when the gateway connection is there. */
  readonly connection?: true;
}

/**
 * Everything that will be created, with addresses and names. Immutable; approvals are bound to its hash, which covers
 * all of it but `cost`, which is information.
 */
export interface Plan {
  readonly version: 1;
  readonly uid: InterconnectUid;
  /** False when all of it was made elsewhere and is only watched; absent when it is the bot's own. */
  readonly owned?: false;
  /** What it takes over; absent when the bot makes both circuits. */
  readonly takes?: TakenParts;
  readonly name: string;
  readonly environment: string;
  readonly requester: PersonId;
  readonly reason: string;
  readonly bandwidthMbps: BandwidthMbps;
  readonly peeringLocation: string;
  readonly primary: PeeringSubnet;
  readonly secondary: PeeringSubnet;
  readonly azure: AzurePlan;
  readonly oci: OciPlan;
  readonly reach: Reach;
  readonly activate: "now" | "hold";
  readonly serviceKey: "thread" | "reveal";
  readonly accepts: readonly string[];
  /** Changes whenever the environment's policy changes, so that an approval under an old policy is void. */
  readonly policyVersion: string;
  readonly cost?: CostEstimate;
}
