import { cidrOf, contains } from "../../domain/cidr.ts";
import type { ExistingCircuitFacts, ExistingVirtualCircuitFacts } from "../../domain/network-facts.ts";
import { type PlanCheck, type PlanQuestion, unlessAccepted } from "../question.ts";
import { found, sameId, valueOr } from "../readings.ts";

/**
 * The two sides do not reach each other today. Where they do, routes would move to the new link one side at a time,
 * through firewalls that keep state.
 */
export const existingPathsCheck: PlanCheck = {
  id: "existing-paths",
  title: "No path of today is moved",
  run(question) {
    const direct = directPaths(question);
    const possible = direct.length > 0 ? [] : possiblePaths(question);
    if (direct.length === 0 && possible.length === 0) return [];
    return [
      unlessAccepted(question.request, {
        code: "traffic-will-move",
        side: "both",
        field: "accept",
        cause:
          direct.length > 0
            ? "The two networks already reach each other; their traffic would move to the new link, one side at a time."
            : "The two networks may already reach each other; if so, their traffic would move to the new link, one side at a time.",
        evidence: [...direct, ...possible],
        remedy:
          "Choose the moment with whoever owns the path of today; firewalls that keep state drop what is under way.",
        owner: "network team",
      }),
    ];
  },
};

/** Circuits on the VNet's gateway whose other end is a virtual circuit of the VCN's DRG. */
function directPaths(question: PlanQuestion): readonly string[] {
  const virtualCircuits = virtualCircuitsOnDrg(question);
  return circuitsOnGateway(question).flatMap((circuit) =>
    virtualCircuits
      .filter((virtualCircuit) => areEnds(circuit, virtualCircuit))
      .map((virtualCircuit) => `path of today: circuit ${circuit.name} to virtual circuit ${virtualCircuit.name}`),
  );
}

function circuitsOnGateway({ facts, choice }: PlanQuestion): readonly ExistingCircuitFacts[] {
  const gatewayId = found(choice.azure.gateway)?.id;
  const connected = valueOr(facts.azure.connections, []).filter((connection) =>
    sameId(connection.gatewayId, gatewayId),
  );
  return valueOr(facts.azure.circuits, []).filter(({ id }) => connected.some(({ circuitId }) => sameId(circuitId, id)));
}

function virtualCircuitsOnDrg({ facts, choice }: PlanQuestion): readonly ExistingVirtualCircuitFacts[] {
  const drgId = found(choice.oci.drg)?.id;
  return valueOr(facts.oci.virtualCircuits, []).filter(
    (one) => sameId(one.drgId, drgId) && !one.lifecycleState.startsWith("TERMINAT"),
  );
}

function areEnds(circuit: ExistingCircuitFacts, virtualCircuit: ExistingVirtualCircuitFacts): boolean {
  const slash30s = [circuit.primaryPrefix, circuit.secondaryPrefix].map((prefix) => cidrOf(prefix ?? ""));
  const ends = virtualCircuit.customerIps.map((ip) => cidrOf(ip.split("/")[0] ?? ""));
  return slash30s.some(
    (slash30) => slash30 !== undefined && ends.some((end) => end !== undefined && contains(slash30, end)),
  );
}

/** Both sides have a way out to somewhere, which may be the same place. */
function possiblePaths(question: PlanQuestion): readonly string[] {
  const azure = [...vpnsOf(question), ...circuitsOnGateway(question).map(({ name }) => `Azure: circuit ${name}`)];
  const oci = otherAttachments(question);
  return azure.length > 0 && oci.length > 0 ? [...azure, ...oci] : [];
}

function vpnsOf({ facts, choice }: PlanQuestion): readonly string[] {
  const vpnGateways = valueOr(facts.azure.gateways, []).filter(
    ({ gatewayType, vnetId }) => gatewayType === "Vpn" && sameId(vnetId, choice.azure.vnet?.id),
  );
  return valueOr(facts.azure.connections, [])
    .filter(({ gatewayId }) => vpnGateways.some(({ id }) => sameId(id, gatewayId)))
    .map(({ name }) => `Azure: VPN connection ${name}`);
}

function otherAttachments({ facts, choice }: PlanQuestion): readonly string[] {
  const drgId = found(choice.oci.drg)?.id;
  const use = valueOr(facts.oci.drgUses, []).find((one) => sameId(one.drgId, drgId));
  return (use?.attachments ?? [])
    .filter(({ type, lifecycleState }) => type !== "VCN" && lifecycleState === "ATTACHED")
    .map(({ type, id }) => `OCI: DRG attachment ${type} ${id}`);
}
