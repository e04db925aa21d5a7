import type { ServiceKeyRef } from "../../src/chat/card.ts";
import type { Finding, VerdictReport } from "../../src/domain/finding.ts";
import { interconnectUid, personId } from "../../src/domain/ids.ts";
import type { Plan } from "../../src/domain/plan.ts";

/** Who asks, who decides, and the group that may; as the simulated Slack workspace knows them. */
export const dana = personId("slack:T0CONTOSO/U0DANA");
export const alex = personId("slack:T0CONTOSO/U0ALEX");
export const approvers = "slack:T0CONTOSO/S0APPROVERS";

/** Stands for the service key of erp's circuit, for the readers of its thread; no seal of any installation fits it. */
export const aKeyRef: ServiceKeyRef = {
  environment: "prod",
  circuitId: "/circuits/erp",
  readers: ["slack/C0NET", dana],
  seal: "sealed",
};

/** A valid plan of a link between a new VNet with a new gateway and an existing VCN. */
export function aPlan(more: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    uid: interconnectUid("k3x9q2m7ab"),
    name: "erp",
    environment: "prod",
    requester: dana,
    reason: "E-Business Suite cut-over, change 4711",
    bandwidthMbps: 1000,
    peeringLocation: "London",
    primary: { cidr: "10.255.0.0/30", oracleIp: "10.255.0.1", microsoftIp: "10.255.0.2" },
    secondary: { cidr: "10.255.0.4/30", oracleIp: "10.255.0.5", microsoftIp: "10.255.0.6" },
    azure: {
      tenantId: "11111111-1111-1111-1111-111111111111",
      subscriptionId: "22222222-2222-2222-2222-222222222222",
      location: "uksouth",
      resourceGroup: { create: true, name: "ic-erp-k3x9q2m7ab" },
      circuit: { name: "erp-k3x9q2m7ab-circuit", tier: "Standard", family: "MeteredData" },
      vnet: {
        create: true,
        name: "erp-k3x9q2m7ab-vnet",
        resourceGroup: "ic-erp-k3x9q2m7ab",
        addressPrefixes: ["10.1.0.0/16"],
      },
      gatewaySubnet: { create: true, prefix: "10.1.0.0/27" },
      publicIp: { name: "erp-k3x9q2m7ab-ip", zones: ["1", "2", "3"] },
      gateway: { create: true, name: "erp-k3x9q2m7ab-gateway", resourceGroup: "ic-erp-k3x9q2m7ab", sku: "ErGw1AZ" },
      connection: { name: "erp-k3x9q2m7ab-connection", fastPath: false },
    },
    oci: {
      tenancyId: "ocid1.tenancy.oc1..aaaa",
      region: "uk-london-1",
      compartmentId: "ocid1.compartment.oc1..bbbb",
      vcn: { create: false, name: "app-vcn", id: "ocid1.vcn.oc1..cccc", cidrs: ["10.20.0.0/20"] },
      drg: { create: true, name: "erp-k3x9q2m7ab-drg" },
      attachment: { create: true, name: "erp-k3x9q2m7ab-attachment" },
      virtualCircuit: { name: "erp-k3x9q2m7ab-vc" },
      routeTables: [{ id: "ocid1.routetable.oc1..dddd", name: "rt-app" }],
    },
    reach: { ociShowsAzure: ["10.20.0.0/20"], azureShowsOci: ["10.1.0.0/16"], beyond: [], openSubnets: 0 },
    activate: "now",
    serviceKey: "thread",
    accepts: [],
    policyVersion: "p1",
    cost: {
      currency: "GBP",
      perMonth: 612.4,
      pricesOf: "2026-11-21",
      items: [
        { name: "Circuit 1 Gbps, Standard, metered", perMonth: 330 },
        { name: "Gateway ErGw1AZ", perMonth: 282.4 },
      ],
    },
    ...more,
  };
}

export function aFinding(more: Partial<Finding> = {}): Finding {
  return {
    code: "firewall-bypassed",
    severity: "warning",
    side: "azure",
    field: "vnet",
    cause: "Traffic to OCI will bypass the firewall behind the VNet's default route.",
    evidence: ["subnet app: 0.0.0.0/0 to 10.1.0.4"],
    remedy: "Add a route for 10.20.0.0/20 to the firewall if it must see this traffic.",
    owner: "network team",
    ...more,
  };
}

export function aReport(more: Partial<VerdictReport> = {}): VerdictReport {
  return {
    verdict: "healthy",
    checks: [
      { id: "circuit", title: "Circuit", state: "passed", evidence: "Enabled, Provisioned" },
      { id: "arp-primary", title: "ARP, primary path", state: "passed", evidence: "On-Prem 10.255.0.1 aaaa.bbbb.cc01" },
    ],
    findings: [],
    factsAt: Date.UTC(2026, 10, 22, 14, 36),
    counts: { ociPrefixesInAzure: 3, azurePrefixesInOci: 2 },
    ...more,
  };
}
