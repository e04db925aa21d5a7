import { InterconnectError } from "../../../src/domain/errors.ts";
import type { Operation, StepNode } from "../../../src/graph/records.ts";
import type { OperationLease } from "../../../src/graph/runner.ts";
import { tick } from "../../../src/graph/runner.ts";
import { type AnyStep, defineStep } from "../../../src/graph/step.ts";
import { gateActivate } from "../../../src/steps/gate-activate.ts";
import { gateSoak } from "../../../src/steps/gate-soak.ts";
import { anOperation, begun, minute } from "../../builders/operation.ts";
import { dana } from "../../builders/plan.ts";

/** Waits for the word `go` and looks at no cloud. */
const gate = defineStep<null, unknown, never>(
  {
    kind: "gate",
    usualMs: () => 10 * minute,
    deadlineMs: () => 60 * minute,
    signal: "go",
    observe: () => Promise.resolve(undefined),
    settled: (_params, _observed, { signals }) =>
      signals["go"] === undefined ? { state: "waiting", reason: "no word yet" } : { state: "done", outputs: {} },
  },
  (stored) => stored,
);
const node: StepNode = { id: "gate", kind: "gate", direction: "build", needs: [], params: {}, side: "both" };

const ports = {
  clock: { now: () => begun + minute, toWallMs: (span: number) => span, wallTimeOf: (at: number) => at },
  steps: new Map([["gate", gate]]),
  cloudsOf: () => Promise.resolve(null),
};

/** Where one operation is kept, with nobody else about. */
class Memory implements OperationLease {
  operation: Operation;

  constructor(operation: Operation) {
    this.operation = { ...operation, record: { ...operation.record, nodes: [node] } };
  }

  ending: OperationLease["ending"] = () => false;
  load: OperationLease["load"] = () => Promise.resolve(this.operation);
  commit: OperationLease["commit"] = ({ after }) => {
    this.operation = after;
    return Promise.resolve();
  };
  begin: OperationLease["begin"] = () => Promise.reject(new RangeError("a gate sends nothing"));
  sleep: OperationLease["sleep"] = () => Promise.resolve("asleep");
}

test("an operation whose clouds cannot be had stops and says why", async () => {
  const memory = new Memory(anOperation());
  const gone = new InterconnectError({ code: "NotFound", kind: "blocked", message: "The environment is gone." });
  // It is told again after an hour.
  expect(await tick({ ...ports, cloudsOf: () => Promise.reject(gone) }, memory)).toBe(
    memory.operation.stateSince + 3_600_000,
  );
  expect(memory.operation.state).toBe("paused");
  expect(memory.operation.steps["gate"]).toMatchObject({ state: "blocked", error: { code: "NotFound" } });
});

test.each([
  { word: "go", left: "done" },
  { word: "something-else", left: "active" },
])("a step that waits for a word is $left when $word was said, long before its next look", async ({ word, left }) => {
  const waiting = { state: "active", startedAt: begun, nextLookAt: begun + 10 * minute } as const;
  const memory = new Memory(anOperation({ gate: waiting }, { signals: { [word]: { by: "slack:T1/U1" } } }));
  await tick(ports, memory);
  expect(memory.operation.steps["gate"]?.state).toBe(left);
});

test.each([
  { frozen: true, left: "active" },
  { frozen: false, left: "done" },
])("a soak whose time is over is $left while frozen is $frozen", async ({ frozen, left }) => {
  const soaked = { state: "active", startedAt: begun, memo: { until: begun }, nextLookAt: begun } as const;
  const freeze = { id: "f1", scope: "prod", by: dana, at: begun, threads: [] };
  const memory = new Memory(anOperation({ gate: soaked }, frozen ? { freeze } : {}));
  memory.operation = {
    ...memory.operation,
    record: {
      ...memory.operation.record,
      nodes: [{ ...node, kind: "soak", params: { waitMs: minute, reason: "soaks" } }],
    },
  };
  const steps = new Map([["soak", gateSoak as unknown as AnyStep<null>]]);
  await tick({ ...ports, steps }, memory);
  expect(memory.operation.steps["gate"]?.state).toBe(left);
});

test.each([
  { begins: true, what: "is over for what begins a call" },
  { begins: false, what: "stands for what begins none" },
])("a freeze that stood when the operation was read $what", async ({ begins }) => {
  const freeze = { id: "f1", scope: "prod", by: dana, at: begun, threads: [] };
  const memory = new Memory(anOperation({}, { freeze }));
  memory.begin = () =>
    begins
      ? Promise.resolve({ retryToken: "t", check: () => undefined })
      : Promise.reject(new InterconnectError({ code: "Frozen", kind: "conflict", message: "Changes are frozen." }));
  const makes: AnyStep<null> = { ...gate, ensure: () => Promise.resolve() };
  await tick({ ...ports, steps: new Map([["gate", makes]]) }, memory);
  expect(memory.operation.freeze).toEqual(begins ? undefined : freeze);
});

test("a worker told to end stores what is under way, begins nothing more, and leaves the rest to another now", async () => {
  const after: StepNode = { ...node, id: "after", needs: ["gate"] };
  const memory = new Memory(anOperation({}, { signals: { go: {} } }));
  memory.operation = { ...memory.operation, record: { ...memory.operation.record, nodes: [node, after] } };
  const toldToEnd = (): Promise<null> => {
    memory.ending = () => true;
    return Promise.resolve(null);
  };
  expect(await tick({ ...ports, cloudsOf: toldToEnd }, memory)).toBe(ports.clock.now());
  expect(Object.keys(memory.operation.steps)).toEqual(["gate"]);
  memory.ending = () => false;
  await tick(ports, memory);
  expect(memory.operation.state).toBe("done");
});

test("the gate of a create waits for activate", () => {
  expect(gateActivate.signal).toBe("activate");
});
