import type { DurationName } from "../fabric/durations.ts";
import type { AzureView, PrivatePeering } from "../fabric/model.ts";
import type { LinkPath } from "../fabric/world-faults.ts";
import { objectAt } from "../kit/json.ts";
import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { badRequest, childNotFound, problemReply } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import { busyProblem } from "./guards.ts";
import { circuitView, PRIVATE_PEERING, peeringFrom, serviceKeyOf, showPeering, showPeerings } from "./peering.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { onResource } from "./resource-routes.ts";
import { type ArmResource, sameId } from "./store.ts";
import { tableReply } from "./table-reply.ts";

const CIRCUIT =
  "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Network/expressRouteCircuits/:name";
const PEERING = `${CIRCUIT}/peerings/:peering`;

const NO_STATS = { primarybytesIn: 0, primarybytesOut: 0, secondarybytesIn: 0, secondarybytesOut: 0 };

interface Table {
  readonly name: string;
  readonly duration: DurationName;
  readonly rows: (view: AzureView, path: LinkPath) => readonly unknown[];
}

const TABLES: readonly Table[] = [
  { name: "arpTables", duration: "azure.lookup.arp", rows: (view, path) => view.arp(path) },
  { name: "routeTables", duration: "azure.lookup.routes", rows: (view, path) => view.routes(path) },
  {
    name: "routeTablesSummary",
    duration: "azure.lookup.routes-summary",
    rows: (view, path) => view.routesSummary(path),
  },
];

const linkPath = (request: SimRequest): LinkPath | undefined =>
  (["primary", "secondary"] as const).find((path) => path === request.param("path").toLowerCase());

const peeringOf = (cloud: AzureCloud, circuit: ArmResource, request: SimRequest): PrivatePeering | undefined =>
  sameId(request.param("peering"), PRIVATE_PEERING) ? circuitView(cloud, circuit)?.peering : undefined;

const missing = (circuit: ArmResource, request: SimRequest): SimReply =>
  problemReply(childNotFound(`${circuit.id}/peerings/${request.param("peering")}`));

const lookUp = (cloud: AzureCloud, table: Table, circuit: ArmResource, request: SimRequest): SimReply => {
  const path = linkPath(request);
  if (!path) return problemReply(badRequest("InvalidParameter", "The path is primary or secondary."));
  if (!peeringOf(cloud, circuit, request)) return missing(circuit, request);
  return tableReply(cloud, request, {
    location: circuit.location,
    duration: table.duration,
    rows: () => {
      const view = circuitView(cloud, circuit);
      return view ? table.rows(view, path) : [];
    },
  });
};

/** Someone sets or removes the peering by hand, which the provider's side does not follow. */
const writePeering = (
  cloud: AzureCloud,
  circuit: ArmResource,
  request: SimRequest,
  peering: PrivatePeering | undefined,
): SimReply => {
  const busy = busyProblem(cloud, [circuit.id], request);
  if (busy) return problemReply(busy);
  const operation = cloud.operations.start({
    location: circuit.location,
    durationMs: cloud.fabric.durations["azure.circuit.update"],
    holds: [circuit.id],
    finish() {
      cloud.fabric.azurePeeringWritten(serviceKeyOf(circuit), peering);
      return undefined;
    },
  });
  const version = request.query.get("api-version") ?? "";
  return {
    status: peering ? 201 : 202,
    headers: cloud.operations.headers(operation, version, !peering),
    ...(peering && { body: showPeering(circuit, peering) }),
  };
};

/** Everything below a circuit that the provider's side fills: peerings, tables, counters. */
export const circuitRoutes = (cloud: AzureCloud, kind: ResourceKind): readonly Route[] => {
  const on = (handle: (circuit: ArmResource, request: SimRequest) => SimReply) => onResource(cloud, kind, handle);
  const stats = on((circuit) => ({ status: 200, body: circuitView(cloud, circuit)?.stats() ?? NO_STATS }));
  return [
    {
      method: "GET",
      path: `${CIRCUIT}/peerings`,
      handler: on((circuit) => ({ status: 200, body: { value: showPeerings(cloud, circuit) } })),
    },
    {
      method: "GET",
      path: PEERING,
      handler: on((circuit, request) => {
        const peering = peeringOf(cloud, circuit, request);
        return peering ? { status: 200, body: showPeering(circuit, peering) } : missing(circuit, request);
      }),
    },
    {
      method: "PUT",
      path: PEERING,
      handler: on((circuit, request) =>
        writePeering(cloud, circuit, request, peeringFrom(objectAt(request.json, "properties"))),
      ),
    },
    {
      method: "DELETE",
      path: PEERING,
      handler: on((circuit, request) => writePeering(cloud, circuit, request, undefined)),
    },
    { method: "GET", path: `${CIRCUIT}/stats`, handler: stats },
    { method: "GET", path: `${PEERING}/stats`, handler: stats },
    ...TABLES.map((table) => ({
      method: "POST",
      path: `${PEERING}/${table.name}/:path`,
      handler: on((circuit, request) => lookUp(cloud, table, circuit, request)),
    })),
  ];
};
