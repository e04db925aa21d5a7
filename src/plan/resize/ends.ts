import type { Finding } from "../../domain/finding.ts";
import { blocking, warning } from "../question.ts";
import { sameId, valueOr } from "../readings.ts";
import type { ResizeInput } from "./resize-input.ts";

/** Azure's half is there, has no more than is asked for, and serves nobody else who would be interrupted unasked. */
export function circuitFindings({ plan, toMbps, facts }: ResizeInput): readonly Finding[] {
  const { circuits, connections } = facts.networks.azure;
  if (!circuits.known) return [];
  const { circuit: id, connection } = facts.azure.ids;
  const circuit = circuits.value.find((one) => sameId(one.id, id));
  if (circuit === undefined) {
    return [
      blocking({
        code: "circuit-gone",
        side: "azure",
        cause: `The circuit ${plan.azure.circuit.name} is not there.`,
        evidence: [`circuit: ${id}`],
        remedy: "Take the link down, and build a new one with the bandwidth that is wanted.",
        owner: "requester",
      }),
    ];
  }
  const others = valueOr(connections, []).filter((one) => sameId(one.circuitId, id) && !sameId(one.id, connection));
  return [...tooLarge(circuit.bandwidthMbps, toMbps), ...interrupted(others.map(({ name }) => name))];
}

function tooLarge(hasMbps: number, toMbps: number): readonly Finding[] {
  if (hasMbps <= toMbps) return [];
  return [
    blocking({
      code: "circuit-has-more",
      side: "azure",
      cause: `The circuit has ${hasMbps / 1000} Gbps already, and Azure never takes bandwidth back.`,
      evidence: [`bandwidth in Azure: ${hasMbps} Mbps`],
      remedy: `Ask for ${hasMbps / 1000} Gbps or more: then Oracle's half follows.`,
      owner: "requester",
    }),
  ];
}

function interrupted(others: readonly string[]): readonly Finding[] {
  if (others.length === 0) return [];
  return [
    warning({
      code: "circuit-has-other-connections",
      side: "azure",
      cause: `Other gateways are connected to the circuit, and their traffic is interrupted too: ${others.join(", ")}.`,
      evidence: others.map((name) => `connection: ${name}`),
      remedy: "Tell their owners when it is done.",
      owner: "requester",
    }),
  ];
}

/** Oracle changes the bandwidth of a virtual circuit that is PROVISIONED, and of no other. */
export function virtualCircuitFindings({ plan, facts }: ResizeInput): readonly Finding[] {
  const { virtualCircuits } = facts.networks.oci;
  if (!virtualCircuits.known) return [];
  const found = virtualCircuits.value.find(({ id }) => id === facts.oci.ids.virtualCircuit);
  const state = found?.lifecycleState ?? "not there";
  if (state === "PROVISIONED") return [];
  return [
    blocking({
      code: "virtual-circuit-not-provisioned",
      side: "oci",
      cause: `Oracle's virtual circuit ${plan.oci.virtualCircuit.name} is ${state}, and only one that is PROVISIONED can be resized.`,
      evidence: [`lifecycleState: ${state}`],
      remedy: "Verify the link and mend it first.",
      owner: "requester",
    }),
  ];
}
