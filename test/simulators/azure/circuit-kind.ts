import type { PrivatePeering } from "../fabric/model.ts";
import { at, type JsonObject, listAt, numberAt, objectAt, textAt } from "../kit/json.ts";
import { connectionsOf } from "./announcements.ts";
import { type ArmProblem, badRequest, simulatedRefusal } from "./arm-problem.ts";
import { acceptAuthorizations, showAuthorizations } from "./authorization-kind.ts";
import { AZURE, type AzureCloud } from "./cloud.ts";
import { circuitView, PRIVATE_PEERING, peeringFrom, serviceKeyOf, showPeerings } from "./peering.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import { SERVICE_PROVIDERS } from "./service-providers.ts";
import type { ArmResource } from "./store.ts";

/** What a circuit shows until its create is done. It must never be handed to a provider. */
const ZERO_SERVICE_KEY = "00000000-0000-0000-0000-000000000000";

const TIERS = new Set(["Standard", "Premium", "Basic", "Local"]);
const FAMILIES = new Set(["MeteredData", "UnlimitedData"]);

const STILL_HELD: ArmProblem = {
  status: 409,
  code: "ConflictError",
  message:
    "The specified dedicated circuit is not in Deprovisioned state. Please initiate the deprovisioning process with your service provider.",
  details: [],
};

const skuProblem = (body: JsonObject): ArmProblem | undefined => {
  const tier = textAt(body, "sku", "tier") ?? "";
  const family = textAt(body, "sku", "family") ?? "";
  const fits = TIERS.has(tier) && FAMILIES.has(family) && textAt(body, "sku", "name") === `${tier}_${family}`;
  return fits ? undefined : simulatedRefusal("InvalidSku", "The sku of the circuit must be named tier_family.");
};

const providerProblem = (body: JsonObject): ArmProblem | undefined => {
  const asked = objectAt(body, "properties", "serviceProviderProperties");
  const provider = SERVICE_PROVIDERS.find(({ name }) => name === textAt(asked, "serviceProviderName"));
  const location = textAt(asked, "peeringLocation") ?? "";
  const bandwidthMbps = numberAt(asked, "bandwidthInMbps") ?? 0;
  if (!provider) return simulatedRefusal("ServiceProviderUnknown", "The service provider does not exist.");
  if (!provider.peeringLocations.includes(location))
    return simulatedRefusal("PeeringLocationNotOffered", `${provider.name} is not at '${location}'.`);
  if (provider.bandwidthsMbps.includes(bandwidthMbps)) return undefined;
  return simulatedRefusal("BandwidthNotOffered", `${provider.name} does not offer ${bandwidthMbps} Mbps.`);
};

const bandwidthOf = (from: unknown): number => numberAt(from, "serviceProviderProperties", "bandwidthInMbps") ?? 0;

const familyOf = (from: unknown): string => textAt(from, "sku", "family") ?? "";

/** A circuit only grows, and a plan without limit cannot become a metered one. */
const shrinkProblem = ({ body, previous }: Write): ArmProblem | undefined => {
  if (!previous) return undefined;
  const metered = familyOf(previous.beside) === "UnlimitedData" && familyOf(body) === "MeteredData";
  if (metered) return simulatedRefusal("SkuChangeNotAllowed", "A circuit cannot go back to metered data.");
  if (bandwidthOf(body["properties"]) >= bandwidthOf(previous.properties)) return undefined;
  return simulatedRefusal("BandwidthDowngradeNotAllowed", "The bandwidth of a circuit cannot be lowered.");
};

const draft = (cloud: AzureCloud, { id, body, previous }: Write): JsonObject => ({
  resourceGuid: previous?.properties["resourceGuid"] ?? cloud.world.rng.uuid(`guid of ${id}`),
  serviceProviderProperties: objectAt(body, "properties", "serviceProviderProperties"),
  circuitProvisioningState: "Disabled",
  allowClassicOperations: at(body, "properties", "allowClassicOperations") === true,
  serviceKey: previous?.properties["serviceKey"] ?? ZERO_SERVICE_KEY,
  allowGlobalReach: false,
  globalReachEnabled: at(body, "properties", "globalReachEnabled") === true,
  ...(previous && { gatewayManagerEtag: "", stag: previous.properties["stag"] }),
});

const patch = (resource: ArmResource, values: JsonObject): void => {
  resource.properties = { ...resource.properties, ...values };
};

