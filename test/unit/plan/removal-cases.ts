import { azureIds } from "../../../src/steps/graph-row.ts";
import { aGateway, aPeering, aSubnet, aVnet } from "../../builders/brought-networks.ts";
import { known, unread } from "../../builders/network-facts.ts";
import { aPlan } from "../../builders/plan.ts";
import {
  builtOfPlan,
  ownAttachments,
  ownRule,
  type RemovalChanges,
  removalFacts,
} from "../../builders/removal-facts.ts";
import type { RemovalCase } from "./removal-case.ts";

const plan = aPlan();
const ids = azureIds(plan);
const vcnId = plan.oci.vcn.id ?? "";
const [ownConnection] = connections();
const underGateway = ["azure.gateway", "azure.public-ip", "azure.resource-group", "azure.vnet"];

function connections() {
  const { networks } = removalFacts();
  return networks.azure.connections.known ? networks.azure.connections.value : [];
}

const otherConnection = { ...ownConnection, id: "/c/other", name: "other", connectionType: "ExpressRoute" };
const onGateway = { ...otherConnection, gatewayId: ids.gateway, circuitId: "/circuits/other" };
const onCircuit = { ...otherConnection, gatewayId: "/gateways/other", circuitId: ids.circuit };
const ours = connections();

/** The plan's own VNet and what people put into it. */
const vnetWith = (more: Partial<Parameters<typeof aVnet>[0]>) =>
  aVnet({ id: ids.vnet, name: plan.azure.vnet.name, subnets: [aSubnet({ name: "GatewaySubnet" })], ...more });

const vpn = aGateway({ name: "vpn", gatewayType: "Vpn", vnetId: ids.vnet });
const gateways = () => {
  const { networks } = removalFacts();
  return networks.azure.gateways.known ? networks.azure.gateways.value : [];
};

/** Brought VNet, own GatewaySubnet in it. */
const inBroughtVnet = aPlan({
  azure: {
    ...plan.azure,
    vnet: { ...plan.azure.vnet, create: false, name: "hub", id: ids.vnet, resourceGroup: "net-rg" },
  },
});
const madeSubnet = { ...builtOfPlan, "azure.gateway-subnet": { made: true } };

/** VCN and subnet of our own. */
const ownVcnPlan = aPlan({
  oci: {
    ...plan.oci,
    vcn: { create: true, name: "erp-vcn", cidrs: ["10.20.0.0/20"] },
    subnet: { name: "erp-subnet", cidr: "10.20.0.0/24" },
    routeTables: [{ name: "Default Route Table for erp-vcn" }],
  },
});
const ownVcn = "ocid1.vcn.oc1..made";
const ownSubnet = { id: "ocid1.subnet.oc1..made", name: "erp-subnet", cidr: "10.20.0.0/24", routeTableId: "rt" };
const ownTable = { id: "rt", displayName: "Default Route Table for erp-vcn", rules: [ownRule] };
const ociIds = { ...removalFacts().oci.ids, vcn: ownVcn, subnet: ownSubnet.id };
const ownVcnWith = (oci: NonNullable<RemovalChanges["networks"]>["oci"], more: RemovalChanges["oci"] = {}) => ({
  networks: { oci: { subnets: { [ownVcn]: [ownSubnet] }, routeTables: { [ownVcn]: [ownTable] }, ...oci } },
  oci: { ids: ociIds, ...more },
});

const noDelete = [{ actions: ["*"], notActions: ["Microsoft.Network/*/delete"] }];
const rates = (toOciBps: number) => ({
  lastHour: known({ toAzureBps: 0, toOciBps }),
  lastDay: known({ toAzureBps: 2_500, toOciBps }),
});
const silent = { lastHour: unread("no metrics"), lastDay: unread("no metrics") };

