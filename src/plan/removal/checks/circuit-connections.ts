import { blocking } from "../../question.ts";
import { lastSegment, sameId, valueOr } from "../../readings.ts";
import type { RemovalCheck } from "../question.ts";

/** No other gateway is connected to the circuit: it would be cut off, and the virtual circuit would end failed. */
export const circuitConnectionsCheck: RemovalCheck = {
  id: "circuit-connections",
  title: "No other gateway is connected to the circuit",
  run({ plan, facts }) {
    const { circuit, connection } = facts.azure.ids;
    const others = valueOr(facts.networks.azure.connections, []).filter(
      ({ id, circuitId }) => sameId(circuitId, circuit) && !sameId(id, connection),
    );
    if (others.length === 0) return [];
    return [
      blocking({
        code: "circuit-has-other-connections",
        side: "azure",
        cause: `Other gateways are connected to the circuit ${plan.azure.circuit.name}; removing it would cut them off.`,
        evidence: others.map(
          ({ name, gatewayId }) =>
            `connection ${name}: gateway ${gatewayId === undefined ? "unknown" : lastSegment(gatewayId)}`,
        ),
        remedy: "Have whoever made these connections remove them, then ask again.",
        owner: "network team",
      }),
    ];
  },
};
