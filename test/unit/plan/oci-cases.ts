import {
  aDrg,
  anAttachment,
  aRouteTable,
  attachedNetworks,
  aVcn,
  aVcnSubnet,
  broughtNetworks,
  drgId,
  vcnId,
} from "../../builders/brought-networks.ts";
import { aBringingRequest } from "../../builders/request.ts";
import type { CheckCase } from "./check-cases.ts";

const others = { id: "ocid1.vcn..other", name: "other-vcn", cidrs: ["10.30.0.0/20"] };

/** A DRG that a second VCN shares. */
const shared = attachedNetworks({
  oci: {
    vcns: [aVcn(), aVcn(others)],
    subnets: { [vcnId]: [aVcnSubnet()], [others.id]: [aVcnSubnet({ id: "s2", cidr: "10.30.1.0/24" })] },
    drgUses: [{ drgId, attachments: [anAttachment(), anAttachment({ id: "a2", networkId: others.id })] }],
  },
});

/** Cases of the OCI side: VCN, DRG, routes, security rules. */
export const ociCases: readonly CheckCase[] = [
  {
    check: "vcn",
    name: "the VCN is not there",
    request: aBringingRequest({ vcn: { use: "other-vcn" } }),
    facts: broughtNetworks(),
    findings: ["vcn-not-found blocking"],
  },
  {
    check: "vcn",
    name: "the VCN is being changed",
    request: aBringingRequest(),
    facts: broughtNetworks({ oci: { vcns: [aVcn({ lifecycleState: "UPDATING" })] } }),
    findings: ["vcn-not-available blocking"],
  },
  {
    check: "vcn",
    name: "the VCN has no subnet",
    request: aBringingRequest(),
    facts: broughtNetworks({ oci: { subnets: {} } }),
    findings: ["vcn-without-subnets warning"],
  },
  {
    check: "drg",
    name: "the DRG is not there",
    request: aBringingRequest({ drg: { use: "nobody" } }),
    facts: broughtNetworks(),
    findings: ["drg-not-found blocking"],
  },
  {
    check: "drg",
    name: "the VCN has a DRG and a new one is asked for",
    request: aBringingRequest({ drg: { create: true } }),
    facts: attachedNetworks(),
    findings: ["vcn-has-drg blocking"],
    evidence: drgId,
  },
  {
    check: "drg",
    name: "the DRG is a legacy one",
    request: aBringingRequest(),
    facts: attachedNetworks({ oci: { drgs: [aDrg({ upgraded: false })] } }),
    findings: ["drg-legacy blocking"],
  },
  {
    check: "drg",
    name: "the DRG is going away",
    request: aBringingRequest(),
    facts: attachedNetworks({ oci: { drgs: [aDrg({ lifecycleState: "TERMINATING" })] } }),
    findings: ["drg-not-available blocking"],
  },
  {
    check: "drg-routing",
    name: "the VCN's attachment has a table of its own",
    request: aBringingRequest(),
    facts: attachedNetworks({ oci: { vcnAttachments: [anAttachment({ table: "drgrt-custom" })] } }),
    findings: ["drg-custom-route-table blocking"],
    evidence: "drgrt-custom",
  },
  {
    check: "drg-routing",
    name: "that table is accepted",
    request: aBringingRequest({ accepts: ["drg-custom-route-table"] }),
    facts: attachedNetworks({ oci: { vcnAttachments: [anAttachment({ table: "drgrt-custom" })] } }),
    findings: ["drg-custom-route-table warning"],
  },
  {
    check: "route-tables",
    name: "the VCN has two route tables and none is named",
    request: aBringingRequest(),
    facts: broughtNetworks({
      oci: {
        subnets: {
          [vcnId]: [aVcnSubnet(), aVcnSubnet({ id: "s2", name: "db", cidr: "10.20.1.0/24", routeTableId: "rt-db" })],
        },
        routeTables: { [vcnId]: [aRouteTable(), aRouteTable({ id: "rt-db", displayName: "db-routes" })] },
      },
    }),
    findings: ["route-tables-not-chosen blocking"],
    evidence: "db-routes: db",
  },
  {
    check: "route-tables",
    name: "a table is named that is none",
    request: aBringingRequest({ routeTables: ["nobody"] }),
    facts: broughtNetworks(),
    findings: ["route-table-not-found blocking"],
  },
  {
    check: "route-tables",
    name: "a subnet is left out",
    request: aBringingRequest({ routeTables: ["app"] }),
    facts: broughtNetworks({
      oci: {
        subnets: {
          [vcnId]: [aVcnSubnet(), aVcnSubnet({ id: "s2", name: "db", cidr: "10.20.1.0/24", routeTableId: "rt-db" })],
        },
        routeTables: { [vcnId]: [aRouteTable(), aRouteTable({ id: "rt-db", displayName: "db-routes" })] },
      },
    }),
    findings: [],
    notes: ["subnets-without-route"],
  },
  {
    check: "route-rules",
    name: "the destination leads elsewhere already",
    request: aBringingRequest(),
    facts: broughtNetworks({
      oci: {
        routeTables: {
          [vcnId]: [
            aRouteTable({
              rules: [{ destination: "10.1.0.0/16", networkEntityId: "ocid1.privateip..fw", description: undefined }],
            }),
          ],
        },
      },
    }),
    findings: ["route-rule-conflict blocking"],
    evidence: "ocid1.privateip..fw",
  },
  {
    check: "route-rules",
    name: "a part of Azure leads elsewhere",
    request: aBringingRequest(),
    facts: broughtNetworks({
      oci: {
        routeTables: {
          [vcnId]: [
            aRouteTable({
              rules: [{ destination: "10.1.4.0/24", networkEntityId: "ocid1.privateip..fw", description: "x" }],
            }),
          ],
        },
      },
    }),
    findings: ["route-rule-detour warning"],
  },
  {
    check: "route-rules",
    name: "the table is full",
    request: aBringingRequest(),
    facts: broughtNetworks({
      oci: {
        routeTables: {
          [vcnId]: [
            aRouteTable({
              rules: Array.from({ length: 200 }, (_, index) => ({
                destination: `172.16.${index}.0/24`,
                networkEntityId: "ocid1.internetgateway..i",
                description: undefined,
              })),
            }),
          ],
        },
      },
    }),
    findings: ["route-table-nearly-full warning"],
  },
  {
    check: "shared-drg",
    name: "another VCN is on the DRG",
    request: aBringingRequest(),
    facts: shared,
    findings: ["shared-drg-exposes-others blocking"],
    evidence: "other-vcn: 10.30.1.0/24",
  },
  {
    check: "shared-drg",
    name: "that is accepted",
    request: aBringingRequest({ accepts: ["shared-drg-exposes-others"] }),
    facts: shared,
    findings: ["shared-drg-exposes-others warning"],
  },
  {
    check: "oci-security",
    name: "nothing from Azure is admitted",
    request: aBringingRequest(),
    facts: broughtNetworks(),
    findings: [],
    notes: ["oci-security-missing"],
  },
  {
    check: "oci-security",
    name: "everybody is admitted",
    request: aBringingRequest(),
    facts: broughtNetworks({
      oci: {
        securityRules: {
          [vcnId]: [
            { direction: "ingress", protocol: "6", peerCidr: "0.0.0.0/0", icmpType: undefined, icmpCode: undefined },
          ],
        },
      },
    }),
    findings: [],
    notes: ["oci-security-open"],
  },
];
