import { allSteps } from "../../../src/app/steps.ts";
import type { Environment } from "../../../src/domain/environment.ts";
import type { VerdictReport } from "../../../src/domain/finding.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { InterconnectRequest, Plan } from "../../../src/domain/plan.ts";
import { move } from "../../../src/graph/move.ts";
import { freshStep, type StepNode, type StepRecord } from "../../../src/graph/records.ts";
import { makePlan, type PlanOutcome } from "../../../src/plan/make-plan.ts";
import type { Clouds } from "../../../src/steps/clouds.ts";
import { createGraph, verifyGraph } from "../../../src/steps/create-graph.ts";
import { readNetworks } from "../../../src/survey/read-networks.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { planIds } from "../../builders/plan-input.ts";
import { aRequest } from "../../builders/request.ts";
import { type Simulators, startSimulators } from "../../simulators/world.ts";
import { accountsOf, cloudsOf } from "../../support/clouds-of.ts";

/** Virtual time stands still but for what a test advances. */
const still = "0.001";

export const owner = { uid: planIds.uid, environment: "prod", seal: "seal" };

type Outputs = Readonly<Record<string, JsonObject>>;

/** Both simulated clouds with their brought networks, the real clients before them, and the real steps. */
export class TestWorld {
  readonly simulators: Simulators;
  readonly clouds: Clouds;
  readonly environment: Environment;

  constructor(simulators: Simulators, clouds: Clouds, environment: Environment) {
    this.simulators = simulators;
    this.clouds = clouds;
    this.environment = environment;
  }

  readonly now = (): number => this.simulators.sim.clock.now();

  /** What the survey and the checks make of a request. */
  async plan(request: InterconnectRequest): Promise<PlanOutcome> {
    const { environment, now } = this;
    const facts = await readNetworks(this.clouds, environment, now);
    return makePlan({ request, environment, facts, reservations: [] }, planIds);
  }

  /** The plan of a request between networks of this world that nothing speaks against. */
  async planned(changes: Partial<InterconnectRequest>): Promise<Plan> {
    const { plan, findings } = await this.plan(aRequest(changes));
    if (plan === undefined) throw new RangeError(JSON.stringify(findings));
    return plan;
  }

  /** Builds a plan step by step, each as soon as what it needs is there; gives the outputs by step id. */
  async build(plan: Plan): Promise<Outputs> {
    const outputs: Record<string, JsonObject> = {};
    for (const node of createGraph(plan)) {
      const record = await this.drive(node, outputs);
      if (record.state !== "done") throw new Error(`${node.id}: ${JSON.stringify(record)}`);
      outputs[node.id] = record.outputs ?? {};
    }
    return outputs;
  }

  /** A verification by itself, as the verb does it. */
  async verify(plan: Plan, built: Outputs): Promise<VerdictReport> {
    const [node] = verifyGraph(plan, built);
    if (node === undefined) throw new RangeError("a verification has one step");
    return reportOf(await this.drive(node, {}));
  }

  /** Moves a step on until it is done or blocked; virtual time jumps to each next look. `told` hears what it waits for. */
  async drive(node: StepNode, outputs: Outputs, told: (reason: string) => void = () => undefined): Promise<StepRecord> {
    const step = allSteps.get(node.kind);
    if (step === undefined) throw new RangeError(`no step ${node.kind}`);
    let record = freshStep;
    for (let moves = 0; moves < 400; moves += 1) {
      record = await move(step, node, JSON.parse(JSON.stringify(record)) as StepRecord, {
        clouds: this.clouds,
        now: this.now,
        context: { owner, outputs, signals: {}, frozen: false },
        begin: ({ generation }) =>
          Promise.resolve({ check: () => undefined, retryToken: `${owner.uid}-${node.id}-${generation}`.slice(0, 64) }),
      });
      if (record.reason !== undefined) told(record.reason);
      if (record.state !== "active") return record;
      this.simulators.sim.clock.advance(Math.max(0, (record.nextLookAt ?? 0) - this.now()));
    }
    throw new Error(`${node.id} does not settle: ${record.reason}`);
  }

  async close(): Promise<void> {
    this.clouds.oci.close();
    await this.simulators.close();
  }
}

function reportOf(record: StepRecord): VerdictReport {
  const report: unknown = record.outputs?.["report"];
  if (record.state !== "done" || report === undefined) throw new RangeError(JSON.stringify(record));
  return report as VerdictReport;
}

export async function startTestWorld(): Promise<TestWorld> {
  const simulators = await startSimulators({ only: ["azure", "oci"], clock: still });
  const { azure, oci, ociConfig, sim } = simulators;
  if (!azure || !oci) throw new RangeError("a simulator is missing");
  const clouds = await cloudsOf({ azure, oci, ociConfig, sim });
  return new TestWorld(simulators, clouds, anEnvironment(accountsOf({ azure, oci, ociConfig })));
}
