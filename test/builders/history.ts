import type { LedgerCall, LedgerResource, LedgerState } from "../simulators/kit/ledger.ts";
import type { History, JournalEntry, OperationHistory, WireEvent } from "../support/history/history.ts";

export const uid = "k7f3q2";
export const broughtVnet = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-app";
export const broughtTable = "ocid1.routetable.app";
const group = `/subscriptions/s/resourceGroups/demo-${uid}/providers/Microsoft.Network`;
export const circuitId = `${group}/expressRouteCircuits/demo-${uid}`;
export const connectionId = `${group}/connections/demo-${uid}`;
export const virtualCircuitId = "ocid1.virtualcircuit.one";

/** One changing call with what was written about it: intent a ms before, outcome a ms after. */
interface Change {
  readonly at: number;
  readonly step: string;
  readonly what: string;
  readonly call: Omit<LedgerCall, "atMs" | "status">;
}

const circuit = { service: "azure", target: circuitId };
const connection = { service: "azure", target: connectionId };
const virtualCircuit = { service: "oci", target: virtualCircuitId };
const routes: Omit<LedgerCall, "atMs" | "status"> = {
  service: "oci",
  operation: "PUT /routeTables/{id}",
  target: broughtTable,
};

const built: readonly Change[] = [
  { at: 11, step: "azure.circuit", what: "create", call: { ...circuit, operation: "PUT expressRouteCircuits" } },
  {
    at: 21,
    step: "oci.virtual-circuit",
    what: "create",
    call: { ...virtualCircuit, operation: "POST /virtualCircuits", name: `demo-${uid}`, token: "t1" },
  },
  { at: 51, step: "azure.connection", what: "create", call: { ...connection, operation: "PUT connections" } },
  { at: 54, step: "oci.route-rules/app", what: "put route rules of app", call: routes },
];

const removed: readonly Change[] = [
  { at: 61, step: "azure.connection", what: "delete", call: { ...connection, operation: "DELETE connections" } },
  { at: 65, step: "oci.route-rules/app", what: "delete", call: routes },
  {
    at: 71,
    step: "oci.virtual-circuit",
    what: "delete",
    call: { ...virtualCircuit, operation: "DELETE /virtualCircuits/{id}" },
  },
  { at: 91, step: "azure.circuit", what: "delete", call: { ...circuit, operation: "DELETE expressRouteCircuits" } },
];

const journalOf = (changes: readonly Change[]): readonly JournalEntry[] =>
  changes.flatMap(({ at, step, what }) => [
    { at: at - 1, epoch: 1, step, event: "intent", what, generation: 1 },
    { at: at + 1, epoch: 1, step, event: "outcome", generation: 1 },
  ]);

const wireOf = (operation: string, changes: readonly Change[]): readonly WireEvent[] =>
  changes.flatMap(({ call }): readonly WireEvent[] => [
    { kind: "intent", process: "one", operation, epoch: 1 },
    { kind: "call", process: "one", uid, line: `${call.service} ${call.operation}` },
  ]);

const resource = (service: string, type: string, id: string, [createdAtMs, goneAtMs]: readonly [number, number?]) => ({
  service,
  type,
  id,
  name: `demo-${uid}`,
  tags: {},
  origin: "created" as const,
  createdAtMs,
  ...(goneAtMs !== undefined && { goneAtMs }),
});

const entered = (atMs: number, what: LedgerState["what"], value: string): LedgerState => ({
  atMs,
  what,
  value,
  about: what === "provider" ? `demo-${uid}` : virtualCircuitId,
});

const raised: readonly LedgerState[] = [
  entered(25, "provider", "Provisioning"),
  entered(35, "provider", "Provisioned"),
  entered(40, "session primary", "UP"),
  entered(41, "session secondary", "UP"),
];

const lowered: readonly LedgerState[] = [
  entered(71, "session primary", "DOWN"),
  entered(71, "session secondary", "DOWN"),
  entered(76, "provider", "Deprovisioning"),
  entered(80, "provider", "NotProvisioned"),
];

const resources = (isGone: boolean): readonly LedgerResource[] => [
  resource("azure", "Microsoft.Network/expressRouteCircuits", circuitId, isGone ? [11, 93] : [11]),
  resource("oci", "virtualcircuit", virtualCircuitId, isGone ? [21, 75] : [21]),
  resource("azure", "Microsoft.Network/connections", connectionId, isGone ? [51, 63] : [51]),
];

const operations: readonly OperationHistory[] = [
  { id: `create-${uid}`, uid, journal: journalOf(built), moments: ["begun", "circuit/provisioned", "end"] },
  { id: `teardown-${uid}`, uid, journal: journalOf(removed), moments: ["begun", "end"] },
];

/** Both ends of the link, as their clouds show them. */
const ends: readonly (readonly [string, unknown])[] = [
  [circuitId, { id: circuitId, properties: { serviceProviderProperties: { bandwidthInMbps: 1_000 } } }],
  [virtualCircuitId, { id: virtualCircuitId, bandwidthShapeName: "1 Gbps" }],
];

/** A link that was built without a fault into brought networks and, when `wanted` is `gone`, removed again. */
export function aHistory(wanted: "up" | "gone"): History {
  const isGone = wanted === "gone";
  const changes = isGone ? [...built, ...removed] : built;
  const brought = new Map<string, unknown>([
    [broughtVnet, { id: broughtVnet, subnets: [{ name: "workload" }] }],
    [broughtTable, { id: broughtTable, rules: [{ description: "to the office" }] }],
  ]);
  const own = { description: `interconnect:${uid}` };
  const rules = [{ description: "to the office" }, ...(isGone ? [] : [own])];
  const done = isGone ? operations : operations.slice(0, 1);
  return {
    sinceMs: 0,
    subjects: [
      {
        uid,
        name: "demo",
        environment: "prod",
        wanted,
        bandwidthMbps: 1_000,
        made: [
          "azure Microsoft.Network/expressRouteCircuits",
          "azure Microsoft.Network/connections",
          "oci virtualcircuit",
        ],
        brought: [broughtVnet, broughtTable],
      },
    ],
    operations: done,
    ledger: {
      resources: resources(isGone),
      calls: changes.map(({ at, call }) => ({ ...call, atMs: at, status: 200 })),
      states: isGone ? [...raised, ...lowered] : raised,
      illegalCalls: [],
      bills: [
        {
          service: "azure",
          item: "ExpressRoute circuit",
          id: circuitId,
          fromMs: 11,
          hours: 1,
          ...(isGone && { untilMs: 93 }),
        },
      ],
    },
    asked: [
      { method: "GET", path: circuitId, status: 404, atMs: 9 },
      { method: "PUT", path: circuitId, status: 201, atMs: 11 },
      { method: "GET", path: connectionId, status: 404, atMs: 49 },
      { method: "PUT", path: connectionId, status: 201, atMs: 51 },
    ],
    wire: [...wireOf(`create-${uid}`, built), ...(isGone ? wireOf(`teardown-${uid}`, removed) : [])],
    freezes: [
      { scope: "test", fromMs: 0 },
      { scope: "prod", fromMs: 43, untilMs: 48 },
    ],
    before: brought,
    after: new Map([...brought, ...(isGone ? [] : ends), [broughtTable, { id: broughtTable, rules }]]),
    said: done.flatMap(({ id, moments }) => moments.map((moment) => ({ thread: uid, id: `${id}/${moment}` }))),
    repeatsAllowed: 0,
    deadLetters: 0,
  };
}
