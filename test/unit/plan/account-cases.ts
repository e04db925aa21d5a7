import { aVnet, broughtNetworks } from "../../builders/brought-networks.ts";
import { anEnvironment, subscriptionId } from "../../builders/environment.ts";
import { networkFacts, unread } from "../../builders/network-facts.ts";
import { aBringingRequest, aRequest } from "../../builders/request.ts";
import type { CheckCase } from "./check-cases.ts";

const inGroup = anEnvironment({ azure: { ...anEnvironment().azure, resourceGroup: "net-rg" } });
const paid = anEnvironment({ policy: { ...anEnvironment().policy, maxMonthlyCost: 500 } });
const frankfurtAtOci = anEnvironment({ oci: { ...anEnvironment().oci, region: "eu-frankfurt-1" } });

const prices = {
  currency: "EUR",
  date: "2026-11-21",
  items: { "circuit/1000/Standard/MeteredData": 400, "gateway/ErGw1AZ": 130, "virtual-circuit/1000": 200 },
};

/** Cases of rights, offers, limits and cost. */
export const accountCases: readonly CheckCase[] = [
  {
    check: "readings",
    name: "VNets cannot be read",
    facts: networkFacts({ azure: { vnets: unread("forbidden by Azure") } }),
    findings: ["azure-unreadable blocking"],
    evidence: "forbidden by Azure",
  },
  {
    check: "readings",
    name: "locks cannot be read",
    facts: networkFacts({ azure: { locks: unread() } }),
    findings: ["azure-unreadable warning"],
  },
  {
    check: "readings",
    name: "OCI's DRGs cannot be read",
    facts: networkFacts({ oci: { drgs: unread() } }),
    findings: ["oci-unreadable blocking"],
  },
  {
    check: "name",
    name: "the name is taken",
    reservations: [{ uid: "u1", name: "erp", environment: "prod", slash30s: [] }],
    findings: ["name-taken blocking"],
    evidence: "u1",
  },
  {
    check: "subscriptions",
    name: "the provider is not registered",
    facts: networkFacts({ azure: { registrationState: "NotRegistered" } }),
    findings: ["azure-provider-not-registered blocking"],
  },
  {
    check: "subscriptions",
    name: "the region is not subscribed",
    facts: networkFacts({ oci: { subscribedRegions: ["us-ashburn-1"] } }),
    findings: ["oci-region-not-subscribed blocking"],
    evidence: "us-ashburn-1",
  },
  {
    check: "permissions",
    name: "a right is missing",
    facts: networkFacts({
      azure: {
        permissions: [{ actions: ["*"], notActions: ["Microsoft.Network/expressRouteCircuits/WRITE"] }],
      },
    }),
    findings: ["azure-permission-missing blocking"],
    evidence: "missing: Microsoft.Network/expressRouteCircuits/write",
  },
  {
    check: "permissions",
    name: "there are no rights at all",
    facts: networkFacts({ azure: { permissions: [] } }),
    findings: ["azure-permission-missing blocking"],
  },
  {
    check: "resource-group",
    name: "the environment's group is gone",
    environment: inGroup,
    findings: ["resource-group-not-found blocking"],
  },
  {
    check: "locks",
    name: "the subscription is read-only",
    facts: networkFacts({
      azure: { locks: [{ name: "freeze", level: "ReadOnly", scope: `/subscriptions/${subscriptionId}` }] },
    }),
    findings: ["azure-lock-read-only blocking"],
    evidence: "freeze",
  },
  {
    check: "locks",
    name: "the VNet's group cannot be deleted from",
    request: aBringingRequest(),
    facts: broughtNetworks({
      azure: {
        locks: [
          { name: "keep", level: "CanNotDelete", scope: `/subscriptions/${subscriptionId}/resourceGroups/APP-RG` },
          { name: "other", level: "ReadOnly", scope: `/subscriptions/${subscriptionId}/resourceGroups/app-rg2` },
        ],
      },
    }),
    findings: ["azure-lock-no-delete warning"],
  },
  {
    check: "region-pair",
    name: "Azure does not offer the place today",
    facts: networkFacts({ azure: { oracleOffer: { peeringLocations: ["Tokyo"], bandwidthsMbps: [1000] } } }),
    findings: ["peering-location-not-offered blocking"],
    evidence: "Tokyo",
  },
  {
    check: "region-pair",
    name: "Azure does not name Oracle at all",
    facts: networkFacts({ azure: { oracleOffer: undefined } }),
    findings: ["peering-location-not-offered blocking"],
  },
  {
    check: "region-pair",
    name: "OCI does not offer Azure",
    facts: networkFacts({ oci: { azureProviderService: undefined } }),
    findings: ["oci-provider-not-offered blocking"],
  },
  {
    check: "region-pair",
    name: "the regions are no pair, and the place is given",
    environment: { ...frankfurtAtOci, peeringLocation: "London" },
    facts: networkFacts({ oci: { subscribedRegions: ["eu-frankfurt-1"] } }),
    findings: ["regions-not-paired warning"],
  },
  {
    check: "bandwidth",
    name: "Azure does not sell it",
    request: aRequest({ bandwidthMbps: 10_000, gateway: { create: { sku: "ErGw3AZ" } } }),
    facts: networkFacts({ azure: { oracleOffer: { peeringLocations: ["London"], bandwidthsMbps: [1000, 2000] } } }),
    findings: ["azure-bandwidth-not-offered blocking"],
    evidence: "1 Gbps, 2 Gbps",
  },
  {
    check: "bandwidth",
    name: "OCI does not sell it",
    facts: networkFacts({ oci: { azureProviderService: { id: "p", bandwidthsMbps: [2000] } } }),
    findings: ["oci-bandwidth-not-offered blocking"],
  },
  {
    check: "circuit-tier",
    name: "a Local circuit and a VNet elsewhere",
    request: aBringingRequest({ tier: "Local" }),
    facts: broughtNetworks({ azure: { vnets: [aVnet({ location: "westeurope" })] } }),
    findings: ["tier-does-not-reach blocking"],
  },
  {
    check: "circuit-tier",
    name: "a Standard circuit and a VNet on another continent",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { vnets: [aVnet({ location: "eastus" })] } }),
    findings: ["tier-does-not-reach blocking"],
  },
  {
    check: "circuit-tier",
    name: "a Standard circuit and a region nobody knows",
    request: aBringingRequest(),
    facts: broughtNetworks({ azure: { vnets: [aVnet({ location: "moonbase" })] } }),
    findings: ["tier-reach-unsure warning"],
  },
  {
    check: "quotas",
    name: "no public IP is left",
    facts: networkFacts({ azure: { usages: [{ name: "PublicIPAddresses", current: 20, limit: 20 }] } }),
    findings: ["azure-quota-used-up blocking"],
    evidence: "PublicIPAddresses: 20 of 20",
  },
  {
    check: "cost",
    name: "no price is known",
    findings: [],
    notes: ["cost-unknown"],
  },
  {
    check: "cost",
    name: "no price is known and there is a limit",
    environment: paid,
    findings: ["cost-unknown blocking"],
  },
  {
    check: "cost",
    name: "it costs more than the limit",
    environment: paid,
    prices,
    findings: ["cost-above-limit blocking"],
    evidence: "2026-11-21",
  },
];
