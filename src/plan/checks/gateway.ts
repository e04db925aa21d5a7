import type { Finding } from "../../domain/finding.ts";
import { creatableSkus, gatewaySkus, parseGatewaySku, throughputMbpsOf } from "../../domain/gateway-skus.ts";
import type { ExistingGatewayFacts } from "../../domain/network-facts.ts";
import type { BandwidthMbps, GatewaySku } from "../../domain/plan.ts";
import { notFound } from "../not-found.ts";
import { blocking, type PlanCheck, type PlanQuestion, warning } from "../question.ts";
import { found, sameId, valueOr } from "../readings.ts";

/** The gateway is the VNet's own, ready, and has room; a VNet has one ExpressRoute gateway at most. */
export const gatewayCheck: PlanCheck = {
  id: "gateway",
  title: "The gateway fits the VNet and the bandwidth",
  run: (question) => [
    ...notFound(question.choice.azure.gateway, { code: "gateway", side: "azure", field: "gateway", what: "gateway" }),
    ...secondGateway(question),
    ...notCreatable(question),
    ...existingGateway(question),
    ...tooSlow(question),
  ],
};

function secondGateway({ request, choice }: PlanQuestion): readonly Finding[] {
  const { ownGateway } = choice.azure;
  if (ownGateway === undefined || request.gateway === undefined || "use" in request.gateway) return [];
  return [
    blocking({
      code: "gateway-exists",
      side: "azure",
      field: "gateway",
      cause: `The VNet has the ExpressRoute gateway ${ownGateway.name} already, and a VNet can have only one.`,
      evidence: [`gateway: ${ownGateway.name} (${ownGateway.sku})`],
      remedy: `Use it: gateway=${ownGateway.name}.`,
      owner: "requester",
    }),
  ];
}

function existingGateway(question: PlanQuestion): readonly Finding[] {
  const gateway = found(question.choice.azure.gateway);
  if (gateway === undefined) return [];
  const wrong = wrongGateway(question, gateway);
  if (wrong.length > 0) return wrong;
  return [...unknownSize(gateway), ...notReady(gateway), ...full(question, gateway)];
}

function wrongGateway({ choice }: PlanQuestion, gateway: ExistingGatewayFacts): readonly Finding[] {
  const { vnet } = choice.azure;
  const evidence = [`gateway: ${gateway.name}`, `type: ${gateway.gatewayType}`, `VNet: ${gateway.vnetId ?? "unknown"}`];
  if (gateway.gatewayType !== "ExpressRoute") {
    return [
      blocking({
        code: "gateway-not-expressroute",
        side: "azure",
        field: "gateway",
        cause: `${gateway.name} is a ${gateway.gatewayType} gateway; the link needs an ExpressRoute one.`,
        evidence,
        remedy: "Choose the VNet's ExpressRoute gateway, or ask for a new one.",
        owner: "requester",
      }),
    ];
  }
  if (vnet === undefined || sameId(gateway.vnetId, vnet.id)) return [];
  return [
    blocking({
      code: "gateway-of-another-vnet",
      side: "azure",
      field: "gateway",
      cause: `The gateway ${gateway.name} belongs to another VNet than ${vnet.name}.`,
      evidence,
      remedy: "Choose the gateway of this VNet, or the VNet of this gateway.",
      owner: "requester",
    }),
  ];
}

function notReady({ name, provisioningState }: ExistingGatewayFacts): readonly Finding[] {
  if (provisioningState === "Succeeded") return [];
  return [
    blocking({
      code: "gateway-not-ready",
      side: "azure",
      field: "gateway",
      cause: `The gateway ${name} is not ready: Azure shows ${provisioningState}.`,
      evidence: [`provisioningState: ${provisioningState}`],
      remedy: "Wait until Azure shows Succeeded; a failed gateway has to be mended first.",
      owner: "network team",
    }),
  ];
}

/** Azure allows this many circuits of one peering location on one VNet. */
const CIRCUITS_PER_LOCATION = 4;

