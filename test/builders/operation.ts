import type { OperationData } from "../../src/chat/views/operation-data.ts";
import { operationId, threadId } from "../../src/domain/ids.ts";
import type { Plan } from "../../src/domain/plan.ts";
import { freshStep, type Operation, type StepNode, type StepRecord } from "../../src/graph/records.ts";
import { createGraph } from "../../src/steps/create-graph.ts";
import { aPlan } from "./plan.ts";

/** Sunday, 22 November 2026, 14:00 UTC: when built operations begin. */
export const begun = Date.UTC(2026, 10, 22, 14, 0);
export const minute = 60_000;

const usual: Readonly<Record<string, number>> = {
  "azure.circuit": 1.5 * minute,
  "azure.gateway": 30 * minute,
  "azure.connection": 3 * minute,
  "azure.provider-provisioned": 4 * minute,
  "oci.virtual-circuit": 3 * minute,
};

export const usualMs = ({ kind }: StepNode): number => usual[kind] ?? 20_000;

const milestones = {
  circuit: "azure.circuit",
  provisioned: ["oci.virtual-circuit", "azure.provider-provisioned"],
  gateway: "azure.gateway",
  traffic: ["azure.connection", "oci.route-rules"],
  hold: "gate.activate",
  soak: "gate.soak",
  gone: "link.gone",
} as const;

/** The create of a plan with some of its steps under way or done; the others are pending. */
export function anOperation(
  steps: Readonly<Record<string, Partial<StepRecord>>> = {},
  more: Partial<Omit<Operation, "steps">> & { readonly plan?: Plan } = {},
): Operation {
  const { plan = aPlan(), ...rest } = more;
  return {
    record: {
      id: operationId(`create-${plan.uid}`),
      kind: "create",
      uid: plan.uid,
      name: plan.name,
      environment: plan.environment,
      owner: { uid: plan.uid, environment: plan.environment, seal: "seal" },
      thread: threadId(`slack/C0NET/${plan.uid}`),
      requester: plan.requester,
      createdAt: begun,
      plan,
      nodes: createGraph(plan),
    },
    state: "open",
    stateSince: begun,
    signals: {},
    ...rest,
    steps: Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, { ...freshStep, ...step }])),
  };
}

/** A finished step that made or removed something: sent and ended so many minutes after the operation began. */
export function done(from: number, to: number): Partial<StepRecord> {
  const sentAt = begun + from * minute;
  return { state: "done", startedAt: sentAt, sentAt, doneAt: begun + to * minute, looks: 1 };
}

/** A step under way since so many minutes after the operation began. */
export function active(from: number): Partial<StepRecord> {
  return { state: "active", startedAt: begun + from * minute, looks: 1 };
}

export function operationData(operation: Operation, more: Partial<OperationData> = {}): OperationData {
  return { operation, plan: operation.record.plan, now: begun + 14 * minute, usualMs, milestones, ...more };
}
