import type { LinkPair } from "./link.ts";
import type { MeasuredFlow } from "./link-traffic.ts";
import type { LinkPath } from "./world-faults.ts";

/** What Azure shows of the provider's side; set by what OCI does, never by Azure's caller. */
export type ProviderProvisioningState = "NotProvisioned" | "Provisioning" | "Provisioned" | "Deprovisioning";

export type VirtualCircuitState =
  | "PENDING_PROVIDER"
  | "PROVISIONING"
  | "PROVISIONED"
  | "FAILED"
  | "TERMINATING"
  | "TERMINATED";

/** What OCI is asked to build. Prefixes are what the DRG announces, e.g. the VCN's subnets. */
export interface NewVirtualCircuit {
  readonly id: string;
  readonly serviceKey: string;
  readonly region: string;
  readonly bandwidthMbps: number;
  readonly links: LinkPair;
  readonly advertisedPrefixes: readonly string[];
}

/** What may change of a virtual circuit afterwards. */
export interface VirtualCircuitChange {
  readonly bandwidthMbps?: number;
  readonly links?: LinkPair;
  readonly bgpAdminState?: "ENABLED" | "DISABLED";
}

/** What Azure tells of a circuit once its service key exists. */
export interface NewAzureCircuit {
  readonly serviceKey: string;
  readonly name: string;
  readonly peeringLocation: string;
  readonly bandwidthMbps: number;
}

/** The private peering as Azure shows it. */
export interface PrivatePeering {
  readonly state: "Enabled" | "Disabled";
  readonly primaryPeerAddressPrefix: string;
  readonly secondaryPeerAddressPrefix: string;
  readonly vlanId: number;
  readonly azureASN: number;
  readonly peerASN: number;
  readonly lastModifiedBy: string;
}

/** The gateway connections on a circuit, in sum. */
export interface AzureConnections {
  readonly connections: number;
  /** What Azure announces to OCI: the address spaces of the connected VNets. */
  readonly advertisedPrefixes: readonly string[];
  /** The addresses of the connected gateways' instances. */
  readonly gatewayAddresses: readonly string[];
}

export interface ArpRow {
  readonly age: number;
  readonly interface: "On-Prem" | "Microsoft";
  readonly ipAddress: string;
  readonly macAddress: string;
}

export interface RouteRow {
  readonly network: string;
  readonly nextHop: string;
  readonly locPrf: string;
  readonly weight: number;
  readonly path: string;
}

export interface RouteSummaryRow {
  readonly neighbor: string;
  readonly v: number;
  readonly as: number;
  /** How long the session is up, or its state when it is not. */
  readonly upDown: string;
  /** Received prefixes, or the session's state when it is not up. */
  readonly statePfxRcd: string;
}

export interface CircuitStats {
  readonly primarybytesIn: number;
  readonly primarybytesOut: number;
  readonly secondarybytesIn: number;
  readonly secondarybytesOut: number;
}

/** What Azure shows of a circuit through the shared link. */
export interface AzureView {
  readonly serviceProviderProvisioningState: ProviderProvisioningState;
  readonly peering: PrivatePeering | undefined;
  readonly bgpUp: Readonly<Record<LinkPath, boolean>>;
  /** What the gateways learn from OCI. */
  readonly learntPrefixes: readonly string[];
  arp(path: LinkPath): readonly ArpRow[];
  routes(path: LinkPath): readonly RouteRow[];
  routesSummary(path: LinkPath): readonly RouteSummaryRow[];
  stats(): CircuitStats;
  /** Undefined while no session is up. */
  readonly traffic: MeasuredFlow | undefined;
}

/** One cross-connect mapping as OCI shows it. The VLAN is there once the provider has set it. */
export interface MappingView {
  readonly path: LinkPath;
  readonly oracleBgpPeeringIp: string;
  readonly customerBgpPeeringIp: string;
  readonly vlan: number | undefined;
  readonly ipv4BgpStatus: "UP" | "DOWN";
}

/** What OCI shows of a virtual circuit through the shared link. */
export interface OciView {
  readonly lifecycleState: VirtualCircuitState;
  readonly providerState: "ACTIVE" | "INACTIVE";
  /** UP while at least one session is; the mappings tell them apart. */
  readonly bgpSessionState: "UP" | "DOWN";
  readonly bgpAdminState: "ENABLED" | "DISABLED";
  readonly bandwidthMbps: number;
  readonly oracleBgpAsn: number;
  readonly customerAsn: number;
  readonly mappings: readonly MappingView[];
  /** What the DRG learns from Azure. */
  readonly learntPrefixes: readonly string[];
  /** Undefined while no session is up. */
  readonly traffic: MeasuredFlow | undefined;
}

/** Why OCI cannot use a service key. */
export type KeyProblem = "unknown" | "used" | "refused" | "wrong-location" | "bandwidth-differs";

export type KeyCheck =
  | { readonly ok: true; readonly bandwidthMbps: number; readonly peeringLocation: string }
  | { readonly ok: false; readonly problem: KeyProblem };
