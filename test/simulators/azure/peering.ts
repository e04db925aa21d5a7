import type { AzureView, PrivatePeering } from "../fabric/model.ts";
import { type JsonObject, numberAt, textAt } from "../kit/json.ts";
import type { AzureCloud } from "./cloud.ts";
import type { ArmResource } from "./store.ts";

/** The name of the peering that Oracle's side makes. */
export const PRIVATE_PEERING = "AzurePrivatePeering";

/** The service key of a circuit; zeros until its create is done. */
export const serviceKeyOf = (circuit: ArmResource): string => textAt(circuit.properties, "serviceKey") ?? "";

/** What the fabric shows of a circuit; undefined until it has a key. */
export const circuitView = ({ fabric }: AzureCloud, circuit: ArmResource): AzureView | undefined =>
  fabric.azureView(serviceKeyOf(circuit));

/** Reads the properties of a peering as someone writes them. */
export const peeringFrom = (properties: JsonObject): PrivatePeering => ({
  state: textAt(properties, "state") === "Disabled" ? "Disabled" : "Enabled",
  primaryPeerAddressPrefix: textAt(properties, "primaryPeerAddressPrefix") ?? "",
  secondaryPeerAddressPrefix: textAt(properties, "secondaryPeerAddressPrefix") ?? "",
  vlanId: numberAt(properties, "vlanId") ?? 0,
  azureASN: 12_076,
  peerASN: numberAt(properties, "peerASN") ?? 0,
  lastModifiedBy: "Customer",
});

/** The private peering as a child resource; it carries the etag of its circuit. */
export const showPeering = (circuit: ArmResource, peering: PrivatePeering): JsonObject => ({
  name: PRIVATE_PEERING,
  id: `${circuit.id}/peerings/${PRIVATE_PEERING}`,
  etag: circuit.etag,
  type: "Microsoft.Network/expressRouteCircuits/peerings",
  properties: {
    provisioningState: "Succeeded",
    peeringType: PRIVATE_PEERING,
    ...peering,
    primaryAzurePort: "",
    secondaryAzurePort: "",
    gatewayManagerEtag: "",
    connections: [],
    peeredConnections: [],
  },
});

/** All peerings of a circuit. */
export const showPeerings = (cloud: AzureCloud, circuit: ArmResource): readonly JsonObject[] => {
  const peering = circuitView(cloud, circuit)?.peering;
  return peering ? [showPeering(circuit, peering)] : [];
};
