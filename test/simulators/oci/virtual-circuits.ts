import type { KeyProblem } from "../fabric/model.ts";
import type { Route, SimRequest } from "../kit/routes.ts";
import { parseBody } from "./body.ts";
import { type OciCloud, serviceName } from "./cloud.ts";
import { attachmentOf, attachVirtualCircuit, availableDrg } from "./drg-attachments.ts";
import type { VirtualCircuit } from "./model.ts";
import { azureBandwidthMbps, azureOffer, offersOf } from "./provider-services.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { relatedNotFound, ServiceError } from "./service-error.ts";
import {
  checkProviderGiven,
  createVirtualCircuitDetails,
  toLinks,
  updateVirtualCircuitDetails,
} from "./virtual-circuit-details.ts";
import { mappingRows, showVirtualCircuit } from "./virtual-circuit-views.ts";

// Oracle's own texts for these are not public; codes follow the general rules of its API.
const keyErrors: Readonly<Record<KeyProblem, () => ServiceError>> = {
  unknown: () => relatedNotFound("providerServiceKeyName"),
  refused: () => new ServiceError("InvalidParameter", "providerServiceKeyName was refused by the provider."),
  used: () => new ServiceError("Conflict", "providerServiceKeyName is already used by another virtual circuit."),
  "wrong-location": () =>
    new ServiceError(
      "InvalidParameter",
      "providerServiceKeyName is of a peering location that does not serve this region.",
    ),
  "bandwidth-differs": () =>
    new ServiceError("InvalidParameter", "bandwidthShapeName does not match the bandwidth of providerServiceKeyName."),
};

const checkProvider = (cloud: OciCloud, id: string): void => {
  const offer = offersOf(cloud.account.region).find((one) => one.id === id);
  if (offer === undefined) throw relatedNotFound(id);
  if (offer.id !== azureOffer(cloud.account.region).id) {
    throw new ServiceError("InvalidParameter", `${offer.providerName} has nothing to connect to in this simulation.`);
  }
};

const bandwidthOf = (shape: string): number => {
  const bandwidthMbps = azureBandwidthMbps(shape);
  if (bandwidthMbps === undefined) {
    throw new ServiceError("InvalidParameter", `bandwidthShapeName ${shape} is not offered by this provider.`);
  }
  return bandwidthMbps;
};

const checkKey = (cloud: OciCloud, serviceKey: string, bandwidthMbps: number, id: string): void => {
  const check = cloud.fabric.checkServiceKey(serviceKey, { region: cloud.account.region, bandwidthMbps, id });
  if (!check.ok) throw keyErrors[check.problem]();
};

const createVirtualCircuit = (cloud: OciCloud, request: SimRequest): VirtualCircuit => {
  checkProviderGiven(request.json);
  const details = parseBody(createVirtualCircuitDetails, request.raw);
  checkProvider(cloud, details.providerServiceId);
  const links = toLinks(details.crossConnectMappings);
  const bandwidthMbps = bandwidthOf(details.bandwidthShapeName);
  const gatewayId = availableDrg(cloud, details.gatewayId).id;
  const base = cloud.newResource("virtualcircuit", details);
  checkKey(cloud, details.providerServiceKeyName, bandwidthMbps, base.id);
  cloud.limits.check("virtual-circuit-count", cloud.virtualCircuits.living().length + 1);
  const circuit: VirtualCircuit = {
    ...base,
    lifecycleState: "PENDING_PROVIDER",
    type: "PRIVATE",
    bandwidthShapeName: details.bandwidthShapeName,
    gatewayId,
    providerServiceId: details.providerServiceId,
    providerServiceKeyName: details.providerServiceKeyName,
    crossConnectMappings: details.crossConnectMappings,
    ipMtu: details.ipMtu ?? "MTU_1500",
    isBfdEnabled: details.isBfdEnabled ?? false,
    trafficMode: details.trafficMode ?? "NORMAL",
  };
  cloud.enter(cloud.virtualCircuits, circuit, "created");
  const { account, fabric } = cloud;
  const serviceKey = circuit.providerServiceKeyName;
  const wire = { id: base.id, serviceKey, region: account.region, bandwidthMbps, links, advertisedPrefixes: [] };
  fabric.virtualCircuitCreated(wire);
  if (details.bgpAdminState) fabric.virtualCircuitUpdated(base.id, { bgpAdminState: details.bgpAdminState });
  attachVirtualCircuit(cloud, circuit);
  return circuit;
};

