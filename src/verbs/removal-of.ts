import { toJson } from "../domain/json.ts";
import type { Operation, StepNode } from "../graph/records.ts";
import { builtSoFar } from "../steps/as-built.ts";
import { teardownGraph } from "../steps/teardown-graph.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { TeardownRequest } from "../store/request-records.ts";
import type { VerbPorts } from "./ports.ts";
import { isGivenBack } from "./review.ts";
import { runningOf } from "./running.ts";

interface Removal {
  readonly nodes: readonly StepNode[];
  /** The build or resize that stopped half-way and gives way to it. */
  readonly running: Operation | undefined;
}

/** The steps of a teardown as it was asked for, of what there is of the link now. */
export async function removalOf(
  ports: VerbPorts,
  interconnect: InterconnectRecord,
  { plan, review, soakMinutes }: Pick<TeardownRequest, "plan" | "review" | "soakMinutes">,
): Promise<Removal> {
  const running = await runningOf(ports, interconnect);
  const built = running?.record.kind === "create" ? builtSoFar(running, interconnect.built) : interconnect.built;
  const nodes = teardownGraph(plan, built, {
    soakMs: soakMinutes * 60_000,
    keeps: review.keeps.map(({ step }) => step),
    ...(isGivenBack(interconnect) && { givesBack: true as const }),
    ...(interconnect.before && { before: toJson(interconnect.before) }),
  });
  return { nodes, running };
}
