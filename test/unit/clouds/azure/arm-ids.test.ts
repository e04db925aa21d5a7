import {
  circuitId,
  connectionId,
  gatewaySubnetId,
  nameOf,
  parseArmId,
  resourceGroupId,
  vnetId,
} from "../../../../src/clouds/azure/arm-ids.ts";

const scope = { subscriptionId: "sub", resourceGroup: "links" };

test("writes ids as ARM does", () => {
  expect(circuitId(scope, "c")).toBe(
    "/subscriptions/sub/resourceGroups/links/providers/Microsoft.Network/expressRouteCircuits/c",
  );
  expect(connectionId(scope, "k")).toMatch(/Microsoft\.Network\/connections\/k$/);
  expect(gatewaySubnetId(vnetId(scope, "v"))).toMatch(/virtualNetworks\/v\/subnets\/GatewaySubnet$/);
});

test.each([
  { id: circuitId(scope, "c"), type: "expressRouteCircuits", names: ["c"] },
  { id: gatewaySubnetId(vnetId(scope, "v")), type: "virtualNetworks/subnets", names: ["v", "GatewaySubnet"] },
  { id: resourceGroupId(scope), type: "resourceGroups", names: ["links"] },
  { id: circuitId(scope, "c").replace("resourceGroups", "resourcegroups"), type: "expressRouteCircuits", names: ["c"] },
])("takes $id apart", ({ id, type, names }) => {
  expect(parseArmId(id)).toEqual({ ...scope, type, names });
  expect(nameOf(id)).toBe(names.at(-1));
});

test.each(["", "circuit", "/subscriptions/sub", "https://management.azure.com/subscriptions/s/resourceGroups/r"])(
  "refuses %p as an id",
  (text) => {
    expect(() => parseArmId(text)).toThrow(expect.objectContaining({ code: "Bug" }));
  },
);
