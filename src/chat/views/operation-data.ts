import type { BroughtDifference } from "../../domain/brought.ts";
import type { VerdictReport } from "../../domain/finding.ts";
import type { Plan } from "../../domain/plan.ts";
import { stepOf } from "../../graph/order.ts";
import type { Operation, StepNode } from "../../graph/records.ts";
import type { Timed } from "../progress.ts";

/** Which steps of an operation are turning points, by their kind. */
export interface Milestones {
  /** The circuit: what bills from the moment it exists until it is gone. */
  readonly circuit: string;
  /** All of these done: both clouds agree about the circuit. */
  readonly provisioned: readonly string[];
  readonly gateway: string;
  /** Once one of these is there, packets flow. */
  readonly traffic: readonly string[];
  /** Waits for somebody to say activate. */
  readonly hold: string;
  /** Waits with traffic withdrawn, before anything that bills is removed. */
  readonly soak: string;
  /** The proof that nothing is left. */
  readonly gone: string;
}

/** What a removal ends with: the outputs of its proof. */
export interface RemovalProof {
  /** Unix milliseconds since which each half is known to be gone. */
  readonly circuitGoneAt: number;
  readonly virtualCircuitGoneAt: number;
  /** How brought networks differ from what they were before the create; absent when that was not compared. */
  readonly differences?: readonly BroughtDifference[];
}

/** An operation with all that its cards and posts are told from. */
export interface OperationData extends Timed {
  readonly plan: Plan;
  readonly milestones: Milestones;
  /** The verdict of the operation's own verification, once there is one. */
  readonly report?: VerdictReport;
  /** What a removal proved, once it has. */
  readonly proof?: RemovalProof;
  /** Since when what a removal removes has been billed, where that is known. */
  readonly billedSince?: number;
}

export function nodesOfKind({ record }: Operation, kinds: readonly string[]): readonly StepNode[] {
  return record.nodes.filter(({ kind }) => kinds.includes(kind));
}

/** True while the circuit exists, or may exist, and is billed. */
export function billsNow({ operation, plan, milestones }: OperationData): boolean {
  const { kind } = operation.record;
  // What is resized, or taken over, is there all the while.
  if (kind === "resize" || (kind === "create" && plan.takes)) return true;
  if (kind === "create" && wasThere(operation, milestones.circuit)) return true;
  const circuits = nodesOfKind(operation, [milestones.circuit]);
  return circuits.some(({ id, direction }) => {
    const circuit = stepOf(operation, id);
    if (direction === "destroy") return circuit.state !== "done";
    return circuit.state === "done" || circuit.sentAt !== undefined || circuit.intent !== undefined;
  });
}

/** Was what this kind of step makes there when a build began that finishes what was half built? */
export function wasThere({ record }: Operation, kind: string): boolean {
  return record.nodes.some((node) => node.kind === kind && record.resumes?.includes(node.id) === true);
}

/** Since when a build's circuit is billed; undefined while there is none, and where it was there before and nobody told. */
export function billingBegan({ operation, milestones }: OperationData): number | undefined {
  if (wasThere(operation, milestones.circuit)) return undefined;
  const [circuit] = nodesOfKind(operation, [milestones.circuit]);
  return circuit && stepOf(operation, circuit.id).startedAt;
}

/** True once packets may have flowed over what a build has made so far. */
export function carriedTraffic({ operation, plan, milestones: { traffic } }: OperationData): boolean {
  const [connection] = traffic;
  return nodesOfKind(operation, traffic).some(({ id, kind, direction }) => {
    // What flowed before the bot came is no work of this build, and a rollback leaves it as it was.
    if (kind === connection && plan.takes?.connection) return false;
    if (direction !== "build") return false;
    if (kind === connection && wasThere(operation, connection)) return true;
    const step = stepOf(operation, id);
    return step.state === "done" || step.sentAt !== undefined || step.intent !== undefined;
  });
}

/** True when all of a build's wait is for somebody to say activate, or all of a removal's for the soak to end. */
export function waitsAt({ operation, milestones }: OperationData, at: "hold" | "soak"): boolean {
  const active = operation.record.nodes.filter(({ id }) => stepOf(operation, id).state === "active");
  return active.length > 0 && active.every(({ kind }) => kind === milestones[at]);
}

/** Why Reconnect cannot bring traffic back, in words, as both circuits were last seen; undefined when it may. */
export function whyNoReconnect({ operation, milestones }: OperationData): string | undefined {
  const [soak] = nodesOfKind(operation, [milestones.soak]);
  const broken = soak && stepOf(operation, soak.id).memo["broken"];
  return typeof broken === "string" ? broken : undefined;
}

/** True while nothing but traffic was withdrawn, and both circuits can carry it again. */
export const canReconnect = (data: OperationData): boolean =>
  waitsAt(data, "soak") && whyNoReconnect(data) === undefined;

/** Since when a freeze has held up one of the steps; undefined when it holds up none. */
export function heldUpSince({ steps }: Operation): number | undefined {
  const starts = Object.values(steps).flatMap(({ error, failingSince }) =>
    error?.code === "Frozen" && failingSince !== undefined ? [failingSince] : [],
  );
  return starts.length === 0 ? undefined : Math.min(...starts);
}
