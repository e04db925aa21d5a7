import type { Environment } from "../../domain/environment.ts";
import { blockingOf, type Finding, worstFirst } from "../../domain/finding.ts";
import type { InterconnectRequest, Plan } from "../../domain/plan.ts";
import { makePlan, type PlanIds } from "../make-plan.ts";
import type { PlanInput } from "../plan-input.ts";
import { joinedMeanwhile } from "./joined-meanwhile.ts";
import { type FinishingWish, plannedRequest } from "./planned-request.ts";
import { withoutMade } from "./without-made.ts";

/** What a plan is made from that finishes a half-built link. */
export interface FinishingInput extends Omit<PlanInput, "request"> {
  /** As it was planned. */
  readonly planned: Plan;
  /** See `PlanInput`. */
  readonly made: Readonly<Record<string, string>>;
  readonly wish: FinishingWish;
}

export interface FinishingOutcome {
  readonly request: InterconnectRequest;
  /** Absent when a finding blocks. */
  readonly plan?: Plan;
  readonly findings: readonly Finding[];
  /** How many checks were made. */
  readonly checks: number;
}

/**
 * Plans a half-built link once more, by the request that its plan comes from and with every check of a create, in the
 * networks as they would be without it. What it then reaches is what the networks are today; whether the same things are
 * made as before, whoever asks compares. Pure, like `makePlan`.
 */
export function finishingPlan(input: FinishingInput, ids: PlanIds): FinishingOutcome {
  const { planned, made, wish, facts, environment } = input;
  const request = { ...plannedRequest(planned, facts, wish), ...takingOf(planned) };
  const own = [...Object.values(made), ...takenIds(planned)];
  const alone = withoutMade(facts, planned, own);
  const outcome = makePlan({ ...input, request, environment: asPlanned(environment, planned), facts: alone }, ids);
  const joined = joinedMeanwhile({ plan: planned, made }, facts, request);
  const findings = worstFirst([...outcome.findings, ...joined]);
  const plan = blockingOf(joined).length > 0 ? undefined : outcome.plan;
  const checks = outcome.passed.length + findings.length;
  return { request, findings, checks, ...(plan && { plan: withTaken(plan, planned) }) };
}

/** The group and the place are those of what is there, whatever the configuration says by now. */
function asPlanned({ azure, ...environment }: Environment, planned: Plan): Environment {
  const { resourceGroup: _configured, ...accounts } = azure;
  const { resourceGroup } = planned.azure;
  return {
    ...environment,
    azure: { ...accounts, ...(!resourceGroup.create && { resourceGroup: resourceGroup.name }) },
    peeringLocation: planned.peeringLocation,
  };
}

const circuitIdOf = ({ azure: { subscriptionId, resourceGroup, circuit } }: Plan): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}/providers/Microsoft.Network/expressRouteCircuits/${circuit.name}`;

/** Ids of what a plan takes over: it is there, whether it bears the mark yet or not. */
export function takenIds(planned: Plan): readonly string[] {
  const { takes } = planned;
  if (takes === undefined) return [];
  const { virtualCircuitId } = takes;
  const connectionId = takes.connection ? planned.azure.connection.id : undefined;
  return [circuitIdOf(planned), virtualCircuitId, connectionId].filter((id) => id !== undefined);
}

function takingOf(planned: Plan): Pick<InterconnectRequest, "adopts"> {
  const { takes } = planned;
  if (takes === undefined) return {};
  const { virtualCircuitId } = takes;
  return {
    adopts: { circuitId: circuitIdOf(planned), ...(virtualCircuitId !== undefined && { virtualCircuitId }), said: {} },
  };
}

/** The names of what was made elsewhere are its owners'. */
function withTaken(plan: Plan, { takes, azure, oci }: Plan): Plan {
  if (takes === undefined) return plan;
  return {
    ...plan,
    takes,
    azure: {
      ...plan.azure,
      circuit: azure.circuit,
      ...(takes.connection && { connection: azure.connection }),
    },
    oci: { ...plan.oci, ...(takes.virtualCircuitId !== undefined && { virtualCircuit: oci.virtualCircuit }) },
  };
}
