import { at, type JsonObject, numberAt, objectAt, textAt } from "../kit/json.ts";
import { announce, connectionsOfGateway } from "./announcements.ts";
import { type ArmProblem, badRequest, invalidReference, simulatedRefusal } from "./arm-problem.ts";
import { AZURE, type AzureCloud } from "./cloud.ts";
import { firstProblem } from "./guards.ts";
import { circuitView } from "./peering.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import { type ArmResource, sameId } from "./store.ts";

/** @see https://learn.microsoft.com/azure/expressroute/about-fastpath */
const FASTPATH_SKUS = new Set(["UltraPerformance", "ErGw3AZ"]);
const FASTPATH_SCALE_UNITS = 10;

const MOST_CIRCUITS: Readonly<Record<string, number>> = {
  Standard: 4,
  ErGw1AZ: 4,
  HighPerformance: 8,
  ErGw2AZ: 8,
  UltraPerformance: 16,
  ErGw3AZ: 16,
};

const gatewayIdOf = (from: unknown): string => textAt(from, "virtualNetworkGateway1", "id") ?? "";
const circuitIdOf = (from: unknown): string => textAt(from, "peer", "id") ?? "";

const hasFastPath = (gateway: ArmResource): boolean => {
  const sku = textAt(gateway.properties, "sku", "name") ?? "";
  const least = numberAt(gateway.properties, "autoScaleConfiguration", "bounds", "min") ?? 0;
  return FASTPATH_SKUS.has(sku) || (sku === "ErGwScale" && least >= FASTPATH_SCALE_UNITS);
};

const gatewayProblem = (cloud: AzureCloud, { id, body }: Write): ArmProblem | undefined => {
  const asked = objectAt(body, "properties");
  const gateway = cloud.store.get(gatewayIdOf(asked));
  if (gateway?.type !== "virtualNetworkGateways") return invalidReference(gatewayIdOf(asked), id);
  if (at(asked, "expressRouteGatewayBypass") === true && !hasFastPath(gateway))
    return simulatedRefusal("FastPathNotSupported", "The gateway's SKU does not support FastPath.");
  const others = connectionsOfGateway(cloud, gateway.id).filter((one) => !sameId(one.id, id));
  const most = MOST_CIRCUITS[textAt(gateway.properties, "sku", "name") ?? ""] ?? 16;
  if (others.length >= most)
    return simulatedRefusal("TooManyCircuits", `The gateway's SKU takes ${most} circuits at most.`);
  const twin = others.find((one) => sameId(circuitIdOf(one.properties), circuitIdOf(asked)));
  return twin && simulatedRefusal("ConnectionExists", `The connection '${twin.name}' already joins these two.`);
};

const circuitProblem = (cloud: AzureCloud, { id, body }: Write): ArmProblem | undefined => {
  const circuitId = circuitIdOf(body["properties"]);
  const circuit = cloud.store.get(circuitId);
  if (circuit?.type !== "expressRouteCircuits") return invalidReference(circuitId, id);
  const view = circuitView(cloud, circuit);
  const ready = view?.serviceProviderProvisioningState === "Provisioned" && view.peering?.state === "Enabled";
  if (ready) return undefined;
  const rule = "The circuit is not provisioned by its provider or has no private peering.";
  cloud.world.ledger.illegal({
    service: AZURE,
    operation: "PUT Microsoft.Network/connections",
    target: id,
    rule,
  });
  return simulatedRefusal("CircuitNotProvisioned", rule);
};

const draft = (cloud: AzureCloud, { id, body }: Write): JsonObject => {
  const { authorizationKey: _kept, ...asked } = objectAt(body, "properties");
  return {
    resourceGuid: cloud.world.rng.uuid(`guid of ${id}`),
    routingWeight: 0,
    enableBgp: false,
    expressRouteGatewayBypass: false,
    ...asked,
    virtualNetworkGateway1: { id: gatewayIdOf(asked), properties: {} },
  };
};

const statusOf = (cloud: AzureCloud, connection: ArmResource): string => {
  if (connection.state !== "Succeeded") return "Unknown";
  const circuit = cloud.store.get(circuitIdOf(connection.properties));
  const up = circuit && circuitView(cloud, circuit)?.bgpUp;
  return up && (up.primary || up.secondary) ? "Connected" : "NotConnected";
};

const changed = (cloud: AzureCloud, connection: ArmResource): void => {
  const circuit = cloud.store.get(circuitIdOf(connection.properties));
  if (circuit) announce(cloud, circuit);
};

/** Connection of a gateway to a circuit; the moment from which packets can flow. */
export const connectionKind = (cloud: AzureCloud): ResourceKind => ({
  type: "connections",
  durations: {
    create: "azure.connection.create",
    update: "azure.connection.update",
    delete: "azure.connection.delete",
  },
  check: (write) =>
    firstProblem(
      () => (at(write.body, "properties", "connectionType") === "ExpressRoute" ? undefined : NOT_EXPRESS_ROUTE),
      () => gatewayProblem(cloud, write),
      () => circuitProblem(cloud, write),
    ),
  draft: (write) => draft(cloud, write),
  holds: ({ properties }) => [gatewayIdOf(properties), circuitIdOf(properties)],
  written: (connection) => changed(cloud, connection),
  deleted: (connection) => changed(cloud, connection),
  show: (connection) => ({
    ...connection.properties,
    connectionStatus: statusOf(cloud, connection),
    ingressBytesTransferred: 0,
    egressBytesTransferred: 0,
  }),
});

const NOT_EXPRESS_ROUTE = badRequest("InvalidConnectionType", "Only connections of type ExpressRoute are simulated.");
