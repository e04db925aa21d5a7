import {
  aSubnet,
  aVcn,
  aVcnSubnet,
  aVnet,
  broughtNetworks,
  connectedNetworks,
  vcnId,
} from "../../builders/brought-networks.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { aBringingRequest, aRequest } from "../../builders/request.ts";
import type { CheckCase } from "./check-cases.ts";

/** Cases of addresses: networks, the two /30s, what is open, and paths of today. */
export const addressCases: readonly CheckCase[] = [
  {
    check: "network-overlap",
    name: "the new VNet overlaps the VCN",
    request: aRequest({ vnet: { create: { addressPrefix: "10.20.8.0/21" } } }),
    findings: ["networks-overlap blocking"],
    evidence: "OCI: 10.20.0.0/20",
  },
  {
    check: "network-overlap",
    name: "a new range is reserved",
    environment: anEnvironment({ reservedPrefixes: ["10.20.0.0/16"] }),
    findings: ["range-reserved blocking"],
  },
  {
    check: "slash30-validity",
    name: "the pool is used up",
    environment: anEnvironment({ peeringPool: "10.255.0.0/30" }),
    findings: ["slash30-pool-used-up blocking"],
  },
  {
    check: "slash30-validity",
    name: "a /29 is given",
    request: aRequest({ slash30s: { primary: "10.254.0.0/29", secondary: "10.254.1.0/30" } }),
    findings: ["slash30-invalid blocking"],
  },
  {
    check: "slash30-validity",
    name: "the same /30 is given twice",
    request: aRequest({ slash30s: { primary: "10.254.0.0/30", secondary: "10.254.0.0/30" } }),
    findings: ["slash30-twice blocking"],
  },
  {
    check: "slash30-validity",
    name: "a public /30 is given",
    request: aRequest({ slash30s: { primary: "8.8.8.0/30", secondary: "10.254.1.0/30" } }),
    findings: ["slash30-not-private blocking"],
  },
  {
    check: "slash30-validity",
    name: "a /30 that Azure keeps for itself is given",
    request: aRequest({ slash30s: { primary: "169.254.255.0/30", secondary: "169.254.1.0/30" } }),
    findings: ["slash30-azure-reserved warning"],
  },
  {
    check: "slash30-overlap",
    name: "a given /30 lies in the VCN and another one is in use",
    request: aRequest({ slash30s: { primary: "10.20.0.0/30", secondary: "10.254.0.0/30" } }),
    reservations: [{ uid: "u2", name: "crm", environment: "prod", slash30s: ["10.254.0.0/30"] }],
    findings: ["slash30-overlaps blocking", "slash30-overlaps blocking"],
    evidence: "reserved for the interconnect crm",
  },
  {
    check: "slash30-overlap",
    name: "a given /30 is another circuit's",
    request: aBringingRequest({
      slash30s: { primary: "192.168.7.4/30", secondary: "10.254.0.0/30" },
      accepts: ["traffic-will-move"],
    }),
    facts: connectedNetworks("192.168.7.2/30"),
    findings: ["slash30-overlaps blocking", "traffic-will-move warning"],
    evidence: "the circuit old-circuit",
  },
  {
    check: "broad-prefixes",
    name: "the VNet claims a whole private range",
    request: aBringingRequest({ vcn: { use: "app-vcn" } }),
    environment: anEnvironment({ peeringPool: "192.168.255.0/24" }),
    facts: broughtNetworks({
      azure: { vnets: [aVnet({ addressPrefixes: ["10.0.0.0/8"], subnets: [aSubnet({ prefixes: ["10.1.0.0/24"] })] })] },
      oci: {
        vcns: [aVcn({ cidrs: ["172.16.0.0/20"] })],
        subnets: { [vcnId]: [aVcnSubnet({ cidr: "172.16.0.0/24" })] },
      },
    }),
    findings: ["prefix-too-broad blocking"],
    evidence: "10.0.0.0/8",
  },
  {
    check: "broad-prefixes",
    name: "the VCN has public addresses",
    request: aRequest({ vcn: { create: { cidr: "130.1.0.0/20" } } }),
    findings: ["prefix-not-private warning"],
  },
  {
    check: "existing-paths",
    name: "a circuit joins the two already",
    request: aBringingRequest(),
    facts: connectedNetworks("192.168.7.2/30"),
    findings: ["traffic-will-move blocking"],
    evidence: "circuit old-circuit to virtual circuit old-vc",
  },
  {
    check: "existing-paths",
    name: "both sides have ways out that may meet",
    request: aBringingRequest(),
    facts: connectedNetworks("172.30.0.2/30"),
    findings: ["traffic-will-move blocking"],
    evidence: "OCI: DRG attachment VIRTUAL_CIRCUIT",
  },
  {
    check: "azure-default-rule",
    name: "a subnet admits the VCN",
    request: aBringingRequest(),
    facts: broughtNetworks(),
    findings: [],
    notes: ["azure-subnets-open"],
  },
];
