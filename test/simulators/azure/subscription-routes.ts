import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { childNotFound, problemReply } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { SERVICE_PROVIDERS, showServiceProvider } from "./service-providers.ts";

const SUBSCRIPTION = "/subscriptions/:subscription";
const REGISTRATION_MS = 30_000;

const showRegistration = ({ account }: AzureCloud, namespace: string) => ({
  id: `/subscriptions/${account.subscriptionId}/providers/${namespace}`,
  namespace,
  registrationPolicy: "RegistrationRequired",
  registrationState: account.registrationState,
  resourceTypes: [],
});

const registration = (cloud: AzureCloud, request: SimRequest): SimReply => {
  const namespace = request.param("namespace");
  if (namespace.toLowerCase() === "microsoft.network")
    return { status: 200, body: showRegistration(cloud, "Microsoft.Network") };
  return problemReply(childNotFound(request.path));
};

const register = (cloud: AzureCloud, request: SimRequest): SimReply => {
  const { account, world } = cloud;
  if (account.registrationState === "NotRegistered") {
    account.registrationState = "Registering";
    world.clock.after(REGISTRATION_MS, () => {
      account.registrationState = "Registered";
    });
  }
  return registration(cloud, request);
};

const usages = (cloud: AzureCloud, kinds: readonly ResourceKind[], request: SimRequest): SimReply => {
  const location = request.param("location");
  const { account, store } = cloud;
  const base = `/subscriptions/${account.subscriptionId}/providers/Microsoft.Network/locations/${location}/usages`;
  const value = Object.entries(account.quotas).map(([name, limit]) => {
    const kind = kinds.find(({ quota }) => quota?.name === name);
    const used = kind ? store.ofType(kind.type).filter((one) => one.location === location) : [];
    return {
      id: `${base}/${name}`,
      name: { value: name, localizedValue: name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ") },
      currentValue: used.length,
      limit,
      unit: "Count",
    };
  });
  return { status: 200, body: { value } };
};

/** What belongs to the subscription as a whole: itself, registration, providers, usages. */
export const subscriptionRoutes = (cloud: AzureCloud, kinds: readonly ResourceKind[]): readonly Route[] => [
  {
    method: "GET",
    path: SUBSCRIPTION,
    handler: () => ({
      status: 200,
      body: {
        id: `/subscriptions/${cloud.account.subscriptionId}`,
        subscriptionId: cloud.account.subscriptionId,
        tenantId: cloud.account.tenantId,
        displayName: "Simulated subscription",
        state: "Enabled",
      },
    }),
  },
  {
    method: "GET",
    path: `${SUBSCRIPTION}/providers/Microsoft.Network/expressRouteServiceProviders`,
    handler: () => ({ status: 200, body: { value: SERVICE_PROVIDERS.map(showServiceProvider) } }),
  },
  {
    method: "GET",
    path: `${SUBSCRIPTION}/providers/Microsoft.Network/locations/:location/usages`,
    handler: (request) => usages(cloud, kinds, request),
  },
  {
    method: "GET",
    path: `${SUBSCRIPTION}/providers/:namespace`,
    handler: (request) => registration(cloud, request),
  },
  {
    method: "POST",
    path: `${SUBSCRIPTION}/providers/:namespace/register`,
    handler: (request) => register(cloud, request),
  },
];
