import { isAllowed } from "../arm-actions.ts";
import { blocking, type PlanCheck, type PlanQuestion } from "../question.ts";

/**
 * Changes and reads that go through Microsoft.Network, without the provider's name. The table reads of a peering are
 * left out: Microsoft's lists spell them now as `read`, now as `action`, and without them a link is built all the same.
 */
const always = [
  "expressRouteCircuits/read",
  "expressRouteCircuits/write",
  "expressRouteCircuits/delete",
  "expressRouteCircuits/join/action",
  "expressRouteCircuits/peerings/read",
  "virtualNetworkGateways/read",
  "connections/read",
  "connections/write",
  "connections/delete",
] as const;

const forNewGateway = [
  "virtualNetworkGateways/write",
  "virtualNetworkGateways/delete",
  "publicIPAddresses/read",
  "publicIPAddresses/write",
  "publicIPAddresses/delete",
  "publicIPAddresses/join/action",
  "virtualNetworks/subnets/read",
  "virtualNetworks/subnets/write",
  "virtualNetworks/subnets/delete",
  "virtualNetworks/subnets/join/action",
] as const;

const forNewVnet = ["virtualNetworks/write", "virtualNetworks/delete"] as const;
/** To take over what was made elsewhere. */
const forMarks = ["Microsoft.Resources/tags/write"] as const;
const forNewGroup = ["write", "delete"] as const;

/** The bot's identity may do everything the plan and its later removal need. Deny assignments are not seen here. */
export const permissionsCheck: PlanCheck = {
  id: "permissions",
  title: "The bot's Azure identity has the rights it needs",
  run(question) {
    const { permissions } = question.facts.azure;
    if (!permissions.known) return [];
    const missing = neededActions(question).filter((action) => !isAllowed(action, permissions.value));
    if (missing.length === 0) return [];
    return [
      blocking({
        code: "azure-permission-missing",
        side: "azure",
        field: "env",
        cause: "The bot's Azure identity lacks rights that this plan needs.",
        evidence: missing.map((action) => `missing: ${action}`),
        remedy: "Assign the bot's role to the identity on the subscription or the resource group, then ask again.",
        owner: "operator",
      }),
    ];
  },
};

/** ARM actions the plan needs, in Azure's spelling. */
function neededActions({ request, environment, choice }: PlanQuestion): readonly string[] {
  const network = [
    ...always,
    ...(choice.azure.gateway === undefined ? forNewGateway : []),
    ...("create" in request.vnet ? forNewVnet : []),
  ].map((action) => `Microsoft.Network/${action}`);
  const group = environment.azure.resourceGroup === undefined ? forNewGroup : [];
  return [
    ...network,
    ...group.map((action) => `Microsoft.Resources/subscriptions/resourceGroups/${action}`),
    ...(request.adopts === undefined ? [] : forMarks),
  ];
}
