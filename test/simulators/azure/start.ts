import type { Fabric } from "../fabric/fabric.ts";
import { ClientCredentials } from "../kit/client-credentials.ts";
import { type ControlPart, controlRoutes } from "../kit/control.ts";
import { startSimServer } from "../kit/http.ts";
import type { Route } from "../kit/routes.ts";
import type { RecordedExchange } from "../kit/traffic.ts";
import type { SimWorld } from "../kit/world.ts";
import { type Account, type AccountSettings, createAccount } from "./account.ts";
import { noSuchType, problemReply } from "./arm-problem.ts";
import { authorizationKind } from "./authorization-kind.ts";
import { authorizationRoutes } from "./authorization-routes.ts";
import { circuitKind } from "./circuit-kind.ts";
import { circuitRoutes } from "./circuit-routes.ts";
import { AZURE, type AzureCloud } from "./cloud.ts";
import { connectionKind } from "./connection-kind.ts";
import { showResource } from "./envelope.ts";
import { Gatekeeper } from "./gatekeeper.ts";
import { gatewayKind } from "./gateway-kind.ts";
import { gatewayRoutes } from "./gateway-routes.ts";
import { isTokenRequest } from "./identity.ts";
import { metricRoutes } from "./metrics.ts";
import { networkKind } from "./network-kind.ts";
import { ARM_ORIGIN, Operations } from "./operations.ts";
import { PLAIN_TYPES, plainKind } from "./plain-kind.ts";
import { publicIpKind } from "./public-ip-kind.ts";
import { ResourceGroups } from "./resource-groups.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { type SeededResource, seed, seedFromControl } from "./seed.ts";
import { Store } from "./store.ts";
import { subnetKind } from "./subnet-kind.ts";
import { subscriptionRoutes } from "./subscription-routes.ts";
import { tagRoutes } from "./tag-routes.ts";

export interface AzureOptions extends SimWorld {
  readonly fabric: Fabric;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly account?: AccountSettings;
}

/** A running Azure simulator. */
export interface AzureSimulator {
  readonly url: string;
  /** The environment with which a product talks to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly account: Account;
  /** Its part of the control API, for a control server of its own. */
  readonly part: ControlPart;
  /** Puts resources in place as if they had always been there, in the order given. */
  seed(...resources: readonly SeededResource[]): void;
  /** A resource as a GET would show it; undefined when there is none. */
  resource(id: string): unknown;
  /** Ends every token given out so far. */
  revokeTokens(): void;
  close(): Promise<void>;
}

const LOGIN_ORIGIN = "https://login.microsoftonline.com";

/** Every kind of resource and every path that is served. The first path that fits wins. */
const resourcesOf = (
  cloud: AzureCloud,
): { readonly kinds: readonly ResourceKind[]; readonly routes: readonly Route[] } => {
  const circuit = circuitKind(cloud);
  const gateway = gatewayKind(cloud);
  const connection = connectionKind(cloud);
  const kinds = [
    circuit,
    gateway,
    connection,
    authorizationKind(cloud),
    networkKind(cloud),
    subnetKind(cloud),
    publicIpKind(cloud),
    ...PLAIN_TYPES.map(plainKind),
  ];
  const routes = [
    ...authorizationRoutes(cloud.account),
    ...metricRoutes(cloud),
    ...tagRoutes(cloud),
    ...circuitRoutes(cloud, circuit),
    ...gatewayRoutes(cloud, gateway, connection),
    ...kinds.flatMap((kind) => resourceRoutes(cloud, kind)),
    ...new ResourceGroups(cloud, kinds).routes(),
    ...subscriptionRoutes(cloud, kinds),
  ];
  return { kinds, routes };
};

const stateOf = (cloud: AzureCloud, kinds: readonly ResourceKind[]) => ({
  subscriptionId: cloud.account.subscriptionId,
  registrationState: cloud.account.registrationState,
  missingPermissions: cloud.account.missingPermissions,
  quotas: cloud.account.quotas,
  locks: cloud.account.locks,
  groups: cloud.store.allGroups(),
  resources: cloud.store.all().flatMap((resource) => {
    const kind = kinds.find(({ type }) => type === resource.type);
    return kind ? [showResource(kind, resource)] : [];
  }),
});

const isArm = (exchange: RecordedExchange): boolean => exchange.request.url.startsWith(ARM_ORIGIN);

/** Starts Azure Resource Manager, the network provider and the token endpoint on one loopback port. */
export const startAzure = async (options: AzureOptions): Promise<AzureSimulator> => {
  const { clock, rng, faults, traffic, onExchange, fabric } = options;
  const account = createAccount(rng, options.account);
  const operations = new Operations(clock, rng, account.subscriptionId);
  const cloud: AzureCloud = { world: options, fabric, account, store: new Store(), operations };
  const credentials = new ClientCredentials(account);
  const { before, after, settled } = new Gatekeeper(cloud, credentials);
  const { kinds, routes } = resourcesOf(cloud);
  const part: ControlPart = {
    name: AZURE,
    state: () => stateOf(cloud, kinds),
    seed: (body) => seedFromControl(cloud, kinds, body),
  };
  const server = await startSimServer({
    service: AZURE,
    clock,
    faults,
    traffic,
    ignoreCase: true,
    ...(options.port !== undefined && { port: options.port }),
    routes: [...credentials.routes(), ...operations.routes(), ...routes],
    controlRoutes: controlRoutes({ world: options, parts: [part], worldFaults: fabric.faults }),
    before,
    after,
    settled,
    notFound: ({ path }) => problemReply(noSuchType(path)),
    publicOrigin: (request) => (isTokenRequest(request) ? LOGIN_ORIGIN : ARM_ORIGIN),
    // The token exchange carries the client secret and is nobody's business.
    onExchange: (exchange) => {
      if (isArm(exchange)) onExchange?.(exchange);
    },
  });
  return {
    url: server.url,
    env: {
      AZURE_TENANT_ID: account.tenantId,
      AZURE_CLIENT_ID: account.clientId,
      AZURE_CLIENT_SECRET: account.clientSecret,
      AZURE_ARM_ENDPOINT: server.url,
      AZURE_AUTHORITY_HOST: server.url,
    },
    account,
    part,
    seed: (...resources) => {
      for (const one of resources) seed(cloud, kinds, one);
    },
    resource: (id) => {
      const found = cloud.store.get(id);
      const kind = kinds.find(({ type }) => type === found?.type);
      return found && kind && showResource(kind, found);
    },
    revokeTokens: () => credentials.revokeAll(),
    close: () => server.close(),
  };
};
