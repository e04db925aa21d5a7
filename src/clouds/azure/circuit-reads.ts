import type { ExpressRouteCircuit } from "@azure/arm-network";
import type { ExistingCircuitFacts, ProviderOffer } from "../../domain/network-facts.ts";
import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";
import { oracleProvider, privatePeeringOf } from "./circuits.ts";

export async function readCircuits(arm: ArmClient): Promise<readonly ExistingCircuitFacts[]> {
  const circuits = await arm.collect(arm.network.expressRouteCircuits.listAll());
  return circuits.map(toCircuit);
}

/** Where and how fast Oracle can be reached; undefined when the provider list does not name Oracle. */
export async function readOracleOffer(arm: ArmClient): Promise<ProviderOffer | undefined> {
  const providers = await arm.collect(arm.network.expressRouteServiceProviders.list());
  const oracle = providers.find(({ name }) => name === oracleProvider);
  return (
    oracle && {
      peeringLocations: oracle.peeringLocations ?? [],
      bandwidthsMbps: (oracle.bandwidthsOffered ?? []).flatMap(({ valueInMbps }) => valueInMbps ?? []),
    }
  );
}

function toCircuit(circuit: ExpressRouteCircuit): ExistingCircuitFacts {
  const id = circuit.id ?? "";
  const provider = circuit.serviceProviderProperties;
  const peering = privatePeeringOf(circuit);
  return {
    id,
    name: circuit.name ?? "",
    resourceGroup: parseArmId(id).resourceGroup,
    peeringLocation: provider?.peeringLocation ?? "",
    serviceProviderName: provider?.serviceProviderName ?? "",
    bandwidthMbps: provider?.bandwidthInMbps ?? 0,
    primaryPrefix: peering?.primaryPeerAddressPrefix,
    secondaryPrefix: peering?.secondaryPeerAddressPrefix,
    tags: circuit.tags ?? {},
  };
}
