import { allSteps } from "../../../src/app/steps.ts";
import { operationId, threadId } from "../../../src/domain/ids.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import type { Operation, StepNode } from "../../../src/graph/records.ts";
import { type OperationLease, tick } from "../../../src/graph/runner.ts";
import type { Leave } from "../../../src/graph/step.ts";
import { owner, type TestWorld } from "./built-link.ts";

/** One operation in memory, with nobody else about; as plain data between any two moves, as the store keeps it. */
class Memory implements OperationLease {
  operation: Operation;
  readonly reasons = new Set<string>();
  private readonly token: string;

  constructor(operation: Operation) {
    this.operation = operation;
    this.token = operation.record.id;
  }

  ending: OperationLease["ending"] = () => false;
  load: OperationLease["load"] = () => Promise.resolve(this.operation);

  commit: OperationLease["commit"] = ({ after, moved }) => {
    if (moved?.step.reason !== undefined) this.reasons.add(moved.step.reason);
    this.operation = JSON.parse(JSON.stringify(after)) as Operation;
    return Promise.resolve();
  };

  begin: OperationLease["begin"] = (_operation, { id }, { generation }): Promise<Leave> =>
    Promise.resolve({ check: () => undefined, retryToken: `${this.token}-${id}-${generation}`.slice(0, 64) });

  sleep: OperationLease["sleep"] = () => Promise.resolve("asleep");
}

export interface Run {
  readonly operation: Operation;
  /** Everything it said it waited for. */
  readonly reasons: ReadonlySet<string>;
}

export interface RunOptions {
  /** Stops at the first moment at which nothing is left to do now and this holds. */
  readonly until?: (operation: Operation) => boolean;
  /** Goes on from here in place of the beginning. */
  readonly from?: Operation;
  readonly signals?: Readonly<Record<string, JsonObject>>;
}

let runs = 0;

/** Runs a graph by the real runner until it is done, or paused for a person; virtual time jumps to each next look. */
export async function run(
  world: TestWorld,
  plan: Plan,
  nodes: readonly StepNode[],
  options: RunOptions = {},
): Promise<Run> {
  runs += 1;
  const begun = options.from ?? fresh(world, plan, nodes);
  const memory = new Memory({ ...begun, signals: { ...begun.signals, ...options.signals } });
  const clock = { now: world.now, toWallMs: () => 60_000, wallTimeOf: (at: number) => at };
  const ports = { clock, steps: allSteps, cloudsOf: () => Promise.resolve(world.clouds) };
  for (let ticks = 0; ticks < 500; ticks += 1) {
    const next = await tick(ports, memory);
    const { operation, reasons } = memory;
    const { state } = operation;
    if (state === "done" || state === "paused" || options.until?.(operation) === true) return { operation, reasons };
    world.simulators.sim.clock.advance(Math.max(0, (next ?? 0) - world.now()));
  }
  throw new Error(`does not settle: ${JSON.stringify(memory.operation.steps)}`);
}

function fresh(world: TestWorld, plan: Plan, nodes: readonly StepNode[]): Operation {
  const { uid, name, environment, requester } = plan;
  return {
    record: {
      id: operationId(`run-${runs}`),
      kind: "teardown",
      uid,
      name,
      environment,
      owner,
      thread: threadId("slack/C0NET/1"),
      requester,
      createdAt: world.now(),
      plan,
      nodes,
    },
    state: "open",
    stateSince: world.now(),
    steps: {},
    signals: {},
  };
}
