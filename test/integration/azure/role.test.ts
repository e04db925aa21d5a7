import { readFileSync } from "node:fs";
import { describeCall } from "../../../src/clouds/azure/arm-call.ts";
import { withLeave } from "../../../src/clouds/transport.ts";
import type { StepNode } from "../../../src/graph/records.ts";
import { textsAt } from "../../simulators/kit/json.ts";
import { type AzureWorld, startAzureWorld, virtualCircuitId } from "./azure-world.ts";
import { build, buildLink, nodesOf, removalOf } from "./chain.ts";

/** Azure asks for these of whoever refers to a resource in a body; no call of their own is made. */
const implied = ["subnets/join/action", "publicIPAddresses/join/action", "expressRouteCircuits/join/action"];
/** Comes with the circuit, whose peerings are read as part of it. */
const included = ["expressRouteCircuits/peerings/read"];

const role: unknown = JSON.parse(readFileSync(new URL("../../../manifest/azure-role.json", import.meta.url), "utf8"));
const granted = textsAt(role, "Actions").map((action) => action.toLowerCase());

let world: AzureWorld;

beforeAll(async () => {
  world = await startAzureWorld();
  await buildLink(world);
  const { cloud, ids } = world;
  for (const kind of ["arpTables", "routeTables", "routeTablesSummary"] as const) {
    const begun = await cloud.beginTable(ids.circuit, kind, "primary");
    if ("url" in begun) await cloud.readTable(begun.url, kind);
  }
  await cloud.beginLearnedRoutes(ids.gateway);
  await cloud.readNetworks({ location: "uksouth" });
  await cloud.readTraffic(ids.circuit);
  const leave = { check: () => undefined, retryToken: "tags" };
  await withLeave(leave, () => cloud.addTags(ids.circuit, { costcentre: "4711" }));
  await removeAll();
}, 30_000);

afterAll(() => world.close());

/** Also a GatewaySubnet of its own, as in a brought VNet. */
async function removeAll(): Promise<void> {
  const { connection, circuit, gateway, publicIp, vnet, group } = nodesOf(world);
  await removeFollowed(removalOf(connection));
  world.fabric.virtualCircuitDeleting(virtualCircuitId);
  world.pass(60 * 60_000);
  for (const one of [circuit, gateway, publicIp]) await build(world, removalOf(one));
  const subnet = { ...nodesOf(world).gatewaySubnet, params: { vnetId: world.ids.vnet, prefix: "10.1.255.0/27" } };
  await build(world, removalOf(subnet));
  await build(world, subnet);
  await build(world, removalOf(vnet));
  await removeFollowed(removalOf(group));
}

/** Looks also at the operation, as after a removal that seems to fail. */
async function removeFollowed(removal: StepNode): Promise<void> {
  const sent = await world.move(removal);
  const url = sent.memo["removalUrl"];
  if (typeof url !== "string") throw new Error(`no operation was noted: ${JSON.stringify(sent)}`);
  await world.cloud.readOperation(url);
  await world.drive(removal, { record: sent });
}

const used = () =>
  world.reports
    .filter(({ path }) => path.startsWith("/subscriptions/"))
    .map(({ method, path }) => describeCall(method, `https://management.azure.com${path}`).operation.toLowerCase());

test("the shipped role allows every call of a link's whole life", () => {
  expect([...new Set(used())].filter((action) => !granted.includes(action))).toEqual([]);
});

test("the shipped role allows nothing else", () => {
  const needed = new Set(used());
  const known = [...implied, ...included].map((action) => action.toLowerCase());
  const idle = granted.filter((action) => !needed.has(action) && !known.some((one) => action.endsWith(one)));
  expect(idle).toEqual([]);
});
