import type {
  CrossConnectMappingFacts,
  DrgAttachmentFacts,
  DrgRouteFacts,
  VcnRouteTableFacts,
  VirtualCircuitFacts,
} from "../../domain/link-facts.ts";
import type { OciApi } from "./oci-api.ts";
import { allPages } from "./oci-pages.ts";
import type { OciDrgAttachment, OciRouteTable, OciVirtualCircuit } from "./oci-resources.ts";

/** What verification wants to know of a virtual circuit. */
export function toVirtualCircuitFacts(circuit: OciVirtualCircuit): VirtualCircuitFacts {
  const { id, lifecycleState, providerState, bgpSessionState, bandwidthShape } = circuit;
  const { drgId, oracleAsn, customerAsn, ipMtu } = circuit;
  return {
    id,
    lifecycleState,
    providerState,
    bgpSessionState,
    bandwidthShape,
    drgId,
    oracleAsn,
    customerAsn,
    ipMtu,
  };
}

export function toAttachmentFacts(attachment: OciDrgAttachment): DrgAttachmentFacts {
  const { id, lifecycleState, type, networkId, drgRouteTableId } = attachment;
  return { id, lifecycleState, type, networkId, drgRouteTableId };
}

export function toRouteTableFacts({ id, name, rules }: OciRouteTable): VcnRouteTableFacts {
  return {
    id,
    displayName: name,
    rules: rules.map(({ destination, networkEntityId, description }) => ({
      destination,
      networkEntityId,
      description,
    })),
  };
}

/** Both BGP sessions as Oracle sees them; the first is the primary one. */
export async function readMappings(
  { http, network }: OciApi,
  virtualCircuitId: string,
): Promise<readonly CrossConnectMappingFacts[]> {
  const answer = await http.call(() => network.listCrossConnectMappings({ virtualCircuitId }));
  return answer.crossConnectMappingDetailsCollection.items.map((mapping) => ({
    oracleBgpPeeringIp: mapping.oracleBgpPeeringIp,
    customerBgpPeeringIp: mapping.customerBgpPeeringIp,
    vlan: mapping.vlan,
    ipv4BgpStatus: mapping.ipv4BgpStatus,
  }));
}

/** What one route table of a DRG holds, static and learned. */
export async function readDrgRoutes(
  { http, network }: OciApi,
  drgRouteTableId: string,
): Promise<readonly DrgRouteFacts[]> {
  const rules = await allPages(http, (page) => network.listDrgRouteRules({ drgRouteTableId, ...page }));
  return rules.map(({ destination, nextHopDrgAttachmentId, routeType }) => ({
    destination,
    nextHopAttachmentId: nextHopDrgAttachmentId,
    routeType: routeType ?? "STATIC",
  }));
}
