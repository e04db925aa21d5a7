import { describeCall } from "../../../../src/clouds/azure/arm-call.ts";

const origin = "https://management.azure.com";
const group = "/subscriptions/s/resourceGroups/links";
const network = `${group}/providers/Microsoft.Network`;

test.each([
  {
    name: "a read of one resource",
    method: "GET",
    path: `${network}/expressRouteCircuits/icb-1`,
    call: { mutating: false, operation: "Microsoft.Network/expressRouteCircuits/read", what: "read the circuit icb-1" },
  },
  {
    name: "a listing",
    method: "GET",
    path: "/subscriptions/s/providers/Microsoft.Network/virtualNetworks",
    call: { mutating: false, operation: "Microsoft.Network/virtualNetworks/read", what: "read the VNets" },
  },
  {
    name: "a write of a child",
    method: "PUT",
    path: `${network}/virtualNetworks/hub/subnets/GatewaySubnet`,
    call: {
      mutating: true,
      operation: "Microsoft.Network/virtualNetworks/subnets/write",
      what: "create or change the subnet GatewaySubnet",
    },
  },
  {
    name: "a removal of a resource group",
    method: "DELETE",
    path: group,
    call: {
      mutating: true,
      operation: "Microsoft.Resources/subscriptions/resourceGroups/delete",
      what: "remove the resource group links",
    },
  },
  {
    name: "a look at an operation",
    method: "GET",
    path: "/subscriptions/s/providers/Microsoft.Network/locations/uksouth/operations/1",
    call: { mutating: false, operation: "Microsoft.Network/locations/operations/read", what: "read the operation 1" },
  },
  {
    name: "rights at a resource group",
    method: "GET",
    path: `${group}/providers/Microsoft.Authorization/permissions`,
    call: { mutating: false, operation: "Microsoft.Authorization/permissions/read", what: "read the permissions" },
  },
  {
    name: "a question to a gateway",
    method: "POST",
    path: `${network}/virtualNetworkGateways/gw/getLearnedRoutes`,
    call: {
      mutating: false,
      operation: "Microsoft.Network/virtualNetworkGateways/getLearnedRoutes/action",
      what: "read the routes learned by the gateway",
    },
  },
  {
    name: "an unknown path",
    method: "POST",
    path: `${network}/virtualNetworkGateways/gw/reset`,
    call: { mutating: true, operation: "Microsoft.Network/virtualNetworkGateways/reset/action" },
  },
])("names $name", ({ method, path, call }) => {
  expect(describeCall(method, `${origin}${path}?api-version=2025-05-01`)).toMatchObject({ method, path, ...call });
});

test.each([
  "expressRouteCircuits/c/peerings/AzurePrivatePeering/arpTables/primary",
  "expressRouteCircuits/c/peerings/AzurePrivatePeering/routeTables/secondary",
  "expressRouteCircuits/c/peerings/AzurePrivatePeering/routeTablesSummary/primary",
  "virtualNetworkGateways/g/getLearnedRoutes",
])("knows that a POST to %s only reads", (rest) => {
  expect(describeCall("POST", `${origin}${network}/${rest}`)).toMatchObject({ mutating: false });
});

test("leaves out the query, where operation URLs carry signatures", () => {
  const call = describeCall("GET", `${origin}${network}/connections/c?api-version=2025-05-01&s=signature`);
  expect(JSON.stringify(call)).not.toContain("signature");
});
