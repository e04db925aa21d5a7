import type { AzureEnd, OciEnd } from "./circuit.ts";
import { endsFit, linkPrefix } from "./link.ts";
import type { Obstacle } from "./session.ts";
import type { LinkPath, WorldFaults } from "./world-faults.ts";

/** Oracle's autonomous system number in the commercial realm. */
export const ORACLE_ASN = 31_898;

/** Microsoft's number at every ExpressRoute edge. */
export const AZURE_ASN = 12_076;

/** The peering that Azure shows fits what OCI built on this path. */
const peeringFits = ({ links, vlanId }: OciEnd, { peering }: AzureEnd, path: LinkPath): boolean => {
  const shown = path === "primary" ? peering?.primaryPeerAddressPrefix : peering?.secondaryPeerAddressPrefix;
  return (
    peering?.state === "Enabled" &&
    peering.peerASN === ORACLE_ASN &&
    peering.vlanId === vlanId &&
    shown === linkPrefix(links[path])
  );
};

/** What stands in the way of the BGP session of a path now. */
export const obstacleOf = (oci: OciEnd, azure: AzureEnd | undefined, path: LinkPath, faults: WorldFaults): Obstacle => {
  const carried = oci.state === "PROVISIONED" && oci.adminUp && endsFit(oci.links[path]);
  const dark = faults.has(`link-down:${path}`) || faults.has(`bgp-never:${path}`);
  if (!azure || !carried || dark || !peeringFits(oci, azure, path)) return "hard";
  return faults.has(`arp-incomplete:${path}`) ? "soft" : "none";
};
