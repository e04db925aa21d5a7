import type {
  CircuitFacts,
  ConnectionFacts,
  CrossConnectMappingFacts,
  LinkFacts,
  PrivatePeeringFacts,
  Reading,
  SecurityRuleFacts,
  VirtualCircuitFacts,
} from "../../src/domain/link-facts.ts";
import type { ExpectedLink } from "../../src/verify/expected.ts";
import { at, known } from "./network-facts.ts";

/** What a link between 10.1.0.0/16 in Azure and 10.20.0.0/24 in OCI is to be. */
export function anExpectedLink(changes: Partial<ExpectedLink> = {}): ExpectedLink {
  return {
    bandwidthMbps: 1000,
    primary: { cidr: "10.255.0.0/30", oracleIp: "10.255.0.1", microsoftIp: "10.255.0.2" },
    secondary: { cidr: "10.255.0.4/30", oracleIp: "10.255.0.5", microsoftIp: "10.255.0.6" },
    oracleAsn: 31_898,
    fastPath: false,
    vcnId: "vcn",
    drgId: "drg",
    ociPrefixes: ["10.20.0.0/24"],
    azurePrefixes: ["10.1.0.0/16"],
    routeTables: [{ id: "rt-app", name: "app" }],
    ...changes,
  };
}

export function aPeering(changes: Partial<PrivatePeeringFacts> = {}): PrivatePeeringFacts {
  return {
    state: "Enabled",
    azureAsn: 12_076,
    peerAsn: 31_898,
    primaryPrefix: "10.255.0.0/30",
    secondaryPrefix: "10.255.0.4/30",
    vlanId: 101,
    lastModifiedBy: "Provider",
    ...changes,
  };
}

export function aCircuit(changes: Partial<CircuitFacts> = {}): CircuitFacts {
  return {
    id: "/circuit",
    provisioningState: "Succeeded",
    circuitProvisioningState: "Enabled",
    serviceProviderProvisioningState: "Provisioned",
    bandwidthMbps: 1000,
    peeringLocation: "London",
    skuTier: "Standard",
    skuFamily: "MeteredData",
    serviceKeyFingerprint: "f1",
    peering: aPeering(),
    ...changes,
  };
}

export function aVirtualCircuit(changes: Partial<VirtualCircuitFacts> = {}): VirtualCircuitFacts {
  return {
    id: "vc",
    lifecycleState: "PROVISIONED",
    providerState: "ACTIVE",
    bgpSessionState: "UP",
    bandwidthShape: "1 Gbps",
    drgId: "drg",
    oracleAsn: 31_898,
    customerAsn: 12_076,
    ipMtu: "MTU_1500",
    ...changes,
  };
}

export function aConnection(changes: Partial<ConnectionFacts> = {}): ConnectionFacts {
  return {
    id: "/connection",
    provisioningState: "Succeeded",
    connectionStatus: "Connected",
    fastPath: false,
    circuitId: "/circuit",
    ...changes,
  };
}

/** Both mappings, in good health; the changes go to the one of the path. */
export function mappings(
  changes: { readonly [path in "primary" | "secondary"]?: Partial<CrossConnectMappingFacts> } = {},
): readonly CrossConnectMappingFacts[] {
  const { primary, secondary } = anExpectedLink();
  return [
    { oracleBgpPeeringIp: `${primary.oracleIp}/30`, customerBgpPeeringIp: `${primary.microsoftIp}/30` },
    { oracleBgpPeeringIp: `${secondary.oracleIp}/30`, customerBgpPeeringIp: `${secondary.microsoftIp}/30` },
  ].map((ends, index) => ({
    ...ends,
    vlan: 101,
    ipv4BgpStatus: "UP",
    ...changes[index === 0 ? "primary" : "secondary"],
  }));
}

