import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { announcedBy, connectionsOfGateway, instanceAddresses, learntBy, networkOf } from "./announcements.ts";
import type { AzureCloud } from "./cloud.ts";
import { showResource } from "./envelope.ts";
import { pageReply } from "./paging.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { onResource } from "./resource-routes.ts";
import type { ArmResource } from "./store.ts";
import { tableReply } from "./table-reply.ts";

const GATEWAY =
  "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Network/virtualNetworkGateways/:name";

const EDGE_ASN = 12_076;
const WEIGHT = 32_768;

/** The Microsoft edge routers as a gateway names them. */
const EDGES = ["10.255.255.4", "10.255.255.5"] as const;

interface RouteOrigin {
  readonly nextHop: string;
  readonly origin: string;
  readonly asPath: string;
  readonly weight: number;
}

const row = (localAddress: string, network: string, from: Partial<RouteOrigin> = {}) => ({
  localAddress,
  network,
  sourcePeer: from.nextHop ?? localAddress,
  origin: "Network",
  asPath: "",
  weight: WEIGHT,
  ...from,
});

const announced = (cloud: AzureCloud, gateway: ArmResource): readonly string[] => {
  const network = networkOf(cloud, gateway);
  return network ? announcedBy(cloud, network) : [];
};

const learntRoutes = (cloud: AzureCloud, gateway: ArmResource): readonly unknown[] =>
  instanceAddresses(cloud, gateway).flatMap((local) => {
    const own = announced(cloud, gateway).map((network) => row(local, network));
    const learnt = learntBy(cloud, gateway).flatMap((network) =>
      EDGES.map((nextHop) => row(local, network, { nextHop, origin: "EBgp", asPath: `${EDGE_ASN}-31898` })),
    );
    return [own, learnt].flat();
  });

const advertisedRoutes = (cloud: AzureCloud, gateway: ArmResource): readonly unknown[] =>
  instanceAddresses(cloud, gateway).flatMap((nextHop) =>
    announced(cloud, gateway).map((network) =>
      row(nextHop, network, { nextHop, origin: "Igp", asPath: "65515", weight: 0 }),
    ),
  );

const peerStatus = (cloud: AzureCloud, gateway: ArmResource): readonly unknown[] => {
  const connected = connectionsOfGateway(cloud, gateway.id).length > 0;
  const routesReceived = learntBy(cloud, gateway).length;
  return instanceAddresses(cloud, gateway).flatMap((localAddress) =>
    (connected ? EDGES : []).map((neighbor) => ({
      localAddress,
      neighbor,
      asn: EDGE_ASN,
      state: "Connected",
      connectedDuration: "01:00:00",
      routesReceived,
      messagesSent: 60,
      messagesReceived: 60,
    })),
  );
};

type Rows = (cloud: AzureCloud, gateway: ArmResource) => readonly unknown[];

const TABLES: Readonly<Record<string, Rows>> = {
  getLearnedRoutes: learntRoutes,
  getAdvertisedRoutes: advertisedRoutes,
  getBgpPeerStatus: peerStatus,
};

/** What a gateway tells of its routes, and the connections on it. */
export const gatewayRoutes = (cloud: AzureCloud, kind: ResourceKind, connections: ResourceKind): readonly Route[] => [
  ...Object.entries(TABLES).map(([name, rows]) => ({
    method: "POST",
    path: `${GATEWAY}/${name}`,
    handler: onResource(
      cloud,
      kind,
      (gateway: ArmResource, request: SimRequest): SimReply =>
        tableReply(cloud, request, {
          location: gateway.location,
          duration: "azure.lookup.gateway",
          rows: () => rows(cloud, gateway),
        }),
    ),
  })),
  {
    method: "GET",
    path: `${GATEWAY}/connections`,
    handler: onResource(cloud, kind, (gateway, request) => {
      const found = connectionsOfGateway(cloud, gateway.id);
      const shown = found.map((one) => showResource(connections, one));
      return pageReply(request, shown, cloud.account.pageSize);
    }),
  },
];
