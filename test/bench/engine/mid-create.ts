import { interconnectUid } from "../../../src/domain/ids.ts";
import type { Operation, StepNode, StepRecord } from "../../../src/graph/records.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { anOperation } from "../../builders/operation.ts";
import { aPlan } from "../../builders/plan.ts";

const halfAnHourMs = 30 * 60_000;
const gateway = "azure.gateway";

/** A create in its longest wait, as the store would read it: its gateway is being built, all that does not need it is done. */
export function midCreate(number: number, now: number): Operation {
  const plan = aPlan({ uid: interconnectUid(`u${number}`) });
  const startedAt = now - halfAnHourMs;
  const done: Partial<StepRecord> = {
    state: "done",
    looks: 7,
    startedAt,
    doneAt: startedAt + 60_000,
    outputs: { id: `/subscriptions/${"i".repeat(120)}` },
  };
  const underWay: Partial<StepRecord> = {
    state: "active",
    looks: 40,
    startedAt,
    sentAt: startedAt,
    nextLookAt: now,
    memo: { operationUrl: `https://management.azure.com/${"o".repeat(150)}` },
  };
  const nodes = createGraph(plan);
  const finished = nodes.filter(({ id }) => !needsGateway(id, nodes)).map(({ id }) => [id, done]);
  return anOperation({ ...Object.fromEntries(finished), [gateway]: underWay }, { plan });
}

/** True for the gateway itself and for all that waits for it. */
function needsGateway(id: string, nodes: readonly StepNode[]): boolean {
  const needs = nodes.find((node) => node.id === id)?.needs ?? [];
  return id === gateway || needs.some((need) => needsGateway(need, nodes));
}
