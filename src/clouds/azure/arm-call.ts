/** A call to Azure as errors, budgets and metrics name it: never with a body, a header or a query. */
export interface ArmCall {
  readonly method: string;
  /** Without the query: those of operation URLs carry signatures. */
  readonly path: string;
  /** Whether it changes anything. Reading a table is a POST that does not. */
  readonly mutating: boolean;
  /** The ARM action, such as `Microsoft.Network/expressRouteCircuits/write`. */
  readonly operation: string;
  /** For people, after "could not": `read the circuit icb-1`. */
  readonly what: string;
}

const tableOfPath = /\/(?:arpTables|routeTables|routeTablesSummary)\/(?:primary|secondary)$/i;
/** To ARM's rights this one is an action, although it only reads. */
const askedOfGateway = /\/virtualNetworkGateways\/[^/]+\/getLearnedRoutes$/i;

const nouns: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  resourcegroups: { one: "resource group", many: "resource groups" },
  resources: { one: "resource", many: "resources" },
  expressroutecircuits: { one: "circuit", many: "circuits" },
  expressrouteserviceproviders: { one: "ExpressRoute provider", many: "ExpressRoute providers" },
  peerings: { one: "private peering", many: "peerings" },
  arptables: { one: "ARP table", many: "ARP tables" },
  routetables: { one: "route table", many: "route tables" },
  routetablessummary: { one: "route summary", many: "route summaries" },
  getlearnedroutes: { one: "learned route", many: "routes learned by the gateway" },
  virtualnetworks: { one: "VNet", many: "VNets" },
  subnets: { one: "subnet", many: "subnets" },
  publicipaddresses: { one: "public IP address", many: "public IP addresses" },
  virtualnetworkgateways: { one: "gateway", many: "gateways" },
  connections: { one: "connection", many: "connections" },
  locations: { one: "location", many: "locations" },
  usages: { one: "quota", many: "quotas" },
  operations: { one: "operation", many: "operations" },
  operationresults: { one: "operation result", many: "operation results" },
  permissions: { one: "permission", many: "permissions" },
  metrics: { one: "metric", many: "metrics" },
  locks: { one: "lock", many: "locks" },
  tags: { one: "tags", many: "tags" },
  providers: { one: "resource provider", many: "resource providers" },
};

const verbs: Readonly<Record<string, { readonly action: string; readonly word: string }>> = {
  PUT: { action: "write", word: "create or change" },
  PATCH: { action: "write", word: "change" },
  DELETE: { action: "delete", word: "remove" },
};
const reading = { action: "read", word: "read" };
const acting = { action: "action", word: "act on" };

/** Names a call from what goes over the wire. */
export function describeCall(method: string, url: string): ArmCall {
  const path = new URL(url).pathname;
  const mutating = !isRead(method, path);
  const { namespace, types, name } = target(path);
  const verb = verbs[method] ?? (mutating ? acting : reading);
  const noun = nouns[types.at(-1)?.toLowerCase() ?? ""];
  const object =
    name === undefined || noun === nouns["tags"] ? (noun?.many ?? path) : `${noun?.one ?? "resource"} ${name}`;
  return {
    method,
    path,
    mutating,
    operation: [namespace, ...types, askedOfGateway.test(path) ? acting.action : verb.action].join("/"),
    what: `${verb.word} the ${object}`,
  };
}

const isRead = (method: string, path: string): boolean =>
  method === "GET" || method === "HEAD" || (method === "POST" && (tableOfPath.test(path) || askedOfGateway.test(path)));

interface Target {
  readonly namespace: string;
  readonly types: readonly string[];
  /** The last name; absent where a list is meant. */
  readonly name: string | undefined;
}

function target(path: string): Target {
  const segments = path.split("/").filter(Boolean).map(decodeURIComponent);
  const provider = segments.lastIndexOf("providers");
  const namespace = provider === -1 ? undefined : segments[provider + 1];
  const rest = namespace === undefined ? [] : segments.slice(provider + 2);
  if (namespace !== undefined && rest.length > 0) return { namespace, ...alternating(rest) };
  // `/subscriptions/{id}[/type[/name]]...` belongs to the resource manager itself.
  return { namespace: "Microsoft.Resources/subscriptions", ...alternating(segments.slice(2)) };
}

function alternating(segments: readonly string[]): Omit<Target, "namespace"> {
  const types = segments.filter((_, index) => index % 2 === 0);
  return { types, name: segments.length % 2 === 0 ? segments.at(-1) : undefined };
}
