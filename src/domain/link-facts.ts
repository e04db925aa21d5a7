/**
 * What both clouds say about one link at one moment. Produced by the survey, read by verification and diagnosis;
 * nothing here decides anything. Spellings of states are the clouds' own; a state nobody documented passes through.
 */

/** One reading: its value, proven absence (`undefined` value), or why it could not be read. Forbidden is never absent. */
export type Reading<T> =
  | { readonly known: true; readonly value: T; readonly at: number }
  | { readonly known: false; readonly why: string; readonly at: number };

export type Path = "primary" | "secondary";
export type PerPath<T> = { readonly primary: T; readonly secondary: T };

export interface CircuitFacts {
  readonly id: string;
  readonly provisioningState: string;
  readonly circuitProvisioningState: string;
  readonly serviceProviderProvisioningState: string;
  readonly bandwidthMbps: number;
  readonly peeringLocation: string;
  readonly skuTier: string;
  readonly skuFamily: string;
  /** Keyed fingerprint of the service key; the key itself never leaves the Azure client. */
  readonly serviceKeyFingerprint: string | undefined;
  readonly peering: PrivatePeeringFacts | undefined;
}

export interface PrivatePeeringFacts {
  readonly state: string;
  readonly azureAsn: number | undefined;
  readonly peerAsn: number | undefined;
  readonly primaryPrefix: string | undefined;
  readonly secondaryPrefix: string | undefined;
  readonly vlanId: number | undefined;
  readonly lastModifiedBy: string | undefined;
}

export interface ArpRow {
  /** `On-Prem` (Oracle's side) or `Microsoft`. */
  readonly interface: string;
  readonly ipAddress: string;
  /** `aaaa.bbbb.cccc`, or `Incomplete`. */
  readonly macAddress: string;
  readonly ageMinutes: number | undefined;
}

export interface RouteRow {
  readonly network: string;
  readonly nextHop: string;
  readonly asPath: string;
}

export interface PeerSummaryRow {
  readonly neighbor: string;
  readonly asn: number | undefined;
  readonly upDown: string;
  /** A number of prefixes when the session is up, the BGP state's name when it is not. */
  readonly statePfxRcd: string;
}

export interface GatewayFacts {
  readonly id: string;
  readonly sku: string;
  readonly provisioningState: string;
}

export interface ConnectionFacts {
  readonly id: string;
  readonly provisioningState: string;
  readonly connectionStatus: string;
  readonly fastPath: boolean;
  readonly circuitId: string | undefined;
}

/** A route the gateway learned, with the peer it came from. */
export interface LearnedRoute {
  readonly network: string;
  readonly nextHop: string;
  readonly asPath: string;
  readonly origin: string;
}

export interface VirtualCircuitFacts {
  readonly id: string;
  readonly lifecycleState: string;
  readonly providerState: string | undefined;
  /** One value for the whole circuit; the two sessions are in the mappings. */
  readonly bgpSessionState: string | undefined;
  readonly bandwidthShape: string | undefined;
  readonly drgId: string | undefined;
  readonly oracleAsn: number | undefined;
  readonly customerAsn: number | undefined;
  readonly ipMtu: string | undefined;
}

export interface CrossConnectMappingFacts {
  readonly oracleBgpPeeringIp: string | undefined;
  readonly customerBgpPeeringIp: string | undefined;
  readonly vlan: number | undefined;
  /** `UP` or `DOWN`, as Oracle sees this one session. */
  readonly ipv4BgpStatus: string | undefined;
}

export interface DrgAttachmentFacts {
  readonly id: string;
  readonly lifecycleState: string;
  readonly type: string;
  readonly networkId: string | undefined;
  readonly drgRouteTableId: string | undefined;
}

export interface DrgRouteFacts {
  readonly destination: string;
  readonly nextHopAttachmentId: string | undefined;
  readonly routeType: string;
}

export interface VcnRouteTableFacts {
  readonly id: string;
  readonly displayName: string;
  readonly rules: readonly VcnRouteRuleFacts[];
}

export interface VcnRouteRuleFacts {
  readonly destination: string;
  readonly networkEntityId: string;
  readonly description: string | undefined;
}

/** A security list or network security group rule, reduced to what reachability needs. */
export interface SecurityRuleFacts {
  readonly direction: "ingress" | "egress";
  /** `all`, `6` (TCP), `17` (UDP), `1` (ICMP). */
  readonly protocol: string;
  /** The other end as CIDR; undefined when it names a group or a service. */
  readonly peerCidr: string | undefined;
  readonly icmpType: number | undefined;
  readonly icmpCode: number | undefined;
}

export interface LinkFacts {
  /** Unix milliseconds at which reading began. */
  readonly readAt: number;
  readonly azure: {
    readonly circuit: Reading<CircuitFacts | undefined>;
    readonly arp: PerPath<Reading<readonly ArpRow[]>>;
    readonly routes: PerPath<Reading<readonly RouteRow[]>>;
    readonly summary: PerPath<Reading<readonly PeerSummaryRow[]>>;
    readonly gateway: Reading<GatewayFacts | undefined>;
    readonly connection: Reading<ConnectionFacts | undefined>;
    readonly learnedRoutes: Reading<readonly LearnedRoute[]>;
  };
  readonly oci: {
    readonly virtualCircuit: Reading<VirtualCircuitFacts | undefined>;
    readonly mappings: Reading<readonly CrossConnectMappingFacts[]>;
    readonly attachments: Reading<readonly DrgAttachmentFacts[]>;
    /** Routes of the DRG route table of the VCN's attachment: what the VCN side may use. */
    readonly drgRoutes: Reading<readonly DrgRouteFacts[]>;
    readonly routeTables: Reading<readonly VcnRouteTableFacts[]>;
    readonly securityRules: Reading<readonly SecurityRuleFacts[]>;
  };
}
