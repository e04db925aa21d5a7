import type { ExpressRouteCircuit } from "@azure/arm-network";
import type { CircuitUseFacts } from "../../domain/removal-facts.ts";
import type { ArmClient } from "./arm-client.ts";
import { findCircuit, privatePeeringOf } from "./circuits.ts";

/**
 * Who else has a hold on a circuit. All of it is part of the circuit itself, so it needs no right of its own; the keys of
 * authorizations, which are secrets, stay behind.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-howto-circuit-portal-resource-manager#delete
 */
export async function readCircuitUse(arm: ArmClient, id: string): Promise<CircuitUseFacts | undefined> {
  const circuit = await findCircuit(arm, id);
  return circuit && { authorizations: authorizationsOf(circuit), globalReach: globalReachOf(circuit) };
}

function authorizationsOf({ authorizations = [] }: ExpressRouteCircuit): CircuitUseFacts["authorizations"] {
  return authorizations.map(({ name, authorizationUseStatus }) => ({
    name: name ?? "",
    inUse: authorizationUseStatus === "InUse",
  }));
}

/** Joins that were made from here, and those that were made from the other circuit. */
function globalReachOf(circuit: ExpressRouteCircuit): readonly string[] {
  const { connections = [], peeredConnections = [] } = privatePeeringOf(circuit) ?? {};
  return [...connections, ...peeredConnections].map(({ name }) => name ?? "");
}