export function arpRows(oracleIp: string, macAddress = "0a1b.2c3d.4e5f") {
  return [
    { interface: "On-Prem", ipAddress: oracleIp, macAddress, ageMinutes: 12 },
    { interface: "Microsoft", ipAddress: "10.255.0.2", macAddress: "ffff.eeee.dddd", ageMinutes: 0 },
  ];
}

export function routeRows(nextHop: string, ...networks: readonly string[]) {
  return [
    ...networks.map((network) => ({ network, nextHop, asPath: "31898" })),
    { network: "10.1.0.0/16", nextHop: "10.1.255.228", asPath: "65515" },
  ];
}

export function summaryRows(neighbor: string, statePfxRcd = "1") {
  return [
    { neighbor, asn: 31_898, upDown: statePfxRcd === "1" ? "00:12:00" : statePfxRcd, statePfxRcd },
    { neighbor: "10.1.255.228", asn: 65_515, upDown: "00:12:00", statePfxRcd: "1" },
  ];
}

const anyIngress: SecurityRuleFacts = {
  direction: "ingress",
  protocol: "all",
  peerCidr: "10.1.0.0/16",
  icmpType: undefined,
  icmpCode: undefined,
};

type Change<T> = { readonly [K in keyof T]?: T[K] extends Reading<unknown> ? T[K] : Partial<T[K]> };

export interface LinkChanges {
  readonly azure?: Change<LinkFacts["azure"]>;
  readonly oci?: Change<LinkFacts["oci"]>;
}

/** A link in perfect health, but for the changes. */
export function linkFacts({ azure = {}, oci = {} }: LinkChanges = {}): LinkFacts {
  const good = healthy();
  return {
    readAt: at,
    azure: {
      ...good.azure,
      ...azure,
      arp: { ...good.azure.arp, ...azure.arp },
      routes: { ...good.azure.routes, ...azure.routes },
      summary: { ...good.azure.summary, ...azure.summary },
    },
    oci: { ...good.oci, ...oci },
  };
}

function healthy(): Omit<LinkFacts, "readAt"> {
  const { primary, secondary } = anExpectedLink();
  return {
    azure: {
      circuit: known(aCircuit()),
      arp: { primary: known(arpRows(primary.oracleIp)), secondary: known(arpRows(secondary.oracleIp)) },
      routes: {
        primary: known(routeRows(primary.oracleIp, "10.20.0.0/24")),
        secondary: known(routeRows(secondary.oracleIp, "10.20.0.0/24")),
      },
      summary: { primary: known(summaryRows(primary.oracleIp)), secondary: known(summaryRows(secondary.oracleIp)) },
      gateway: known({ id: "/gateway", sku: "ErGw1AZ", provisioningState: "Succeeded" }),
      connection: known(aConnection()),
      learnedRoutes: known([
        { network: "10.20.0.0/24", nextHop: "10.255.255.4", asPath: "12076-31898", origin: "EBgp" },
      ]),
    },
    oci: {
      virtualCircuit: known(aVirtualCircuit()),
      mappings: known(mappings()),
      attachments: known([
        { id: "a-vcn", lifecycleState: "ATTACHED", type: "VCN", networkId: "vcn", drgRouteTableId: "drgrt" },
        { id: "a-vc", lifecycleState: "ATTACHED", type: "VIRTUAL_CIRCUIT", networkId: "vc", drgRouteTableId: "x" },
      ]),
      drgRoutes: known([
        { destination: "10.1.0.0/16", nextHopAttachmentId: "a-vc", routeType: "DYNAMIC" },
        { destination: "10.20.0.0/24", nextHopAttachmentId: "a-vcn", routeType: "DYNAMIC" },
      ]),
      routeTables: known([
        {
          id: "rt-app",
          displayName: "app",
          rules: [{ destination: "10.1.0.0/16", networkEntityId: "drg", description: "interconnect:k3m9q2x7ab" }],
        },
      ]),
      securityRules: known([anyIngress]),
    },
  };
}
