import {
  aGateway,
  aPeering,
  aSubnet,
  attachedNetworks,
  aVnet,
  broughtNetworks,
  gatewayIdOf,
  vnetIdOf,
} from "../../builders/brought-networks.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { aBringingRequest, aRequest } from "../../builders/request.ts";
import type { CheckCase } from "./check-cases.ts";

const viaFirewall = { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIp: "10.1.9.4" };
const withRoutes = (routes: readonly (typeof viaFirewall)[], propagatesBgp = true) =>
  aSubnet({ routeTableId: "/rt", routeTable: { routes, propagatesBgp } });

const hub = (changes: Parameters<typeof aPeering>[1]) =>
  aVnet({ name: "hub-vnet", addressPrefixes: ["10.5.0.0/16"], subnets: [], peerings: [aPeering("app-vnet", changes)] });
const spoke = aVnet({ peerings: [aPeering("hub-vnet", { useRemoteGateways: true })] });

/** Cases of the Azure side: VNet, hub and spoke, gateway. */
export const azureCases: readonly CheckCase[] = [
  {
    check: "vnet",
    name: "the VNet is not there",
    request: aBringingRequest({ vnet: { use: "other-vnet" } }),
    facts: broughtNetworks(),
    findings: ["vnet-not-found blocking"],
    evidence: "app-vnet",
  },
  {
    check: "vnet",
    name: "two VNets have the name",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        vnets: [aVnet(), aVnet({ id: "/other", resourceGroup: "other-rg", addressPrefixes: ["10.9.0.0/16"] })],
      },
    }),
    findings: ["vnet-ambiguous blocking"],
    evidence: "other-rg/app-vnet",
  },
  {
    check: "gateway",
    name: "the VNet has a gateway and a new one is asked for",
    request: aBringingRequest({ gateway: { create: { sku: "ErGw1AZ" } } }),
    facts: attachedNetworks({ azure: { gateways: [aGateway()] } }),
    findings: ["gateway-exists blocking"],
    evidence: "app-gateway",
  },
  {
    check: "gateway",
    name: "the gateway is not there",
    request: aBringingRequest({ gateway: { use: "nobody" } }),
    facts: broughtNetworks(),
    findings: ["gateway-not-found blocking"],
  },
  {
    check: "gateway",
    name: "the gateway is another VNet's",
    request: aBringingRequest({ gateway: { use: "hub-gateway" } }),
    facts: broughtNetworks({ azure: { gateways: [aGateway({ name: "hub-gateway", vnetId: "/elsewhere" })] } }),
    findings: ["gateway-of-another-vnet blocking"],
  },
  {
    check: "gateway",
    name: "the gateway is a VPN one",
    request: aBringingRequest({ gateway: { use: "app-gateway" } }),
    facts: broughtNetworks({ azure: { gateways: [aGateway({ gatewayType: "Vpn" })] } }),
    findings: ["gateway-not-expressroute blocking"],
  },
  {
    check: "gateway",
    name: "the gateway has failed",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { gateways: [aGateway({ provisioningState: "Failed" })] } }),
    findings: ["gateway-not-ready blocking"],
  },
  {
    check: "gateway",
    name: "the gateway's size is new to us",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { gateways: [aGateway({ sku: "ErGwMega" })] } }),
    findings: ["gateway-size-unknown blocking"],
  },
  {
    check: "gateway",
    name: "the environment's usual size cannot be made",
    environment: anEnvironment({ defaults: { tier: "Standard", family: "MeteredData", gatewaySku: "ErGwScale" } }),
    findings: ["gateway-size-not-creatable blocking"],
  },
  {
    check: "gateway",
    name: "the gateway serves as many circuits as it can",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        gateways: [aGateway()],
        connections: ["a", "b", "c", "d"].map((name) => ({
          id: `/connections/${name}`,
          name,
          gatewayId: gatewayIdOf("app-gateway"),
          circuitId: `/circuits/${name}`,
          connectionType: "ExpressRoute",
        })),
      },
    }),
    findings: ["gateway-full blocking"],
  },
  {
    check: "gateway",
    name: "the gateway is slower than the circuit",
    request: aRequest({ bandwidthMbps: 5000 }),
    findings: ["gateway-slower-than-circuit warning"],
  },
  {
    check: "fast-path",
    name: "the size cannot do FastPath",
    request: aRequest({ fastPath: true }),
    findings: ["fast-path-size blocking"],
  },
  {
    check: "fast-path",
    name: "a scaling gateway may shrink below ten units",
    request: aBringingRequest({ fastPath: true }),
    facts: broughtNetworks({ azure: { gateways: [aGateway({ sku: "ErGwScale", minScaleUnits: 9 })] } }),
    findings: ["fast-path-size blocking"],
    evidence: "9",
  },
  {
    check: "spoke",
    name: "the hub does not share its gateway",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { vnets: [spoke, hub({ allowGatewayTransit: false })] } }),
    findings: ["spoke-cannot-use-hub blocking"],
    evidence: "to-app-vnet: allowGatewayTransit is off",
  },
  {
    check: "spoke",
    name: "the peering is not connected",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: { vnets: [spoke, hub({ allowGatewayTransit: true, peeringState: "Disconnected" })] },
    }),
    findings: ["spoke-cannot-use-hub blocking"],
    evidence: "Disconnected",
  },
  {
    check: "spoke",
    name: "the hub cannot be seen",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { vnets: [spoke] } }),
    findings: ["spoke-hub-out-of-sight blocking"],
  },
  {
    check: "spoke",
    name: "the spoke is planned with its hub",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { vnets: [spoke, hub({ allowGatewayTransit: true })] } }),
    findings: [],
    notes: ["spoke-uses-hub"],
  },
  {
    check: "spoke",
    name: "a peered VNet has a gateway that is not used",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        vnets: [aVnet({ peerings: [aPeering("hub-vnet")] }), hub({})],
        gateways: [aGateway({ name: "hub-gateway", vnetId: vnetIdOf("hub-vnet") })],
      },
    }),
    findings: ["spoke-without-remote-gateway warning"],
  },
  {
    check: "spoke",
    name: "a spoke of another subscription cannot be read",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        vnets: [aVnet({ peerings: [aPeering("far", { allowGatewayTransit: true, remotePrefixes: ["10.7.0.0/20"] })] })],
      },
    }),
    findings: ["spoke-out-of-sight warning"],
    evidence: "10.7.0.0/20",
  },
  {
    check: "gateway-subnet",
    name: "the VNet has no room",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        vnets: [aVnet({ addressPrefixes: ["10.1.0.0/24"], subnets: [aSubnet({ prefixes: ["10.1.0.0/24"] })] })],
      },
    }),
    findings: ["gateway-subnet-no-room blocking"],
  },
  {
    check: "gateway-subnet",
    name: "the VNet has room for a /28 only",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        vnets: [
          aVnet({
            addressPrefixes: ["10.1.0.0/27"],
            subnets: [aSubnet({ prefixes: ["10.1.0.0/28"] })],
          }),
        ],
      },
    }),
    findings: ["gateway-subnet-small warning"],
    evidence: "10.1.0.16/28",
  },
  {
    check: "gateway-subnet",
    name: "the GatewaySubnet is too small",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: { vnets: [aVnet({ subnets: [aSubnet({ name: "GatewaySubnet", prefixes: ["10.1.0.0/30"] })] })] },
    }),
    findings: ["gateway-subnet-too-small blocking"],
  },
  {
    check: "gateway-subnet",
    name: "the GatewaySubnet has a default route",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        vnets: [
          aVnet({
            subnets: [{ ...withRoutes([viaFirewall]), name: "GatewaySubnet", prefixes: ["10.1.0.0/27"] }],
          }),
        ],
      },
    }),
    findings: ["gateway-subnet-not-clean blocking"],
  },
  {
    check: "fast-path",
    name: "a route table on GatewaySubnet would be skipped",
    request: aBringingRequest({ fastPath: true }),
    facts: broughtNetworks({
      azure: {
        vnets: [
          aVnet({
            subnets: [
              {
                ...withRoutes([{ ...viaFirewall, addressPrefix: "10.1.0.0/24" }]),
                name: "GatewaySubnet",
                prefixes: ["10.1.255.0/27"],
              },
            ],
          }),
        ],
        gateways: [aGateway({ sku: "ErGw3AZ" })],
      },
    }),
    findings: ["fast-path-skips-route-table blocking"],
  },
  {
    check: "fast-path",
    name: "spokes do not gain from it",
    request: aBringingRequest({ fastPath: true, vnet: { use: "hub-vnet" } }),
    facts: broughtNetworks({
      azure: {
        vnets: [spoke, hub({ allowGatewayTransit: true })],
        gateways: [aGateway({ sku: "ErGw3AZ", vnetId: vnetIdOf("hub-vnet") })],
      },
    }),
    findings: ["fast-path-not-for-spokes warning"],
  },
  {
    check: "user-routes",
    name: "a firewall is passed by",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { vnets: [aVnet({ subnets: [withRoutes([viaFirewall])] })] } }),
    findings: ["firewall-bypassed warning"],
    evidence: "subnet app",
  },
  {
    check: "user-routes",
    name: "a subnet does not learn routes",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { vnets: [aVnet({ subnets: [withRoutes([], false)] })] } }),
    findings: ["propagation-off warning"],
  },
  {
    check: "user-routes",
    name: "only the way there passes the firewall",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        vnets: [aVnet({ subnets: [withRoutes([{ ...viaFirewall, addressPrefix: "10.20.0.0/16" }])] })],
      },
    }),
    findings: ["one-sided-route warning"],
  },
];
