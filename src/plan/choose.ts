import type { Environment } from "../domain/environment.ts";
import { parseGatewaySku } from "../domain/gateway-skus.ts";
import type { VcnRouteTableFacts } from "../domain/link-facts.ts";
import type {
  DrgFacts,
  ExistingGatewayFacts,
  NetworkFacts,
  VcnFacts,
  VcnSubnetFacts,
  VnetFacts,
} from "../domain/network-facts.ts";
import type { GatewaySku, InterconnectRequest } from "../domain/plan.ts";
import { chooseRouteTables, type RouteTableChoice } from "./choose-route-tables.ts";
import { found, type Lookup, lookUp, sameId, valueOr } from "./readings.ts";
import { type Spoke, spokesOf } from "./spokes.ts";

/** What the request's words mean in the networks that are there. */
export interface AzureChoice {
  /** The VNet that was asked for; undefined when it is to be made. */
  readonly asked: Lookup<VnetFacts> | undefined;
  /** Present when the VNet that was asked for is a spoke: its hub has the gateway. */
  readonly hub: Lookup<VnetFacts> | undefined;
  /** The VNet that has or gets the gateway, where it exists. */
  readonly vnet: VnetFacts | undefined;
  /** VNets that use this VNet's gateway, the spoke that was asked for among them. */
  readonly spokes: readonly Spoke[];
  /** The ExpressRoute gateway the VNet has already. */
  readonly ownGateway: ExistingGatewayFacts | undefined;
  /** The gateway to use; undefined when one is to be made. */
  readonly gateway: Lookup<ExistingGatewayFacts> | undefined;
  /** Size of the gateway, made or used; undefined when nobody knows it. */
  readonly sku: GatewaySku | undefined;
  /** Address ranges of the requested pair on Azure's side. */
  readonly prefixes: readonly string[];
  readonly location: string;
}

export interface OciChoice {
  /** Undefined when the VCN is to be made. */
  readonly vcn: Lookup<VcnFacts> | undefined;
  readonly subnets: readonly VcnSubnetFacts[];
  /** The DRG the VCN is attached to today. */
  readonly attachedDrgId: string | undefined;
  /** The DRG to use; undefined when one is to be made. */
  readonly drg: Lookup<DrgFacts> | undefined;
  readonly tables: readonly VcnRouteTableFacts[];
  readonly routeTables: RouteTableChoice;
  readonly cidrs: readonly string[];
}

export interface Choice {
  readonly azure: AzureChoice;
  readonly oci: OciChoice;
}

export function choose(request: InterconnectRequest, environment: Environment, facts: NetworkFacts): Choice {
  return { azure: chooseAzure(request, environment, facts), oci: chooseOci(request, facts) };
}

function chooseAzure(request: InterconnectRequest, environment: Environment, facts: NetworkFacts): AzureChoice {
  const vnets = valueOr(facts.azure.vnets, []);
  const asked = "use" in request.vnet ? lookUp(facts.azure.vnets, request.vnet.use) : undefined;
  const hubId = found(asked)?.peerings.find((peering) => peering.useRemoteGateways)?.remoteVnetId;
  const hub = hubId === undefined ? undefined : lookUp(facts.azure.vnets, hubId);
  const vnet = hub === undefined ? found(asked) : found(hub);
  const ownGateway = valueOr(facts.azure.gateways, []).find(
    (gateway) => gateway.gatewayType === "ExpressRoute" && sameId(gateway.vnetId, vnet?.id),
  );
  const gateway = chooseGateway(request, facts, ownGateway);
  return {
    asked,
    hub,
    vnet,
    spokes: vnet === undefined ? [] : spokesOf(vnet, vnets),
    ownGateway,
    gateway,
    sku: skuOf(request, environment, gateway),
    prefixes: prefixesOf(request, vnet, found(asked)),
    location: vnet?.location ?? environment.azure.location,
  };
}

function chooseGateway(
  request: InterconnectRequest,
  facts: NetworkFacts,
  own: ExistingGatewayFacts | undefined,
): Lookup<ExistingGatewayFacts> | undefined {
  if (request.gateway === undefined) return own && { state: "found", value: own };
  return "use" in request.gateway ? lookUp(facts.azure.gateways, request.gateway.use) : undefined;
}

function skuOf(
  request: InterconnectRequest,
  environment: Environment,
  gateway: Lookup<ExistingGatewayFacts> | undefined,
): GatewaySku | undefined {
  if (gateway !== undefined) {
    const existing = found(gateway);
    return existing && parseGatewaySku(existing.sku);
  }
  if (request.gateway !== undefined && "create" in request.gateway) return request.gateway.create.sku;
  return environment.defaults.gatewaySku;
}

function prefixesOf(
  request: InterconnectRequest,
  vnet: VnetFacts | undefined,
  asked: VnetFacts | undefined,
): readonly string[] {
  if ("create" in request.vnet) return [request.vnet.create.addressPrefix];
  return [...new Set([...(vnet?.addressPrefixes ?? []), ...(asked?.addressPrefixes ?? [])])];
}

function chooseOci(request: InterconnectRequest, facts: NetworkFacts): OciChoice {
  const vcn = "use" in request.vcn ? lookUp(livingVcns(facts), request.vcn.use) : undefined;
  const existing = found(vcn);
  const attachedDrgId = valueOr(facts.oci.vcnAttachments, []).find(
    ({ networkId, lifecycleState }) => sameId(networkId, existing?.id) && lifecycleState !== "DETACHED",
  )?.drgId;
  const subnets = existing === undefined ? [] : (valueOr(facts.oci.subnets, {})[existing.id] ?? []);
  const tables = existing === undefined ? [] : (valueOr(facts.oci.routeTables, {})[existing.id] ?? []);
  return {
    vcn,
    subnets,
    attachedDrgId,
    drg: chooseDrg(request, facts, attachedDrgId),
    tables,
    routeTables: chooseRouteTables(request.routeTables, tables, subnets),
    cidrs: "create" in request.vcn ? [request.vcn.create.cidr] : (existing?.cidrs ?? []),
  };
}

function livingVcns({ oci }: NetworkFacts): NetworkFacts["oci"]["vcns"] {
  if (!oci.vcns.known) return oci.vcns;
  return { ...oci.vcns, value: oci.vcns.value.filter(({ lifecycleState }) => !lifecycleState.startsWith("TERMINAT")) };
}

function chooseDrg(
  request: InterconnectRequest,
  facts: NetworkFacts,
  attachedDrgId: string | undefined,
): Lookup<DrgFacts> | undefined {
  const { drgs } = facts.oci;
  if (request.drg === undefined) return attachedDrgId === undefined ? undefined : lookUp(drgs, attachedDrgId);
  return "use" in request.drg ? lookUp(drgs, request.drg.use) : undefined;
}
