import type { ExpressRouteCircuit, ExpressRouteCircuitPeering } from "@azure/arm-network";
import { InterconnectError } from "../../domain/errors.ts";
import type { PrivatePeeringFacts } from "../../domain/link-facts.ts";
import type { ArmClient } from "./arm-client.ts";
import { parseArmId } from "./arm-ids.ts";
import type { Accepted, AzureCircuit, NewCircuit } from "./azure-resources.ts";
import { put, rewrite } from "./operations.ts";
import { toOwned } from "./owned.ts";

/** Oracle's name among the ExpressRoute providers. */
export const oracleProvider = "Oracle Cloud FastConnect";

/** What Azure shows until the create has succeeded; given to Oracle, it would belong to nobody. */
const noKeyYet = "00000000-0000-0000-0000-000000000000";

export const privatePeeringOf = (circuit: ExpressRouteCircuit): ExpressRouteCircuitPeering | undefined =>
  circuit.peerings?.find(({ name }) => name === "AzurePrivatePeering");

/** @see https://learn.microsoft.com/rest/api/expressroute/express-route-circuits/get */
export async function readCircuit(arm: ArmClient, id: string): Promise<AzureCircuit | undefined> {
  const circuit = await findCircuit(arm, id);
  return circuit && toCircuit(arm, id, circuit);
}

/** Lends the service key; see AzureCloud. */
export async function withServiceKey<T>(
  arm: ArmClient,
  id: string,
  use: (serviceKey: string) => Promise<T>,
): Promise<T> {
  const key = realKey(await findCircuit(arm, id));
  if (key !== undefined) return use(key);
  throw new InterconnectError({
    code: "StateDrifted",
    kind: "transient",
    message: "Azure has not issued the circuit's service key.",
    hint: "The bot tries again by itself once Azure shows a key.",
    details: { side: "azure", resource: id },
  });
}

export function createCircuit(arm: ArmClient, wanted: NewCircuit): Promise<Accepted> {
  const { id, location, tags, tier, family, peeringLocation, bandwidthMbps } = wanted;
  return put(arm, id, {
    location,
    tags,
    sku: { name: `${tier}_${family}`, tier, family },
    properties: {
      serviceProviderProperties: {
        serviceProviderName: oracleProvider,
        peeringLocation,
        bandwidthInMbps: bandwidthMbps,
      },
    },
  });
}

/**
 * Writes a circuit back as it is read, with another bandwidth. Azure takes more, never less: less leaves it failed.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-howto-circuit-portal-resource-manager#modify
 */
export async function resizeCircuit(arm: ArmClient, id: string, bandwidthMbps: number): Promise<Accepted> {
  return rewrite(arm, id, (body) => ({
    ...body,
    properties: {
      ...partOf(body, "properties"),
      serviceProviderProperties: {
        ...partOf(partOf(body, "properties"), "serviceProviderProperties"),
        bandwidthInMbps: bandwidthMbps,
      },
    },
  }));
}

function partOf(body: object, name: string): object {
  const part = Object.entries(body).find(([key]) => key === name)?.[1] as unknown;
  return typeof part === "object" && part !== null ? part : {};
}

export function findCircuit(arm: ArmClient, id: string): Promise<ExpressRouteCircuit | undefined> {
  const { resourceGroup, names } = parseArmId(id);
  return arm.find(() => arm.network.expressRouteCircuits.get(resourceGroup, names[0] ?? ""));
}

function realKey(circuit: ExpressRouteCircuit | undefined): string | undefined {
  const key = circuit?.serviceKey;
  return key === undefined || key === "" || key === noKeyYet ? undefined : key;
}

function toCircuit(arm: ArmClient, id: string, circuit: ExpressRouteCircuit): AzureCircuit {
  const key = realKey(circuit);
  const provider = circuit.serviceProviderProperties;
  return {
    ...toOwned(id, circuit),
    circuitProvisioningState: circuit.circuitProvisioningState ?? "",
    serviceProviderProvisioningState: circuit.serviceProviderProvisioningState ?? "",
    bandwidthMbps: provider?.bandwidthInMbps ?? 0,
    peeringLocation: provider?.peeringLocation ?? "",
    skuTier: circuit.sku?.tier ?? "",
    skuFamily: circuit.sku?.family ?? "",
    serviceKeyFingerprint: key === undefined ? undefined : arm.fingerprint(key),
    peering: toPeering(privatePeeringOf(circuit)),
  };
}

function toPeering(peering: ExpressRouteCircuitPeering | undefined): PrivatePeeringFacts | undefined {
  if (peering === undefined) return undefined;
  return {
    state: peering.state ?? "",
    azureAsn: peering.azureASN,
    peerAsn: peering.peerASN,
    primaryPrefix: peering.primaryPeerAddressPrefix,
    secondaryPrefix: peering.secondaryPeerAddressPrefix,
    vlanId: peering.vlanId,
    lastModifiedBy: peering.lastModifiedBy,
  };
}