export const removalCases: readonly RemovalCase[] = [
  { check: "", name: "a link that nobody else uses", findings: [] },
  {
    check: "readings",
    name: "connections and subnets cannot be read",
    changes: { networks: { azure: { connections: unread("away") }, oci: { subnets: unread("no policy") } } },
    findings: ["azure-unreadable blocking", "oci-unreadable blocking"],
    evidence: "gateway connections: away",
  },
  {
    check: "readings",
    name: "neither locks nor rights can be read",
    changes: { networks: { azure: { locks: unread(), permissions: unread() } } },
    findings: ["azure-unreadable warning"],
    evidence: "locks: forbidden",
  },
  {
    check: "delete-rights",
    name: "the bot may not delete",
    changes: { networks: { azure: { permissions: noDelete } } },
    findings: ["azure-permission-missing blocking"],
    evidence: "missing: Microsoft.Network/expressRouteCircuits/delete",
  },
  {
    check: "locks",
    name: "a lock on the circuit's group",
    changes: { networks: { azure: { locks: [{ name: "keep", level: "CanNotDelete", scope: ids.resourceGroup }] } } },
    findings: ["azure-lock blocking"],
    evidence: "lock: keep (CanNotDelete)",
  },
  {
    check: "locks",
    name: "a read-only lock on a brought gateway, which the connection leaves",
    plan: aPlan({ azure: { ...plan.azure, gateway: { ...plan.azure.gateway, create: false } } }),
    changes: { networks: { azure: { locks: [{ name: "frozen", level: "ReadOnly", scope: ids.gateway }] } } },
    findings: ["azure-lock blocking"],
    evidence: "lock: frozen (ReadOnly)",
  },
  {
    check: "",
    name: "a lock on something else",
    changes: { networks: { azure: { locks: [{ name: "keep", level: "CanNotDelete", scope: `${ids.circuit}-2` }] } } },
    findings: [],
  },
  {
    check: "circuit-connections",
    name: "another gateway on the circuit",
    changes: { networks: { azure: { connections: [...ours, onCircuit] } } },
    findings: ["circuit-has-other-connections blocking"],
    evidence: "connection other: gateway other",
  },
  {
    check: "authorizations",
    name: "an authorization in use",
    changes: { azure: { circuitUse: known({ authorizations: [{ name: "lab", inUse: true }], globalReach: [] }) } },
    findings: ["circuit-has-authorizations blocking"],
    evidence: "authorization lab: in use",
  },
  {
    check: "authorizations",
    name: "an authorization that nobody uses, which Azure minds all the same",
    changes: { azure: { circuitUse: known({ authorizations: [{ name: "lab", inUse: false }], globalReach: [] }) } },
    findings: ["circuit-has-authorizations blocking"],
    evidence: "authorization lab: not used",
  },
  {
    check: "global-reach",
    name: "joined with a circuit on premises",
    changes: { azure: { circuitUse: known({ authorizations: [], globalReach: ["paris"] }) } },
    findings: ["circuit-global-reach blocking"],
    evidence: "Global Reach: paris",
  },
  {
    check: "shared-gateway",
    name: "another circuit on the gateway, which stays with all it stands on",
    changes: { networks: { azure: { connections: [...ours, onGateway] } } },
    findings: ["gateway-stays warning"],
    evidence: "connection other",
    keeps: underGateway,
  },
  {
    check: "shared-networks",
    name: "a subnet and a peering in the VNet",
    changes: {
      networks: {
        azure: {
          vnets: [
            vnetWith({ subnets: [aSubnet({ name: "GatewaySubnet" }), aSubnet()], peerings: [aPeering("spoke")] }),
          ],
        },
      },
    },
    findings: ["vnet-stays note"],
    evidence: "subnet app\npeering to-spoke",
    keeps: ["azure.resource-group", "azure.vnet"],
  },
  {
    check: "shared-networks",
    name: "a VPN gateway in the VNet",
    changes: { networks: { azure: { gateways: [...gateways(), vpn] } } },
    findings: ["vnet-stays note"],
    evidence: "Vpn gateway vpn",
    keeps: ["azure.resource-group", "azure.vnet"],
  },
  {
    check: "shared-networks",
    name: "a VPN gateway in the GatewaySubnet of a brought VNet",
    plan: inBroughtVnet,
    built: madeSubnet,
    changes: { networks: { azure: { gateways: [...gateways(), vpn] } } },
    findings: ["gateway-subnet-stays note"],
    evidence: "Vpn gateway vpn",
    keeps: ["azure.gateway-subnet"],
  },
  {
    check: "shared-networks",
    name: "something of others in the group",
    changes: { azure: { groupContents: known([ids.circuit.toUpperCase(), `${ids.vnet}-2`]) } },
    findings: ["resource-group-stays note"],
    evidence: "virtualNetworks erp-k3x9q2m7ab-vnet-2",
    keeps: ["azure.resource-group"],
  },
  {
    check: "shared-networks",
    name: "a VPN on the DRG",
    changes: {
      networks: {
        oci: {
          drgUses: [
            {
              drgId: "ocid1.drg.oc1..eeee",
              attachments: [
                ...ownAttachments(vcnId),
                {
                  id: "ocid1.drgattachment.oc1..vpn",
                  lifecycleState: "ATTACHED",
                  type: "IPSEC_TUNNEL",
                  networkId: "ocid1.ipsectunnel.oc1..vpn",
                  drgRouteTableId: undefined,
                },
              ],
            },
          ],
        },
      },
    },
    findings: ["drg-stays note"],
    evidence: "attachment of IPSEC_TUNNEL ocid1.ipsectunnel.oc1..vpn",
    keeps: ["oci.drg"],
  },
  {
    check: "shared-networks",
    name: "a rule of others that leads to the DRG",
    changes: {
      networks: {
        oci: {
          routeTables: {
            [vcnId]: [
              {
                id: "rt",
                displayName: "rt-app",
                rules: [ownRule, { ...ownRule, destination: "192.168.0.0/16", description: "on-premises" }],
              },
            ],
          },
        },
      },
    },
    findings: ["attachment-stays note", "drg-stays note"],
    evidence: "rule for 192.168.0.0/16 in rt-app",
    keeps: ["oci.drg", "oci.drg-attachment"],
  },
  {
    check: "shared-networks",
    name: "a machine in the subnet",
    plan: ownVcnPlan,
    changes: ownVcnWith({}, { subnetAddresses: known(["10.20.0.9 shop-1"]) }),
    findings: ["subnet-stays note"],
    evidence: "address 10.20.0.9 shop-1",
    keeps: ["oci.subnet", "oci.vcn"],
  },
  {
    check: "shared-networks",
    name: "a subnet, a route table and a way out in the VCN",
    plan: ownVcnPlan,
    changes: ownVcnWith({
      subnets: { [ownVcn]: [ownSubnet, { ...ownSubnet, id: "theirs", name: "db" }] },
      routeTables: {
        [ownVcn]: [
          {
            ...ownTable,
            rules: [ownRule, { destination: "0.0.0.0/0", networkEntityId: "nat", description: undefined }],
          },
          { id: "rt-2", displayName: "rt-db", rules: [] },
        ],
      },
    }),
    findings: ["vcn-stays note"],
    evidence: "subnet db\nroute table rt-db\nrule for 0.0.0.0/0 in Default Route Table for erp-vcn",
    keeps: ["oci.vcn"],
  },
  {
    check: "traffic",
    name: "traffic in the last hour",
    changes: { azure: { traffic: rates(1_234_000) } },
    findings: ["traffic-flowing warning"],
    evidence: "last day: 1.2 Mbps to OCI, 2.5 kbps to Azure on average",
  },
  {
    check: "traffic",
    name: "metrics that nobody shows",
    changes: { azure: { traffic: silent }, oci: { traffic: silent } },
    findings: ["traffic-unknown warning"],
    evidence: "no metrics",
  },
  {
    check: "",
    name: "metrics of OCI alone, with the sessions' own packets",
    changes: { azure: { traffic: silent }, oci: { traffic: rates(3_000) } },
    findings: [],
  },
  {
    check: "",
    name: "a link that never carried traffic, without metrics",
    carried: false,
    changes: { azure: { traffic: silent }, oci: { traffic: silent } },
    findings: [],
  },
];
