import { aGivenBackLink, anAdoption, circuitRows } from "../../builders/adopted-history.ts";
import { broughtTable, broughtVnet, circuitId, connectionId, uid, virtualCircuitId } from "../../builders/history.ts";
import type { LedgerResource } from "../../simulators/kit/ledger.ts";
import type { RuleName } from "../../support/history/check-history.ts";
import type { History } from "../../support/history/history.ts";
import {
  changedCall,
  changedJournal,
  changedResources,
  extraCall,
  gone,
  isCall,
  movedCall,
  said,
  up,
  withLedger,
} from "./forging.ts";

const adopted = anAdoption();
const givenBack = aGivenBackLink();
const create = `create-${uid}`;
const stillThere = ({ goneAtMs: _goneAtMs, ...one }: LedgerResource): LedgerResource => one;

/** A history for each way in which a rule is broken, and no other. */
export const forgeries: readonly { readonly rule: RuleName; readonly what: string; readonly forged: History }[] = [
  {
    rule: "never two of anything",
    what: "a second virtual circuit beside the first",
    forged: changedResources(up, (one) =>
      one.type === "virtualcircuit" ? [one, { ...one, id: "ocid1.virtualcircuit.two", createdAtMs: 22 }] : [one],
    ),
  },
  {
    rule: "never two of anything",
    what: "something of a kind that was not asked for",
    forged: changedResources(up, (one) =>
      one.type === "virtualcircuit" ? [one, { ...one, type: "drg", id: "d" }] : [one],
    ),
  },
  {
    rule: "all that is wanted is there",
    what: "a link without its connection",
    forged: changedResources(up, (one) => (one.id === connectionId ? [{ ...one, goneAtMs: 60 }] : [one])),
  },
  {
    rule: "what is wanted carries traffic",
    what: "a link of which only one end grew",
    forged: {
      ...up,
      after: new Map([...up.after, [virtualCircuitId, { id: virtualCircuitId, bandwidthShapeName: "2 Gbps" }]]),
    },
  },
  {
    rule: "what is wanted carries traffic",
    what: "a link whose secondary session went down and stayed down",
    forged: withLedger(up, {
      states: [...up.ledger.states, { atMs: 58, what: "session secondary", value: "DOWN", about: virtualCircuitId }],
    }),
  },
  {
    rule: "none left of what is not wanted",
    what: "a circuit that outlives its teardown",
    forged: changedResources(gone, (one) => (one.id === circuitId ? [stillThere(one)] : [one])),
  },
  {
    rule: "nothing that belongs to nobody",
    what: "a circuit of nobody",
    forged: changedResources(up, (one) => (one.id === circuitId ? [one, { ...one, id: "x", name: "stray" }] : [one])),
  },
  {
    rule: "no bill for what is gone",
    what: "a circuit that is gone and still billed",
    forged: withLedger(gone, { bills: gone.ledger.bills.map(({ untilMs: _until, ...bill }) => bill) }),
  },
  {
    rule: "brought and foreign resources as they were",
    what: "a brought VNet with another subnet",
    forged: { ...up, after: new Map([...up.after, [broughtVnet, { id: broughtVnet, subnets: [] }]]) },
  },
  {
    rule: "brought and foreign resources as they were",
    what: "an own rule that is left after the teardown",
    forged: { ...gone, after: up.after },
  },
  {
    rule: "brought resources are not written",
    what: "a PUT on the brought VNet",
    forged: extraCall(
      up,
      { service: "azure", operation: "PUT virtualNetworks", target: broughtVnet, atMs: 15 },
      "write the VNet back",
      "azure.vnet",
    ),
  },
  {
    rule: "what was taken over stays or is given back",
    what: "an owner's tag that is lost with the marking",
    forged: { ...adopted, after: new Map([...adopted.after, [circuitId, { tags: { "interconnect-uid": uid } }]]) },
  },
  {
    rule: "what was taken over stays or is given back",
    what: "a circuit that is finished without a mark",
    forged: { ...adopted, after: new Map([...adopted.after, [circuitId, circuitRows.theirs]]) },
  },
  {
    rule: "what was taken over stays or is given back",
    what: "a circuit that a rollback tries to remove",
    forged: extraCall(
      givenBack,
      { service: "azure", operation: "DELETE expressRouteCircuits", target: circuitId, atMs: 31 },
      "delete",
      "azure.circuit",
    ),
  },
  {
    rule: "what was taken over stays or is given back",
    what: "a mark that a rollback leaves",
    forged: { ...givenBack, after: new Map([...givenBack.after, [circuitId, circuitRows.marked]]) },
  },
  {
    rule: "no illegal call",
    what: "a call that the simulators call illegal",
    forged: withLedger(up, {
      illegalCalls: [{ service: "oci", operation: "DELETE /drgs/{id}", target: "d", rule: "still attached", atMs: 5 }],
    }),
  },
  {
    rule: "circuit after provider and connection",
    what: "a circuit deleted while Oracle has it",
    forged: movedCall(gone, "azure.circuit", circuitId, ["DELETE expressRouteCircuits", 73]),
  },
  {
    rule: "circuit after provider and connection",
    what: "a circuit deleted beside a connection that was made anew",
    forged: changedResources(gone, (one) =>
      one.id === connectionId ? [one, { ...one, createdAtMs: 74, goneAtMs: 92 }] : [one],
    ),
  },
  {
    rule: "virtual circuit after connection",
    what: "a virtual circuit deleted before the connection is gone",
    forged: movedCall(gone, "oci.virtual-circuit", virtualCircuitId, ["DELETE /virtualCircuits/{id}", 62]),
  },
  {
    rule: "connection after Provisioned",
    what: "a connection made while Oracle was at it",
    forged: withLedger(up, {
      states: up.ledger.states.map((one) => (one.value === "Provisioned" ? { ...one, atMs: 52 } : one)),
    }),
  },
  {
    rule: "traffic after both sessions",
    what: "a connection made with one session only",
    forged: withLedger(up, { states: up.ledger.states.filter(({ what }) => what !== "session secondary") }),
  },
  {
    rule: "traffic after both sessions",
    what: "route rules written before the sessions were up",
    forged: changedJournal(changedCall(up, isCall("PUT /routeTables/{id}", broughtTable), { atMs: 30 }), (journal) =>
      journal.map((one) => (one.step === "oci.route-rules/app" && one.event === "intent" ? { ...one, at: 29 } : one)),
    ),
  },
  {
    rule: "nothing while changes are frozen",
    what: "a connection begun while its environment was frozen",
    forged: { ...up, freezes: [{ scope: "prod", fromMs: 45, untilMs: 53 }] },
  },
  {
    rule: "nothing while changes are frozen",
    what: "a removal while everything was frozen, until now",
    forged: { ...gone, freezes: [{ scope: "everywhere", fromMs: 89 }] },
  },
  {
    rule: "nothing while changes are frozen",
    what: "a call that leaves after its intent was over",
    forged: {
      ...changedJournal(up, (journal) =>
        journal.map((one) => (one.step === "azure.connection" && one.event === "outcome" ? { ...one, at: 50.2 } : one)),
      ),
      freezes: [{ scope: "prod", fromMs: 50.5, untilMs: 53 }],
    },
  },
  {
    rule: "create on proven absence",
    what: "a circuit sent again without a look between, though it never arrived",
    forged: {
      ...up,
      asked: up.asked.flatMap((one) => (one.method === "PUT" ? [{ ...one, status: 0 }, one] : [one])),
    },
  },
  {
    rule: "create on proven absence",
    what: "a circuit made although the look found one",
    forged: { ...up, asked: up.asked.map((one) => (one.method === "GET" ? { ...one, status: 200 } : one)) },
  },
  {
    rule: "create on proven absence",
    what: "a virtual circuit asked for under a second token",
    forged: extraCall(
      up,
      {
        service: "oci",
        operation: "POST /virtualCircuits",
        target: virtualCircuitId,
        name: `demo-${uid}`,
        token: "t2",
        atMs: 24,
      },
      "create",
      "oci.virtual-circuit",
    ),
  },
  {
    rule: "no late worker",
    what: "a worker that sends after another one took over and sent",
    forged: {
      ...up,
      wire: [
        ...up.wire,
        { kind: "intent", process: "two", operation: create, epoch: 2 },
        { kind: "call", process: "two", uid, line: "azure PUT a" },
        { kind: "call", process: "one", uid, line: "azure PUT b" },
      ],
    },
  },
  {
    rule: "no late worker",
    what: "an outcome under an epoch that is over",
    forged: changedJournal(up, (journal) =>
      journal.map((one, index) => (index < journal.length - 1 ? { ...one, epoch: 2 } : one)),
    ),
  },
  {
    rule: "no late worker",
    what: "a worker of the create that sends during the teardown",
    forged: { ...gone, wire: [...gone.wire, ...up.wire.slice(0, 2)] },
  },
  {
    rule: "intent before every call",
    what: "a call whose intent comes after it",
    forged: changedJournal(up, (journal) =>
      journal.map((one) =>
        one.step === "oci.route-rules/app" && one.event === "intent" ? { ...one, at: 54.5 + 1 } : one,
      ),
    ),
  },
  {
    rule: "intent before every call",
    what: "a second call on one intent",
    forged: withLedger(up, {
      calls: [
        ...up.ledger.calls,
        { service: "oci", operation: "PUT /routeTables/{id}", target: broughtTable, status: 0, atMs: 58 },
      ],
    }),
  },
  {
    rule: "intent before every call",
    what: "a call of a process that wrote no intent",
    forged: { ...up, wire: [...up.wire, { kind: "call", process: "two", uid, line: "azure PUT a" }] },
  },
  {
    rule: "outcome after every intent",
    what: "an intent that nothing came of",
    forged: changedJournal(up, (journal) => journal.slice(0, -1)),
  },
  {
    rule: "outcome after every intent",
    what: "two intents of one worker without an outcome between",
    forged: changedJournal(up, ([first, ...rest]) => (first ? [first, first, ...rest] : [])),
  },
  { rule: "messages once", what: "a message said twice", forged: said(up, (ids) => [...ids.slice(0, 1), ...ids]) },
  {
    rule: "messages in order",
    what: "the end before the milestone",
    forged: said(up, ([a = "", b = "", c = ""]) => [a, c, b]),
  },
  {
    rule: "messages in order",
    what: "a cloud back before it was away",
    forged: said(up, ([a = "", ...rest]) => [a, `${create}/azure/back-7`, `${create}/azure/away-7`, ...rest]),
  },
  { rule: "nothing unsaid", what: "an end that was never told", forged: said(up, (ids) => ids.slice(0, -1)) },
  { rule: "nothing unsaid", what: "a message that was given up", forged: { ...up, deadLetters: 1 } },
];
