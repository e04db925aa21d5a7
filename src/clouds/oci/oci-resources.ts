import type { Leave } from "../../graph/step.ts";

/** What every resource of the Core Services shows. States keep Oracle's spelling. */
export interface OciResource {
  readonly id: string;
  readonly name: string;
  readonly lifecycleState: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Unix milliseconds; undefined where Oracle does not say. */
  readonly createdAt: number | undefined;
  /** Only known after a read of this one resource. */
  readonly etag: string | undefined;
}

export interface OciVcn extends OciResource {
  readonly cidrs: readonly string[];
  readonly defaultRouteTableId: string | undefined;
}

export interface OciSubnet extends OciResource {
  readonly vcnId: string;
  readonly cidr: string;
  readonly routeTableId: string | undefined;
}

export interface OciDrg extends OciResource {
  /** Absent on a legacy DRG. */
  readonly defaultVcnRouteTableId: string | undefined;
  readonly defaultVirtualCircuitRouteTableId: string | undefined;
}

export interface OciDrgAttachment extends OciResource {
  readonly drgId: string;
  /** `VCN`, `VIRTUAL_CIRCUIT`, … */
  readonly type: string;
  readonly networkId: string | undefined;
  readonly drgRouteTableId: string | undefined;
}

export interface OciVirtualCircuit extends OciResource {
  readonly providerState: string | undefined;
  readonly bgpSessionState: string | undefined;
  readonly bandwidthShape: string | undefined;
  readonly drgId: string | undefined;
  readonly oracleAsn: number | undefined;
  readonly customerAsn: number | undefined;
  readonly ipMtu: string | undefined;
  /** Keyed fingerprint; the key itself never leaves the client. */
  readonly serviceKeyFingerprint: string | undefined;
  /** The first is the primary one. */
  readonly mappings: readonly OciCrossConnectMapping[];
}

export interface OciCrossConnectMapping {
  /** With prefix length, such as `10.255.0.1/30`. */
  readonly oracleBgpPeeringIp: string | undefined;
  readonly customerBgpPeeringIp: string | undefined;
  readonly vlan: number | undefined;
}

export interface OciRouteTable extends OciResource {
  readonly vcnId: string;
  readonly rules: readonly OciRouteRule[];
}

export interface OciRouteRule {
  /** A CIDR, or the name of a service. */
  readonly destination: string;
  readonly networkEntityId: string;
  readonly description: string | undefined;
  /** The rule with every field that Oracle gave, to be sent back untouched. */
  readonly asGiven: object;
}

export interface NewRouteRule {
  readonly cidr: string;
  readonly networkEntityId: string;
  readonly description: string;
}

interface NewResource {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NewVcn extends NewResource {
  readonly cidrs: readonly string[];
}

export interface NewSubnet extends NewResource {
  readonly vcnId: string;
  readonly cidr: string;
}

export type NewDrg = NewResource;

export interface NewDrgAttachment extends NewResource {
  readonly drgId: string;
  readonly vcnId: string;
}

export interface NewVirtualCircuit extends NewResource {
  readonly drgId: string;
  readonly bandwidthMbps: number;
  readonly providerServiceId: string;
  /** The ExpressRoute service key; a secret. */
  readonly serviceKey: string;
  /** Primary first; addresses with prefix length. */
  readonly mappings: readonly { readonly oracleIp: string; readonly customerIp: string }[];
}

/** Virtual circuits, whose bandwidth and tags can be changed. */
export interface OciVirtualCircuits extends OciCollection<OciVirtualCircuit, NewVirtualCircuit> {
  /** Asks for another bandwidth of exactly the version that was read; both sessions go down until it is PROVISIONED. */
  resize(circuit: OciVirtualCircuit, bandwidthMbps: number, leave: Leave): Promise<void>;
  /** Gives exactly the version that was read these free-form tags in place of all it has; traffic goes on. */
  retag(circuit: OciVirtualCircuit, tags: Readonly<Record<string, string>>, leave: Leave): Promise<void>;
}

/** The resources of one kind in the environment's compartment. */
export interface OciCollection<R extends OciResource, New> {
  /** Reads one resource. `undefined` is proven absence; what the bot may not see is thrown. */
  find(id: string): Promise<R | undefined>;
  /** All of the compartment, also those on their way out. */
  list(): Promise<readonly R[]>;
  /** Idempotent for 24 h under one retry token: a repeated call answers with the first resource. */
  create(wanted: New, leave: Leave): Promise<R>;
  /** Asks for the removal of exactly the version that was read. */
  remove(resource: R, leave: Leave): Promise<void>;
}
