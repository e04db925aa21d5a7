import { blocking } from "../../question.ts";
import { valueOr } from "../../readings.ts";
import type { RemovalCheck } from "../question.ts";

/** Global Reach joins the circuit with no other one: it would have to be taken apart first. */
export const globalReachCheck: RemovalCheck = {
  id: "global-reach",
  title: "Global Reach joins the circuit with no other one",
  run({ plan, facts }) {
    const { globalReach = [] } = valueOr(facts.azure.circuitUse, undefined) ?? {};
    if (globalReach.length === 0) return [];
    return [
      blocking({
        code: "circuit-global-reach",
        side: "azure",
        cause: `Global Reach joins the circuit ${plan.azure.circuit.name} with others, whose traffic would stop.`,
        evidence: globalReach.map((name) => `Global Reach: ${name}`),
        remedy: "Have whoever owns the other circuit end Global Reach, then ask again.",
        owner: "network team",
      }),
    ];
  },
};
