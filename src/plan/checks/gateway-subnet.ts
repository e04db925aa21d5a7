import { cidrOf } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import type { VnetFacts, VnetSubnetFacts } from "../../domain/network-facts.ts";
import { gatewaySubnetOf, LEAST_LENGTH, planGatewaySubnet, WANTED_LENGTH } from "../gateway-subnet.ts";
import { blocking, type PlanCheck, warning } from "../question.ts";

/** A brought VNet has a usable GatewaySubnet, or room for one. Address spaces are never extended. */
export const gatewaySubnetCheck: PlanCheck = {
  id: "gateway-subnet",
  title: "There is room for the gateway",
  run({ choice }) {
    const { vnet, gateway } = choice.azure;
    if (vnet === undefined || gateway !== undefined) return [];
    const existing = gatewaySubnetOf(vnet);
    const planned = planGatewaySubnet(vnet);
    return [
      ...(planned === undefined ? [noRoom(vnet)] : sizeOf(vnet, planned)),
      ...(existing === undefined ? [] : hygiene(existing)),
    ];
  },
};

function noRoom(vnet: VnetFacts): Finding {
  return blocking({
    code: "gateway-subnet-no-room",
    side: "azure",
    field: "vnet",
    cause: `The VNet ${vnet.name} has no free space for a GatewaySubnet; a /27 is wanted, a /29 is the least.`,
    evidence: [
      `address space: ${vnet.addressPrefixes.join(", ")}`,
      `subnets: ${vnet.subnets.flatMap(({ prefixes }) => prefixes).join(", ")}`,
    ],
    remedy: "Free a /27, or extend the VNet's address space and re-sync its peerings; the bot does not do that itself.",
    owner: "network team",
  });
}

function sizeOf(vnet: VnetFacts, { create, prefix }: { create: boolean; prefix: string }): readonly Finding[] {
  const length = cidrOf(prefix)?.length;
  if (length === undefined || length <= WANTED_LENGTH) return [];
  const tooSmall = length > LEAST_LENGTH;
  const make = tooSmall ? blocking : warning;
  return [
    make({
      code: tooSmall ? "gateway-subnet-too-small" : "gateway-subnet-small",
      side: "azure",
      field: "vnet",
      cause: create
        ? `The VNet ${vnet.name} has room for a /${length} GatewaySubnet only; /27 is advised.`
        : `The GatewaySubnet of ${vnet.name} is a /${length}; ${tooSmall ? "/29 is the least that works" : "/27 is advised"}.`,
      evidence: [`GatewaySubnet: ${prefix}`],
      remedy: "Make room for a /27, or take another VNet; a small one limits later circuits and a second gateway.",
      owner: "network team",
    }),
  ];
}

function hygiene(subnet: VnetSubnetFacts): readonly Finding[] {
  const { networkSecurityGroupId, routeTable } = subnet;
  const routes = (routeTable?.routes ?? []).filter(({ addressPrefix }) => addressPrefix === "0.0.0.0/0");
  const evidence = [
    ...(networkSecurityGroupId === undefined ? [] : [`network security group: ${networkSecurityGroupId}`]),
    ...routes.map(({ nextHopType }) => `route 0.0.0.0/0 to ${nextHopType}`),
    ...(routeTable?.propagatesBgp === false ? ["route table: BGP propagation off"] : []),
  ];
  if (evidence.length === 0) return [];
  return [
    blocking({
      code: "gateway-subnet-not-clean",
      side: "azure",
      field: "vnet",
      cause: "The GatewaySubnet carries what a gateway cannot work with.",
      evidence,
      remedy: "Take the security group, the default route and the switched-off propagation off GatewaySubnet.",
      owner: "network team",
    }),
  ];
}
