import type { Finding } from "../../domain/finding.ts";
import { allowsFastPath } from "../../domain/gateway-skus.ts";
import { gatewaySubnetOf } from "../gateway-subnet.ts";
import { blocking, type PlanCheck, type PlanQuestion, warning } from "../question.ts";
import { found } from "../readings.ts";

/**
 * FastPath works with this gateway, and what it skips on provider circuits (peered VNets, private endpoints, route
 * tables on GatewaySubnet) is known.
 *
 * @see https://learn.microsoft.com/azure/expressroute/about-fastpath
 */
export const fastPathCheck: PlanCheck = {
  id: "fast-path",
  title: "FastPath can work where it is asked for",
  run: (question) =>
    question.request.fastPath ? [...size(question), ...skippedRoutes(question), ...skippedSpokes(question)] : [],
};

function size({ choice }: PlanQuestion): readonly Finding[] {
  const { sku, gateway } = choice.azure;
  const minScaleUnits = found(gateway)?.minScaleUnits;
  if (sku === undefined || allowsFastPath(sku, minScaleUnits)) return [];
  return [
    blocking({
      code: "fast-path-size",
      side: "azure",
      field: "fastpath",
      cause: `A gateway of size ${sku} cannot do FastPath.`,
      evidence: [
        `size: ${sku}`,
        ...(sku === "ErGwScale" ? [`least scale units: ${minScaleUnits ?? "unknown"}, 10 are needed`] : []),
      ],
      remedy: "Take ErGw3AZ, or an ErGwScale that never goes below 10 units, or leave FastPath out.",
      owner: "requester",
    }),
  ];
}

function skippedRoutes({ choice }: PlanQuestion): readonly Finding[] {
  const subnet = choice.azure.vnet && gatewaySubnetOf(choice.azure.vnet);
  const routes = subnet?.routeTable?.routes ?? [];
  if (subnet?.routeTableId === undefined || routes.length === 0) return [];
  return [
    blocking({
      code: "fast-path-skips-route-table",
      side: "azure",
      field: "fastpath",
      cause: "FastPath would skip the route table on GatewaySubnet, and with it whatever its routes lead through.",
      evidence: [
        `route table: ${subnet.routeTableId}`,
        ...routes.slice(0, 5).map(({ addressPrefix, nextHopType }) => `${addressPrefix} to ${nextHopType}`),
      ],
      remedy: "Leave FastPath out, or take the route table off GatewaySubnet knowing what it is there for.",
      owner: "network team",
    }),
  ];
}

function skippedSpokes({ choice }: PlanQuestion): readonly Finding[] {
  const { spokes } = choice.azure;
  if (spokes.length === 0) return [];
  return [
    warning({
      code: "fast-path-not-for-spokes",
      side: "azure",
      field: "fastpath",
      cause:
        "On a provider's circuit FastPath does not reach peered VNets; traffic of the spokes still passes the gateway.",
      evidence: spokes.map(({ name }) => `spoke: ${name}`),
      remedy: "Nothing to do; expect the gain only for the hub's own addresses.",
      owner: "network team",
    }),
  ];
}
