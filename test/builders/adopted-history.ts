import type { LedgerCall } from "../simulators/kit/ledger.ts";
import type { History, JournalEntry, WireEvent } from "../support/history/history.ts";
import { aHistory, circuitId, uid } from "./history.ts";

const theirs = { costcentre: "4711" };
const rowOf = (tags: object, etag: string) => ({
  id: circuitId,
  etag,
  tags,
  properties: { serviceProviderProperties: { bandwidthInMbps: 1_000 }, peerings: [{ etag }] },
});

/** A circuit with its owner's tags alone, and with the mark beside them. */
export const circuitRows = { theirs: rowOf(theirs, "1"), marked: rowOf({ ...theirs, "interconnect-uid": uid }, "2") };

const target = `${circuitId}/providers/Microsoft.Resources/tags/default`;
const call = (atMs: number): LedgerCall => ({ service: "azure", operation: "PATCH tags", target, status: 200, atMs });
const journal = (at: number, what: string): readonly JournalEntry[] => [
  { at: at - 1, epoch: 1, step: "azure.mark/circuit", event: "intent", what, generation: 1 },
  { at: at + 1, epoch: 1, step: "azure.mark/circuit", event: "outcome", generation: 1 },
];
const wire = (operation: string): readonly WireEvent[] => [
  { kind: "intent", process: "one", operation, epoch: 1 },
  { kind: "call", process: "one", uid, line: `azure PATCH ${target}` },
];

const [create, rollback] = [`create-${uid}`, `rollback-${uid}`];

/** A link whose circuit somebody else had made before: marked, and finished. */
export function anAdoption(): History {
  const up = aHistory("up");
  const { ledger, subjects, operations } = up;
  const isOfCircuit = ({ target: id }: LedgerCall): boolean => id === circuitId;
  return {
    ...up,
    subjects: subjects.map((one) => ({ ...one, taken: [circuitId] })),
    operations: operations.map((one) => ({
      ...one,
      journal: [...journal(11, "mark the circuit"), ...one.journal.filter(({ step }) => step !== "azure.circuit")],
    })),
    ledger: {
      ...ledger,
      resources: ledger.resources.map((one) => (one.id === circuitId ? { ...one, createdAtMs: -10 } : one)),
      calls: [call(11), ...ledger.calls.filter((one) => !isOfCircuit(one))],
    },
    asked: up.asked.filter(({ path }) => path !== circuitId),
    before: new Map<string, unknown>([...up.before, [circuitId, circuitRows.theirs]]),
    after: new Map([...up.after, [circuitId, circuitRows.marked]]),
  };
}

/** The same, rolled back once it was marked. */
export function aGivenBackLink(): History {
  const adopted = anAdoption();
  const { ledger, subjects, before } = adopted;
  const begun = { id: create, uid, journal: journal(11, "mark the circuit"), moments: ["begun"] };
  const back = { id: rollback, uid, journal: journal(21, "delete"), moments: ["begun", "end"] };
  return {
    ...adopted,
    subjects: subjects.map((one) => ({ ...one, wanted: "before" as const })),
    operations: [begun, back],
    ledger: {
      ...ledger,
      resources: ledger.resources.filter(({ id }) => id === circuitId),
      calls: [call(11), call(21)],
      states: [],
    },
    asked: [],
    wire: [...wire(create), ...wire(rollback)],
    after: new Map([...before, [circuitId, { ...circuitRows.theirs, etag: "3" }]]),
    said: [`${create}/begun`, `${rollback}/begun`, `${rollback}/end`].map((id) => ({ thread: uid, id })),
  };
}