function full(question: PlanQuestion, gateway: ExistingGatewayFacts): readonly Finding[] {
  const circuits = circuitsOf(question, gateway);
  const { sku } = question.choice.azure;
  const here = question.peeringLocation;
  const atLocation = circuits.filter(({ location }) => here !== undefined && location === here);
  const most = sku === undefined ? CIRCUITS_PER_LOCATION : gatewaySkus[sku].maxCircuits;
  if (circuits.length < most && atLocation.length < CIRCUITS_PER_LOCATION) return [];
  return [
    blocking({
      code: "gateway-full",
      side: "azure",
      field: "gateway",
      cause:
        circuits.length >= most
          ? `The gateway ${gateway.name} already serves ${circuits.length} circuits, as many as its size allows.`
          : `The gateway ${gateway.name} already serves ${atLocation.length} circuits of ${here}, as many as Azure allows.`,
      evidence: [`size: ${gateway.sku}`, ...circuits.map(({ name, location }) => `connection ${name}: ${location}`)],
      remedy: "Resize the gateway, or remove a circuit that is not used.",
      owner: "network team",
    }),
  ];
}

interface ServedCircuit {
  /** The connection's name. */
  readonly name: string;
  readonly location: string;
}

function circuitsOf({ facts }: PlanQuestion, gateway: ExistingGatewayFacts): readonly ServedCircuit[] {
  const circuits = valueOr(facts.azure.circuits, []);
  return valueOr(facts.azure.connections, [])
    .filter(({ gatewayId, connectionType }) => connectionType === "ExpressRoute" && sameId(gatewayId, gateway.id))
    .map(({ name, circuitId }) => ({
      name,
      location: circuits.find(({ id }) => sameId(id, circuitId))?.peeringLocation ?? "unknown peering location",
    }));
}

/** The environment's usual size can be one that is brought only. */
function notCreatable({ choice }: PlanQuestion): readonly Finding[] {
  const { sku, gateway } = choice.azure;
  if (gateway !== undefined || sku === undefined || creatableSkus.includes(sku)) return [];
  return [
    blocking({
      code: "gateway-size-not-creatable",
      side: "azure",
      field: "gateway",
      cause: `A gateway of size ${sku} can be brought, but is not created here.`,
      evidence: [`size: ${sku}`],
      remedy: `Choose one that is: ${creatableSkus.map((one) => `gateway=new:${one}`).join(", ")}.`,
      owner: "requester",
    }),
  ];
}

function unknownSize(gateway: ExistingGatewayFacts): readonly Finding[] {
  if (parseGatewaySku(gateway.sku) !== undefined) return [];
  return [
    blocking({
      code: "gateway-size-unknown",
      side: "azure",
      field: "gateway",
      cause: `The gateway ${gateway.name} is of a size the bot does not know.`,
      evidence: [`size: ${gateway.sku}`],
      remedy: "Use a gateway of a known size; tell the bot's maintainers about this one.",
      owner: "operator",
    }),
  ];
}

function tooSlow({ request, choice }: PlanQuestion): readonly Finding[] {
  const { sku, gateway } = choice.azure;
  if (sku === undefined) return [];
  return slowerThan(request.bandwidthMbps, { sku, minScaleUnits: found(gateway)?.minScaleUnits });
}

/** A gateway of this size carries less than the bandwidth. */
export function slowerThan(
  bandwidthMbps: BandwidthMbps,
  { sku, minScaleUnits }: { readonly sku: GatewaySku; readonly minScaleUnits?: number | undefined },
): readonly Finding[] {
  const throughput = throughputMbpsOf(sku, minScaleUnits);
  if (throughput >= bandwidthMbps) return [];
  const fits = creatableSkus.find((one) => throughputMbpsOf(one) >= bandwidthMbps);
  return [
    warning({
      code: "gateway-slower-than-circuit",
      side: "azure",
      field: "gateway",
      cause: `A gateway of size ${sku} carries about ${throughput / 1000} Gbps, less than the ${bandwidthMbps / 1000} Gbps asked for.`,
      evidence: [`throughput of ${sku}: ${throughput} Mbps`, `bandwidth: ${bandwidthMbps} Mbps`],
      remedy: `Take ${fits ?? "a larger size"}, or a smaller bandwidth.`,
      owner: "requester",
    }),
  ];
}
