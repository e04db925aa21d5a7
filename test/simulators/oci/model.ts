import type { VirtualCircuitState } from "../fabric/model.ts";
import type { Resource } from "./collection.ts";

type TerminalLife = "PROVISIONING" | "AVAILABLE" | "TERMINATING" | "TERMINATED";

export interface Vcn extends Resource {
  readonly lifecycleState: TerminalLife | "UPDATING";
  readonly cidrBlock: string;
  readonly cidrBlocks: readonly string[];
  readonly defaultRouteTableId: string;
  readonly defaultSecurityListId: string;
  readonly defaultDhcpOptionsId: string;
  readonly dnsLabel?: string;
}

export interface Subnet extends Resource {
  readonly lifecycleState: TerminalLife | "UPDATING";
  readonly vcnId: string;
  readonly cidrBlock: string;
  readonly ipv4CidrBlocks: readonly string[];
  readonly routeTableId: string;
  readonly securityListIds: readonly string[];
  readonly dhcpOptionsId: string;
  readonly prohibitPublicIpOnVnic: boolean;
  readonly prohibitInternetIngress: boolean;
  readonly virtualRouterIp: string;
  readonly virtualRouterMac: string;
  readonly dnsLabel?: string;
}

/** An address in use. OCI shows no state of one. */
export interface PrivateIp extends Resource {
  readonly lifecycleState: "AVAILABLE";
  readonly subnetId: string;
  readonly vcnId: string;
  readonly ipAddress: string;
  readonly isPrimary: boolean;
}

export interface RouteRule {
  readonly networkEntityId: string;
  readonly destination?: string;
  readonly cidrBlock?: string;
  readonly destinationType?: "CIDR_BLOCK" | "SERVICE_CIDR_BLOCK";
  readonly routeType?: "STATIC" | "LOCAL";
  readonly description?: string;
}

export interface RouteTable extends Resource {
  readonly lifecycleState: TerminalLife;
  readonly vcnId: string;
  readonly routeRules: readonly RouteRule[];
}

export interface SecurityList extends Resource {
  readonly lifecycleState: TerminalLife;
  readonly vcnId: string;
  readonly ingressSecurityRules: readonly object[];
  readonly egressSecurityRules: readonly object[];
}

export interface SecurityRule {
  readonly id: string;
  readonly isValid: boolean;
  readonly timeCreated: string;
}

export interface NetworkSecurityGroup extends Resource {
  readonly lifecycleState: TerminalLife;
  readonly vcnId: string;
  readonly rules: readonly SecurityRule[];
}

/** The default table of each kind of attachment; a legacy DRG has none. */
export interface DefaultDrgRouteTables {
  readonly vcn: string;
  readonly ipsecTunnel: string;
  readonly virtualCircuit: string;
  readonly remotePeeringConnection: string;
}

export interface Drg extends Resource {
  readonly lifecycleState: TerminalLife;
  readonly defaultDrgRouteTables?: DefaultDrgRouteTables;
  readonly defaultExportDrgRouteDistributionId?: string;
}

export type AttachmentType = "VCN" | "VIRTUAL_CIRCUIT";

export interface DrgAttachment extends Resource {
  readonly lifecycleState: "ATTACHING" | "ATTACHED" | "DETACHING" | "DETACHED";
  readonly drgId: string;
  readonly drgRouteTableId?: string;
  readonly exportDrgRouteDistributionId?: string;
  readonly networkDetails: {
    readonly type: AttachmentType;
    readonly id: string;
    readonly routeTableId?: string;
    readonly vcnRouteType?: "SUBNET_CIDRS" | "VCN_CIDRS";
    readonly transportOnlyMode?: boolean;
  };
  readonly vcnId?: string;
  readonly routeTableId?: string;
  readonly isCrossTenancy: boolean;
}

export interface DrgRouteTable extends Resource {
  readonly lifecycleState: TerminalLife;
  readonly drgId: string;
  readonly importDrgRouteDistributionId?: string;
  readonly isEcmpEnabled: boolean;
  readonly staticRules: readonly StaticDrgRouteRule[];
}

interface StaticDrgRouteRule {
  readonly id: string;
  readonly destination: string;
  readonly nextHopDrgAttachmentId: string;
}

export type MatchCriteria =
  | { readonly matchType: "MATCH_ALL" }
  | { readonly matchType: "DRG_ATTACHMENT_TYPE"; readonly attachmentType: AttachmentType }
  | { readonly matchType: "DRG_ATTACHMENT_ID"; readonly drgAttachmentId: string };

export interface DrgRouteDistributionStatement {
  readonly id: string;
  readonly action: "ACCEPT";
  readonly priority: number;
  /** Empty means everything. */
  readonly matchCriteria: readonly MatchCriteria[];
}

export interface DrgRouteDistribution extends Resource {
  readonly lifecycleState: TerminalLife;
  readonly drgId: string;
  readonly distributionType: "IMPORT" | "EXPORT";
  readonly statements: readonly DrgRouteDistributionStatement[];
}

export interface CrossConnectMapping {
  readonly oracleBgpPeeringIp: string;
  readonly customerBgpPeeringIp: string;
  readonly bgpMd5AuthKey?: string;
}

/** What OCI itself keeps of a virtual circuit; sessions and VLAN live in the fabric. */
export interface VirtualCircuit extends Resource {
  readonly lifecycleState: VirtualCircuitState;
  readonly type: "PRIVATE";
  readonly bandwidthShapeName: string;
  readonly gatewayId: string;
  readonly providerServiceId: string;
  readonly providerServiceKeyName: string;
  readonly crossConnectMappings: readonly CrossConnectMapping[];
  readonly ipMtu: "MTU_1500" | "MTU_9000";
  readonly isBfdEnabled: boolean;
  readonly trafficMode: "NORMAL" | "DRAIN";
}

export interface Compartment {
  readonly id: string;
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly lifecycleState: "ACTIVE";
  readonly timeCreated: string;
}
