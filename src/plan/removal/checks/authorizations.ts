import { blocking } from "../../question.ts";
import { valueOr } from "../../readings.ts";
import type { RemovalCheck } from "../question.ts";

/** Nobody of another subscription may connect to the circuit, or is connected: Azure removes no such circuit. */
export const authorizationsCheck: RemovalCheck = {
  id: "authorizations",
  title: "No other subscription has an authorization on the circuit",
  run({ plan, facts }) {
    const { authorizations = [] } = valueOr(facts.azure.circuitUse, undefined) ?? {};
    if (authorizations.length === 0) return [];
    const inUse = authorizations.some((one) => one.inUse);
    return [
      blocking({
        code: "circuit-has-authorizations",
        side: "azure",
        cause: inUse
          ? `Gateways of other subscriptions use the circuit ${plan.azure.circuit.name}; removing it would cut them off.`
          : `The circuit ${plan.azure.circuit.name} has authorizations for other subscriptions, and Azure removes no such circuit.`,
        evidence: authorizations.map((one) => `authorization ${one.name}: ${one.inUse ? "in use" : "not used"}`),
        remedy: inUse
          ? "Have their connections removed, then the authorizations, and ask again."
          : "Have the authorizations removed, and ask again.",
        owner: "network team",
      }),
    ];
  },
};
