import { NetworkManagementClient } from "@azure/arm-network";
import { ResourceManagementClient } from "@azure/arm-resources";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
} from "@azure/core-rest-pipeline";
import { ClientSecretCredential } from "@azure/identity";
import type { AccountSettings } from "../../../simulators/azure/account.ts";
import { type AzureSimulator, startAzure } from "../../../simulators/azure/start.ts";
import { Fabric } from "../../../simulators/fabric/fabric.ts";
import type { RecordedExchange } from "../../../simulators/kit/traffic.ts";
import { createWorld, type SimWorld } from "../../../simulators/kit/world.ts";

/** Four hours of the cloud in a wall second: a gateway takes about a tenth of one. */
const CLOCK = "14400";

/** Time that moves only by `world.clock.advance`, for looks at what is under way. */
export const STILL = { clock: "0.001" };

/** One simulated Azure with the real SDK in front of it. */
export interface AzureWorld {
  readonly world: SimWorld;
  readonly fabric: Fabric;
  readonly azure: AzureSimulator;
  readonly network: NetworkManagementClient;
  readonly resources: ResourceManagementClient;
  readonly exchanges: readonly RecordedExchange[];
  /** A client of its own, with another secret if given. */
  clients(secret?: string): { network: NetworkManagementClient; resources: ResourceManagementClient };
  close(): Promise<void>;
}

/** Sends a copy of each request to loopback. Retry-After is in virtual seconds, so it is taken out here. */
const loopback = (base: string): HttpClient => {
  const inner = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      const url = new URL(request.url);
      const copy: PipelineRequest = Object.assign(Object.create(Object.getPrototypeOf(request)), request, {
        url: `${base}${url.pathname}${url.search}`,
        allowInsecureConnection: true,
      });
      const response = await inner.sendRequest(copy);
      const { "retry-after": _virtual, ...headers } = response.headers.toJSON();
      return { ...response, headers: createHttpHeaders(headers), request };
    },
  };
};

/** Starts everything; `close` it in `afterEach`. */
export const startAzureWorld = async (
  options: { readonly clock?: string; readonly account?: AccountSettings } = {},
): Promise<AzureWorld> => {
  const exchanges: RecordedExchange[] = [];
  const world = createWorld({ clock: options.clock ?? CLOCK, onExchange: (one) => exchanges.push(one) });
  const fabric = new Fabric(world);
  const azure = await startAzure({ ...world, fabric, ...(options.account && { account: options.account }) });
  const { tenantId, clientId, subscriptionId } = azure.account;
  const httpClient = loopback(azure.url);
  const clients = (secret = azure.account.clientSecret) => {
    const credential = new ClientSecretCredential(tenantId, clientId, secret, {
      httpClient,
      disableInstanceDiscovery: true,
    });
    const client = { httpClient, retryOptions: { maxRetries: 0 } };
    return {
      network: new NetworkManagementClient(credential, subscriptionId, client),
      resources: new ResourceManagementClient(credential, subscriptionId, client),
    };
  };
  const close = async () => {
    world.clock.close();
    await azure.close();
  };
  return { world, fabric, azure, exchanges, clients, close, ...clients() };
};

/** How the tests poll. */
export const FAST = { updateIntervalInMs: 5 };
