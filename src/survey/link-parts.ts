import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import { InterconnectError } from "../domain/errors.ts";
import type {
  ArpRow,
  CircuitFacts,
  ConnectionFacts,
  CrossConnectMappingFacts,
  DrgAttachmentFacts,
  GatewayFacts,
  LearnedRoute,
  Path,
  PeerSummaryRow,
  Reading,
  RouteRow,
  SecurityRuleFacts,
  VcnRouteTableFacts,
  VirtualCircuitFacts,
} from "../domain/link-facts.ts";
import type { Part, PartMap } from "./parts.ts";

/** What is asked of the two clouds about a link. Nothing here changes anything. */
export interface LinkReaders {
  readonly azure: Pick<
    AzureCloud,
    "readCircuit" | "readGateway" | "readConnection" | "beginTable" | "beginLearnedRoutes" | "readTable"
  >;
  readonly oci: Pick<
    OciCloud,
    | "readVirtualCircuit"
    | "readMappings"
    | "readAttachments"
    | "readDrgRoutes"
    | "readRouteTables"
    | "readSecurityRules"
  >;
}

/** Ids of the link's resources. */
export interface LinkTarget {
  readonly circuitId: string;
  readonly gatewayId: string;
  readonly connectionId: string;
  readonly virtualCircuitId: string;
  readonly drgId: string;
  readonly vcnId: string;
}

/** Every part of the link's facts but the DRG's routes, which need the attachments first. */
export interface LinkPartValues {
  readonly circuit: CircuitFacts | undefined;
  readonly gateway: GatewayFacts | undefined;
  readonly connection: ConnectionFacts | undefined;
  readonly arpPrimary: readonly ArpRow[];
  readonly arpSecondary: readonly ArpRow[];
  readonly routesPrimary: readonly RouteRow[];
  readonly routesSecondary: readonly RouteRow[];
  readonly summaryPrimary: readonly PeerSummaryRow[];
  readonly summarySecondary: readonly PeerSummaryRow[];
  readonly learnedRoutes: readonly LearnedRoute[];
  readonly virtualCircuit: VirtualCircuitFacts | undefined;
  readonly mappings: readonly CrossConnectMappingFacts[];
  readonly attachments: readonly DrgAttachmentFacts[];
  readonly routeTables: readonly VcnRouteTableFacts[];
  readonly securityRules: readonly SecurityRuleFacts[];
}

export function linkParts({ azure, oci }: LinkReaders, target: LinkTarget): PartMap<LinkPartValues> {
  const { circuitId, virtualCircuitId, vcnId } = target;
  return {
    circuit: once(() => azure.readCircuit(circuitId)),
    gateway: once(() => azure.readGateway(target.gatewayId)),
    connection: once(() => azure.readConnection(target.connectionId)),
    arpPrimary: table(azure, circuitId, "arpTables", "primary"),
    arpSecondary: table(azure, circuitId, "arpTables", "secondary"),
    routesPrimary: table(azure, circuitId, "routeTables", "primary"),
    routesSecondary: table(azure, circuitId, "routeTables", "secondary"),
    ...summaryParts(azure, circuitId),
    learnedRoutes: {
      begin: () => azure.beginLearnedRoutes(target.gatewayId),
      look: (url) => azure.readTable(url, "learnedRoutes"),
    },
    virtualCircuit: told(() => oci.readVirtualCircuit(virtualCircuitId)),
    mappings: told(() => oci.readMappings(virtualCircuitId)),
    attachments: told(() => oci.readAttachments(target.drgId)),
    routeTables: told(() => oci.readRouteTables(vcnId)),
    securityRules: told(() => oci.readSecurityRules(vcnId)),
  };
}

/** Both sessions as Azure sees them. */
export function summaryParts(
  azure: LinkReaders["azure"],
  circuitId: string,
): PartMap<Pick<LinkPartValues, "summaryPrimary" | "summarySecondary">> {
  return {
    summaryPrimary: table(azure, circuitId, "routeTablesSummary", "primary"),
    summarySecondary: table(azure, circuitId, "routeTablesSummary", "secondary"),
  };
}

type CircuitTable = Parameters<AzureCloud["beginTable"]>[1];

function table<K extends CircuitTable>(azure: LinkReaders["azure"], circuitId: string, kind: K, path: Path) {
  return {
    begin: () => azure.beginTable(circuitId, kind, path),
    look: (url: string) => azure.readTable(url, kind),
  };
}

/** A part that one call reads. */
function once<T>(read: () => Promise<T>): Part<T> {
  return { begin: async () => ({ rows: await read() }) };
}

/** A part whose reader answers with a reading; one that is not known is a failure like any other. */
export function told<T>(read: () => Promise<Reading<T>>): Part<T> {
  return once(async () => {
    const reading = await read();
    if (reading.known) return reading.value;
    throw new InterconnectError({ code: "CloudAnswerUnreadable", kind: "transient", message: reading.why });
  });
}
