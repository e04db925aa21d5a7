import type { Finding } from "../../domain/finding.ts";
import type { VnetFacts, VnetPeeringFacts } from "../../domain/network-facts.ts";
import { blocking, note, type PlanCheck, type PlanQuestion, warning } from "../question.ts";
import { found, sameId, valueOr } from "../readings.ts";

/**
 * A VNet that uses another one's gateway cannot have its own: it is planned with its hub. That needs both sides of the
 * peering set right; peerings are never edited.
 */
export const spokeCheck: PlanCheck = {
  id: "spoke",
  title: "A spoke reaches its hub's gateway",
  run: (question) => [...resolved(question), ...almostSpoke(question), ...unreadableSpokes(question)],
};

function resolved({ choice }: PlanQuestion): readonly Finding[] {
  const { asked, hub } = choice.azure;
  const spoke = found(asked);
  const there = spoke?.peerings.find(({ useRemoteGateways }) => useRemoteGateways);
  if (spoke === undefined || there === undefined) return [];
  const hubVnet = found(hub);
  if (hubVnet === undefined) return [hubOutOfSight(spoke, there)];
  const back = hubVnet.peerings.find(({ remoteVnetId }) => sameId(remoteVnetId, spoke.id));
  const problems = [...problemsThere(there), ...problemsBack(hubVnet, back)];
  if (problems.length > 0) return [peeringBlocks(spoke, hubVnet, problems)];
  return [
    note({
      code: "spoke-uses-hub",
      side: "azure",
      field: "vnet",
      cause: `${spoke.name} is a spoke of ${hubVnet.name}; the link is made to the hub's gateway.`,
      evidence: [`peering: ${there.name}`, `hub: ${hubVnet.name}`],
      remedy: "Nothing to do. The other spokes of the hub become reachable too; the plan lists them.",
      owner: "requester",
    }),
  ];
}

function problemsThere({ name, peeringState }: VnetPeeringFacts): readonly string[] {
  return peeringState === "Connected" ? [] : [`${name}: ${peeringState}, has to be Connected`];
}

function problemsBack(hub: VnetFacts, back: VnetPeeringFacts | undefined): readonly string[] {
  if (back === undefined) return [`${hub.name}: has no peering back`];
  return [
    ...(back.peeringState === "Connected" ? [] : [`${back.name}: ${back.peeringState}, has to be Connected`]),
    ...(back.allowGatewayTransit ? [] : [`${back.name}: allowGatewayTransit is off, has to be on`]),
  ];
}

function peeringBlocks(spoke: VnetFacts, hub: VnetFacts, evidence: readonly string[]): Finding {
  return blocking({
    code: "spoke-cannot-use-hub",
    side: "azure",
    field: "vnet",
    cause: `The peering between the spoke ${spoke.name} and its hub ${hub.name} does not let the spoke use the hub's gateway.`,
    evidence,
    remedy: "Correct the named setting on the peering, then ask again. The bot never edits peerings.",
    owner: "network team",
  });
}

function hubOutOfSight(spoke: VnetFacts, { name, remoteVnetId }: VnetPeeringFacts): Finding {
  return blocking({
    code: "spoke-hub-out-of-sight",
    side: "azure",
    field: "vnet",
    cause: `${spoke.name} uses the gateway of a VNet that this environment cannot read.`,
    evidence: [`peering: ${name}`, `hub: ${remoteVnetId}`],
    remedy: "Use an environment whose subscription holds the hub, or give the bot's identity the right to read it.",
    owner: "operator",
  });
}

/** Peered with a VNet that has a gateway, without using it: an own gateway is possible, but rarely what is meant. */
function almostSpoke({ choice, facts }: PlanQuestion): readonly Finding[] {
  const { asked, hub, ownGateway } = choice.azure;
  const vnet = found(asked);
  if (vnet === undefined || hub !== undefined || ownGateway !== undefined) return [];
  const gateways = valueOr(facts.azure.gateways, []).filter(({ gatewayType }) => gatewayType === "ExpressRoute");
  const offered = vnet.peerings.filter(({ remoteVnetId }) =>
    gateways.some(({ vnetId }) => sameId(vnetId, remoteVnetId)),
  );
  return offered.map(({ name, remoteVnetId }) =>
    warning({
      code: "spoke-without-remote-gateway",
      side: "azure",
      field: "vnet",
      cause: `${vnet.name} is peered with a VNet that has an ExpressRoute gateway, but does not use it.`,
      evidence: [`peering: ${name}, useRemoteGateways off`, `other VNet: ${remoteVnetId}`],
      remedy: "If it is meant as a spoke, switch on useRemoteGateways (and allowGatewayTransit on the hub's side).",
      owner: "network team",
    }),
  );
}

function unreadableSpokes({ choice }: PlanQuestion): readonly Finding[] {
  return choice.azure.spokes
    .filter(({ facts }) => facts === undefined)
    .map(({ name, vnetId, prefixes }) =>
      warning({
        code: "spoke-out-of-sight",
        side: "azure",
        field: "vnet",
        cause: `The peered VNet ${name} cannot be read; it may use the gateway, and is counted as reachable.`,
        evidence: [`VNet: ${vnetId}`, `prefixes: ${prefixes.join(", ") || "unknown"}`],
        remedy: "Give the bot's identity the right to read it to be certain.",
        owner: "operator",
      }),
    );
}
