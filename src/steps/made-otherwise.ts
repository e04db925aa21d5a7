import type { JsonObject } from "../domain/json.ts";
import type { Plan } from "../domain/plan.ts";
import type { StepNode } from "../graph/records.ts";
import { canonicalJson } from "../plan/plan-hash.ts";
import { createGraph } from "./create-graph.ts";

/**
 * What one plan makes otherwise than another, or makes and the other does not. Where routes lead is left out, since that
 * is as the networks are on the day.
 */
export function madeOtherwise(one: Plan, other: Plan): readonly StepNode[] {
  const [ones, others] = [made(one), made(other)];
  const differing = ones.filter(({ id, params }) => {
    const same = others.find((node) => node.id === id);
    return same === undefined || told(same.params) !== told(params);
  });
  return [...differing, ...others.filter(({ id }) => !ones.some((node) => node.id === id))];
}

const made = (plan: Plan): readonly StepNode[] => createGraph(plan).filter(({ kind }) => kind !== "link.verify");

/** Azure changes the case of its own names. */
const told = ({ destinations: _today, ...params }: JsonObject): string => canonicalJson(params).toLowerCase();