const firstWritten = ({ world, fabric }: AzureCloud, resource: ArmResource): void => {
  // A circuit made again under its old name has another key, so the draw counts the ones before.
  const before = world.ledger.snapshot().resources.filter(({ id }) => id === resource.id).length;
  const name = `${resource.id} ${before}`;
  const serviceKey = world.rng.uuid(`service key of ${name}`);
  patch(resource, { serviceKey, gatewayManagerEtag: "", stag: world.rng.integer(`stag of ${name}`, 1, 1000) });
  fabric.azureCircuitCreated({
    serviceKey,
    name: resource.name,
    peeringLocation: textAt(resource.properties, "serviceProviderProperties", "peeringLocation") ?? "",
    bandwidthMbps: bandwidthOf(resource.properties),
  });
};

const bodyPeering = (body: JsonObject): PrivatePeering | undefined => {
  const peerings = listAt(body, "properties", "peerings");
  const found = peerings.find((one) => textAt(one, "name") === PRIVATE_PEERING);
  return found === undefined ? undefined : peeringFrom(objectAt(found, "properties"));
};

const samePeering = (one: PrivatePeering, other: PrivatePeering): boolean =>
  JSON.stringify({ ...one, lastModifiedBy: "" }) === JSON.stringify({ ...other, lastModifiedBy: "" });

/** A PUT replaces the child collections: a peering that the body leaves out is removed. */
const replacePeering = (cloud: AzureCloud, resource: ArmResource, { body }: Write): void => {
  const shown = circuitView(cloud, resource)?.peering;
  const asked = bodyPeering(body);
  if (!shown || (asked && samePeering(shown, asked))) return;
  cloud.fabric.azurePeeringWritten(serviceKeyOf(resource), asked);
  if (asked) return;
  cloud.world.ledger.illegal({
    service: AZURE,
    operation: "PUT Microsoft.Network/expressRouteCircuits",
    target: resource.id,
    rule: "the body leaves out the private peering of a provisioned circuit, which removes it",
  });
};

/**
 * ExpressRoute circuit. Billed from its PUT on. The provider's state and the private peering are what
 * the fabric shows; a delete while the provider still has the circuit fails and leaves it Failed.
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-workflows
 */
export const circuitKind = (cloud: AzureCloud): ResourceKind => ({
  type: "expressRouteCircuits",
  durations: { create: "azure.circuit.create", update: "azure.circuit.update", delete: "azure.circuit.delete" },
  quota: { name: "ExpressRouteCircuits", code: "QuotaExceeded" },
  bills: "ExpressRoute circuit",
  check: ({ body }) => skuProblem(body) ?? providerProblem(body),
  doomed(write) {
    const problem = shrinkProblem(write);
    if (problem)
      cloud.world.ledger.illegal({
        service: AZURE,
        operation: "PUT Microsoft.Network/expressRouteCircuits",
        target: write.id,
        rule: problem.message,
      });
    return problem;
  },
  draft: (write) => draft(cloud, write),
  accepted: (resource, write) => acceptAuthorizations(cloud, resource, write),
  written(resource, write) {
    if (serviceKeyOf(resource) === ZERO_SERVICE_KEY) firstWritten(cloud, resource);
    else replacePeering(cloud, resource, write);
    patch(resource, { circuitProvisioningState: "Enabled" });
    cloud.fabric.azureCircuitWritten(serviceKeyOf(resource), bandwidthOf(resource.properties));
    for (const one of cloud.store.childrenOf(resource.id, "expressRouteCircuits/authorizations"))
      one.state = "Succeeded";
  },
  blocked(resource) {
    const left = cloud.store.childrenOf(resource.id, "expressRouteCircuits/authorizations");
    return left.length === 0
      ? undefined
      : badRequest("SimulatedCircuitHasAuthorizations", `The circuit '${resource.name}' still has authorizations.`);
  },
  deleting(resource) {
    const allowed = cloud.fabric.azureCircuitDeleting(serviceKeyOf(resource));
    patch(resource, { circuitProvisioningState: "Disabling" });
    return allowed && connectionsOf(cloud, resource.id).length === 0 ? undefined : STILL_HELD;
  },
  deleted: (resource) => cloud.fabric.azureCircuitDeleted(serviceKeyOf(resource)),
  show: (resource) => ({
    ...resource.properties,
    serviceProviderProvisioningState:
      circuitView(cloud, resource)?.serviceProviderProvisioningState ?? "NotProvisioned",
    peerings: showPeerings(cloud, resource),
    authorizations: showAuthorizations(cloud, resource),
  }),
});
