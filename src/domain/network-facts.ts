/**
 * What both clouds say about the networks of an environment before a plan is made. Produced by the survey, read by the
 * checks of the plan. As in `link-facts.ts`, a reading that failed says why; forbidden is never absent.
 */
import type { DrgAttachmentFacts, Reading, SecurityRuleFacts, VcnRouteTableFacts } from "./link-facts.ts";

export interface VnetPeeringFacts {
  readonly name: string;
  readonly remoteVnetId: string;
  readonly peeringState: string;
  readonly allowGatewayTransit: boolean;
  readonly useRemoteGateways: boolean;
  /** Address prefixes of the other VNet as the peering knows them. */
  readonly remotePrefixes: readonly string[];
}

export interface UserRouteFacts {
  readonly addressPrefix: string;
  readonly nextHopType: string;
  readonly nextHopIp: string | undefined;
}

export interface VnetSubnetFacts {
  readonly id: string;
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly networkSecurityGroupId: string | undefined;
  readonly routeTableId: string | undefined;
  /** Undefined where there is no route table; otherwise its routes and whether BGP routes are propagated. */
  readonly routeTable: { readonly routes: readonly UserRouteFacts[]; readonly propagatesBgp: boolean } | undefined;
}

export interface VnetFacts {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly addressPrefixes: readonly string[];
  readonly subnets: readonly VnetSubnetFacts[];
  readonly peerings: readonly VnetPeeringFacts[];
}

export interface ExistingGatewayFacts {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly vnetId: string | undefined;
  /** `ExpressRoute` or `Vpn`. */
  readonly gatewayType: string;
  readonly sku: string;
  readonly provisioningState: string;
  /** Lowest number of scale units of an ErGwScale gateway. */
  readonly minScaleUnits: number | undefined;
}

export interface ExistingConnectionFacts {
  readonly id: string;
  readonly name: string;
  readonly gatewayId: string | undefined;
  readonly circuitId: string | undefined;
  readonly connectionType: string;
}

export interface ExistingCircuitFacts {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly peeringLocation: string;
  readonly serviceProviderName: string;
  readonly bandwidthMbps: number;
  readonly primaryPrefix: string | undefined;
  readonly secondaryPrefix: string | undefined;
  /** Keyed by tag name; empty when untagged. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface ProviderOffer {
  readonly peeringLocations: readonly string[];
  readonly bandwidthsMbps: readonly number[];
}

export interface UsageFacts {
  /** The cloud's own name of the limit, such as `PublicIPAddresses`. */
  readonly name: string;
  readonly current: number;
  readonly limit: number;
}

export interface AzureNetworkFacts {
  readonly registrationState: Reading<string>;
  readonly resourceGroups: Reading<
    readonly { readonly name: string; readonly location: string; readonly tags: Readonly<Record<string, string>> }[]
  >;
  readonly vnets: Reading<readonly VnetFacts[]>;
  readonly gateways: Reading<readonly ExistingGatewayFacts[]>;
  readonly connections: Reading<readonly ExistingConnectionFacts[]>;
  readonly circuits: Reading<readonly ExistingCircuitFacts[]>;
  /** What `Oracle Cloud FastConnect` offers, undefined when the list does not name it. */
  readonly oracleOffer: Reading<ProviderOffer | undefined>;
  readonly usages: Reading<readonly UsageFacts[]>;
  /** Actions the writer may take on the target group or the subscription, as ARM permission patterns. */
  readonly permissions: Reading<
    readonly { readonly actions: readonly string[]; readonly notActions: readonly string[] }[]
  >;
  readonly locks: Reading<readonly { readonly name: string; readonly level: string; readonly scope: string }[]>;
}

export interface VcnSubnetFacts {
  readonly id: string;
  readonly name: string;
  readonly cidr: string;
  readonly routeTableId: string;
}

export interface VcnFacts {
  readonly id: string;
  readonly name: string;
  readonly cidrs: readonly string[];
  readonly defaultRouteTableId: string | undefined;
  readonly lifecycleState: string;
}

export interface DrgFacts {
  readonly id: string;
  readonly name: string;
  readonly lifecycleState: string;
  /** False for a legacy DRG, which has no default route tables. */
  readonly upgraded: boolean;
  readonly defaultVcnRouteTableId: string | undefined;
  readonly defaultVirtualCircuitRouteTableId: string | undefined;
}

/** Attachments of a DRG with the CIDRs of the VCNs behind them. */
export interface DrgUseFacts {
  readonly drgId: string;
  readonly attachments: readonly DrgAttachmentFacts[];
}

export interface ExistingVirtualCircuitFacts {
  readonly id: string;
  readonly name: string;
  readonly drgId: string | undefined;
  readonly lifecycleState: string;
  readonly oracleIps: readonly string[];
  readonly customerIps: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface OciNetworkFacts {
  /** Regions the tenancy is subscribed to. */
  readonly subscribedRegions: Reading<readonly string[]>;
  readonly vcns: Reading<readonly VcnFacts[]>;
  /** By VCN id. */
  readonly subnets: Reading<Readonly<Record<string, readonly VcnSubnetFacts[]>>>;
  readonly routeTables: Reading<Readonly<Record<string, readonly VcnRouteTableFacts[]>>>;
  readonly securityRules: Reading<Readonly<Record<string, readonly SecurityRuleFacts[]>>>;
  readonly drgs: Reading<readonly DrgFacts[]>;
  readonly drgUses: Reading<readonly DrgUseFacts[]>;
  /** All attachments of type VCN in the compartment, whichever DRG they belong to. */
  readonly vcnAttachments: Reading<readonly (DrgAttachmentFacts & { readonly drgId: string })[]>;
  readonly virtualCircuits: Reading<readonly ExistingVirtualCircuitFacts[]>;
  /** The provider service `Microsoft Azure` / `ExpressRoute`, undefined when the region does not list it. */
  readonly azureProviderService: Reading<
    { readonly id: string; readonly bandwidthsMbps: readonly number[] } | undefined
  >;
}

export interface NetworkFacts {
  readonly readAt: number;
  readonly azure: AzureNetworkFacts;
  readonly oci: OciNetworkFacts;
}