/** Moves the circuit's own attachment to another DRG. */
const moveAttachment = (cloud: OciCloud, circuit: VirtualCircuit, gatewayId: string): void => {
  const drg = availableDrg(cloud, gatewayId);
  const old = attachmentOf(cloud, circuit.id);
  if (old) cloud.ended(cloud.drgAttachments, old.id, "DETACHED");
  attachVirtualCircuit(cloud, { ...circuit, gatewayId: drg.id });
};

const requireProvisioned = ({ id, lifecycleState }: VirtualCircuit): void => {
  if (lifecycleState !== "PROVISIONED") throw new ServiceError("IncorrectState", `${id} is ${lifecycleState}.`);
};

/** A change of the network sends the circuit back to PROVISIONING and drops its sessions; names and tags do not. */
const updateVirtualCircuit = (
  cloud: OciCloud,
  circuit: VirtualCircuit,
  request: SimRequest,
): Partial<VirtualCircuit> => {
  const { bgpAdminState, ...change } = parseBody(updateVirtualCircuitDetails, request.raw);
  const { bandwidthShapeName, gatewayId, crossConnectMappings, ipMtu, isBfdEnabled } = change;
  const rebuilt = [bandwidthShapeName, gatewayId, crossConnectMappings, ipMtu, isBfdEnabled].some(
    (value) => value !== undefined,
  );
  if (!rebuilt && bgpAdminState === undefined) return change;
  requireProvisioned(circuit);
  const bandwidthMbps = bandwidthOf(bandwidthShapeName ?? circuit.bandwidthShapeName);
  if (bandwidthShapeName !== undefined) checkKey(cloud, circuit.providerServiceKeyName, bandwidthMbps, circuit.id);
  const links = toLinks(crossConnectMappings ?? circuit.crossConnectMappings);
  if (gatewayId !== undefined && gatewayId !== circuit.gatewayId) moveAttachment(cloud, circuit, gatewayId);
  cloud.fabric.virtualCircuitUpdated(circuit.id, {
    ...(bgpAdminState !== undefined && { bgpAdminState }),
    ...(rebuilt && { bandwidthMbps, links }),
  });
  return change;
};

const destroyVirtualCircuit = (cloud: OciCloud, { id, lifecycleState }: VirtualCircuit): void => {
  if (lifecycleState === "PROVISIONING") throw new ServiceError("IncorrectState", `${id} is ${lifecycleState}.`);
  if (cloud.fabric.virtualCircuitDeleting(id)) return;
  const rule = "the connections of the ExpressRoute circuit go before the virtual circuit";
  cloud.world.ledger.illegal({ service: serviceName, operation: "DELETE /virtualCircuits/{id}", target: id, rule });
};

export const virtualCircuitRoutes = (cloud: OciCloud): readonly Route[] => [
  ...resourceRoutes(cloud, {
    path: "/virtualCircuits",
    collection: cloud.virtualCircuits,
    create: (request) => createVirtualCircuit(cloud, request),
    update: (circuit, request) => updateVirtualCircuit(cloud, circuit, request),
    destroy: (circuit) => destroyVirtualCircuit(cloud, circuit),
    show: (circuit) => showVirtualCircuit(cloud, circuit),
  }),
  {
    method: "GET",
    path: "/virtualCircuits/:id/crossConnectMappings",
    handler: (request) => {
      const circuit = cloud.virtualCircuits.get(request.param("id"));
      return { status: 200, body: { items: mappingRows(cloud, circuit) } };
    },
  },
];
