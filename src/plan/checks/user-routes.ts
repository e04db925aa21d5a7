import { type Cidr, cidrsOf, contains } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import type { UserRouteFacts, VnetFacts, VnetSubnetFacts } from "../../domain/network-facts.ts";
import { GATEWAY_SUBNET, gatewaySubnetOf } from "../gateway-subnet.ts";
import { type PlanCheck, type PlanQuestion, warning } from "../question.ts";
import { sameId } from "../readings.ts";

/**
 * What Azure's own route tables do to traffic with OCI. Routes learnt by BGP are longer than a default route, so a
 * firewall behind the default is passed by; a subnet that learns nothing has no way at all.
 */
export const userRoutesCheck: PlanCheck = {
  id: "user-routes",
  title: "Azure's route tables let traffic take the link both ways",
  run(question) {
    const subnets = workloadSubnets(question);
    const vcn = cidrsOf(question.reach.ociShowsAzure);
    return [...bypassed(subnets), ...deaf(subnets, vcn), ...oneSided(question, subnets, vcn)];
  },
};

function workloadSubnets({ choice }: PlanQuestion): readonly VnetSubnetFacts[] {
  const vnets: readonly VnetFacts[] = [choice.azure.vnet, ...choice.azure.spokes.map(({ facts }) => facts)].filter(
    (vnet) => vnet !== undefined,
  );
  return vnets.flatMap(({ subnets }) => subnets).filter(({ name }) => !sameId(name, GATEWAY_SUBNET));
}

function bypassed(subnets: readonly VnetSubnetFacts[]): readonly Finding[] {
  const behind = subnets.filter(({ routeTable }) =>
    (routeTable?.routes ?? []).some(
      ({ addressPrefix, nextHopType }) => addressPrefix === "0.0.0.0/0" && nextHopType === "VirtualAppliance",
    ),
  );
  const learning = behind.filter(({ routeTable }) => routeTable?.propagatesBgp === true);
  if (learning.length === 0) return [];
  return [
    warning({
      code: "firewall-bypassed",
      side: "azure",
      field: "vnet",
      cause: "Traffic to OCI will bypass the firewall behind the VNet's default route.",
      evidence: learning.map(({ name }) => `subnet ${name}: 0.0.0.0/0 to VirtualAppliance, BGP routes are longer`),
      remedy: "If it has to pass the firewall, add a route for each OCI prefix there, and its twin on GatewaySubnet.",
      owner: "network team",
    }),
  ];
}

function deaf(subnets: readonly VnetSubnetFacts[], vcn: readonly Cidr[]): readonly Finding[] {
  const cut = subnets.filter(
    ({ routeTable }) => routeTable?.propagatesBgp === false && !vcn.every((cidr) => isRouted(routeTable.routes, cidr)),
  );
  if (cut.length === 0) return [];
  return [
    warning({
      code: "propagation-off",
      side: "azure",
      field: "vnet",
      cause: "Subnets that do not take routes learnt by BGP will have no route to OCI.",
      evidence: cut.map(
        ({ name, routeTableId }) => `subnet ${name}: propagation off in ${routeTableId ?? "its route table"}`,
      ),
      remedy: "Switch on propagation of gateway routes in the named route tables, or add routes for the OCI prefixes.",
      owner: "network team",
    }),
  ];
}

/** A default route through an appliance reaches nothing that nobody told the appliance about, so it does not count. */
function isRouted(routes: readonly UserRouteFacts[], cidr: Cidr): boolean {
  return cidrsOf(routes.map(({ addressPrefix }) => addressPrefix)).some(
    (route) => route.length > 0 && contains(route, cidr),
  );
}

function oneSided(
  { choice }: PlanQuestion,
  subnets: readonly VnetSubnetFacts[],
  vcn: readonly Cidr[],
): readonly Finding[] {
  const back = choice.azure.vnet && gatewaySubnetOf(choice.azure.vnet);
  const backRoutes = cidrsOf(viaAppliance(back).map(({ addressPrefix }) => addressPrefix));
  const lonely = subnets.filter((subnet) => {
    const there = cidrsOf(viaAppliance(subnet).map(({ addressPrefix }) => addressPrefix));
    const steered = vcn.some((cidr) => there.some((route) => route.length > 0 && contains(route, cidr)));
    return steered && !cidrsOf(subnet.prefixes).every((prefix) => backRoutes.some((route) => contains(route, prefix)));
  });
  if (lonely.length === 0) return [];
  return [
    warning({
      code: "one-sided-route",
      side: "azure",
      field: "vnet",
      cause: "Traffic to OCI is sent through an appliance, but the way back is not; stateful firewalls drop that.",
      evidence: lonely.map(({ name, prefixes }) => `subnet ${name} (${prefixes.join(", ")}): no twin on GatewaySubnet`),
      remedy: "Add on GatewaySubnet, for each of these subnets, a route for its prefix to the same appliance.",
      owner: "network team",
    }),
  ];
}

function viaAppliance(subnet: VnetSubnetFacts | undefined): readonly UserRouteFacts[] {
  return (subnet?.routeTable?.routes ?? []).filter(({ nextHopType }) => nextHopType === "VirtualAppliance");
}
