import type { MappingView, OciView } from "../fabric/model.ts";
import type { OciCloud } from "./cloud.ts";
import type { VirtualCircuit } from "./model.ts";
import { azureOffer } from "./provider-services.ts";

const viewOf = (cloud: OciCloud, { id }: VirtualCircuit): OciView => {
  const view = cloud.fabric.ociView(id);
  if (view === undefined) throw new RangeError(`the fabric does not know ${id}`);
  return view;
};

const mappingsOf = (circuit: VirtualCircuit, views: readonly MappingView[]) =>
  circuit.crossConnectMappings.map((mapping, index) => {
    const vlan = views[index]?.vlan;
    return vlan === undefined ? mapping : { ...mapping, vlan };
  });

/** By how many of the two sessions are up. */
const sessionRedundancy = ["NOT_MET_SLA", "CONFIGURATION_MISMATCH", "CONFIGURATION_MATCH"];

const redundancyOf = (view: OciView): object => {
  const up = view.mappings.filter(({ ipv4BgpStatus }) => ipv4BgpStatus === "UP").length;
  return {
    configuredRedundancyLevel: view.lifecycleState === "PROVISIONED" ? "DEVICE" : "PENDING",
    ipv4bgpSessionRedundancyStatus: sessionRedundancy[up],
  };
};

/** A virtual circuit as OCI shows it: what its owner asked for, and what the link has become. */
export const showVirtualCircuit = (cloud: OciCloud, circuit: VirtualCircuit): object => {
  const view = viewOf(cloud, circuit);
  const { providerName, providerServiceName, type: serviceType } = azureOffer(cloud.account.region);
  return {
    ...circuit,
    lifecycleState: view.lifecycleState,
    providerState: view.providerState,
    bgpSessionState: view.bgpSessionState,
    bgpAdminState: view.bgpAdminState,
    oracleBgpAsn: view.oracleBgpAsn,
    customerAsn: view.customerAsn,
    crossConnectMappings: mappingsOf(circuit, view.mappings),
    bgpManagement: "CUSTOMER_MANAGED",
    providerName,
    providerServiceName,
    serviceType,
    region: cloud.account.region,
    routingPolicy: [],
    publicPrefixes: [],
    virtualCircuitRedundancyMetadata: redundancyOf(view),
  };
};

/** The mappings with the state of each link's own session. */
export const mappingRows = (cloud: OciCloud, circuit: VirtualCircuit): readonly object[] => {
  const { mappings } = viewOf(cloud, circuit);
  return mappingsOf(circuit, mappings).map((mapping, index) =>
    Object.assign({}, mapping, {
      ipv4BgpStatus: mappings[index]?.ipv4BgpStatus ?? "DOWN",
      ociLogicalDeviceName: `${cloud.account.region}-router-${index + 1}`,
    }),
  );
};
